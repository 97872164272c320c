import { isEntryOf } from '../../../src/store/indexEntry';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { RecordId } from '../../../src/domain/records';
import { formatLog, parseLog } from '../../../src/store/codec';
import { systemCode } from '../../../src/store/fault';
import { temporaryFolder } from '../../support/folders';
import { asOrdinaryUser } from '../../support/rights';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const place = (): string => path.join(folder.path, 'store');
const fileOf = (id: string): string => path.join(place(), 'incidents', `${id}.json`);
const megabyte = 1024 * 1024;

/** Damages a good record file; `text` is what it holds. */
type Damage = (file: string, text: string) => Promise<unknown>;

function rewritten(change: (text: string) => string): Damage {
  return (file, text) => {
    const changed = change(text);
    assert.notEqual(changed, text, 'nothing was damaged');
    return writeFile(file, changed);
  };
}

/** The entries as somebody with an editor would leave them. */
function forged(change: (events: readonly RecordEvent[]) => readonly RecordEvent[]): Damage {
  return (file, text) => {
    const parsed = parseLog(text);
    assert.ok(parsed.ok);
    return writeFile(file, formatLog({ record: parsed.value.record, events: change(parsed.value.events) }));
  };
}

function entryChanged(index: number, change: Partial<RecordEvent>): Damage {
  return forged(events => events.map((event, n) => (n === index ? { ...event, ...change } : event)));
}

async function moved(file: string, target: string): Promise<void> {
  await rename(file, target);
  await symlink(target, file);
}

/** What is wrong with the file, how it comes about, and the fault with its line. */
const notReadable: readonly (readonly [string, Damage, string])[] = [
  ['bad JSON', rewritten(text => text.replace('"parents"', 'parents')), 'syntax 2'],
  ['conflict markers', rewritten(text => text.replace('\n]}', '\n<<<<<<< HEAD\n]}')), 'conflictMarkers 4'],
  ['truncated in an entry', rewritten(text => text.slice(0, -40)), 'syntax 3'],
  ['truncated to nothing', file => truncate(file, 0), 'syntax 1'],
  [
    'another record’s id',
    rewritten(text => text.replace(/"record":"INC-[^"]+","events"/, '"record":"INC-000000","events"')),
    'wrongRecord 1',
  ],
  ['a future format', rewritten(text => text.replace('faultline/1', 'faultline/9')), 'format 1'],
  ['a key that stands twice', rewritten(text => text.replace('"by":{', '"by":{"role":"itManager",')), 'duplicateKey 2'],
  [
    'a key that stands twice, once in disguise',
    rewritten(text => text.replace('"by":{', '"by":{"r\\u006fle":"itManager",')),
    'duplicateKey 2',
  ],
  ['two lists of entries', rewritten(text => text.replace('"events":[', '"events":[],"events":[')), 'duplicateKey 1'],
  ['nesting without end', rewritten(text => text.replace('"data":{', `"data":{"x":${'['.repeat(1000)}${']'.repeat(1000)},`)), 'tooDeep 2'],
  ['NUL', rewritten(text => text.replace('"parents"', '"\0parents"')), 'syntax 2'],
  ['NUL instead of everything, as after a crash', (file, text) => writeFile(file, '\0'.repeat(text.length)), 'syntax 1'],
  ['a byte order mark of another encoding', (file, text) => writeFile(file, Buffer.from(`\uFEFF${text}`, 'utf16le')), 'syntax 1'],
  ['a `__proto__` key in an entry', rewritten(text => text.replace('"parents"', '"__proto__":{"x":1},"parents"')), 'shape 2'],
  ['50 MB', (file, text) => writeFile(file, text + ' '.repeat(50 * megabyte)), 'tooLarge'],
  ['a folder', file => rm(file).then(() => mkdir(file)), 'notAFile'],
  ['a symbolic link out of the workspace', file => moved(file, path.join(folder.path, 'outside.json')), 'symbolicLink'],
  ['a symbolic link to nothing', file => rm(file).then(() => symlink('/no/such/file', file)), 'symbolicLink'],
  ['a link to itself', file => rm(file).then(() => symlink(file, file)), 'symbolicLink'],
];
const pipe: (typeof notReadable)[number] = [
  'a pipe nobody writes to',
  async file => {
    await rm(file);
    execFileSync('mkfifo', [file]);
  },
  'notAFile',
];

/** What can be read and does not verify: shown with its fault, by the line of the entry. */
const notVerified: readonly (readonly [string, Damage, string])[] = [
  ['content changed', entryChanged(0, { data: { record: 'INC-000000', patch: { title: 'Forged' } } }), 'digestMismatch 2'],
  ['content changed in the text', rewritten(text => text.replace('"Hello"', '"Hallo"')), 'digestMismatch 3'],
  ['half a surrogate pair', rewritten(text => text.replace('"Hello"', '"\\ud83d"')), 'digestMismatch 3'],
  ['a `__proto__` key in the content', rewritten(text => text.replace('"text":', '"__proto__":{"x":1},"text":')), 'digestMismatch 3'],
  ['another author', entryChanged(1, { by: { name: 'Mallory', email: '', role: 'itManager' } }), 'idMismatch 3'],
  ['another hash', entryChanged(0, { digest: 'f'.repeat(64) }), 'idMismatch 2'],
  ['an entry removed', forged(events => events.slice(1)), 'parentMissing 2'],
  ['entries re-ordered', forged(events => [...events].reverse()), 'outOfOrder 2'],
  [
    'an entry twice, the second changed',
    forged(events => [...events, ...events.slice(-1).map(event => ({ ...event, data: { text: 'x' } }))]),
    'digestMismatch 4',
  ],
];

/** What looks odd and is a record all the same. */
const stillFine: readonly (readonly [string, Damage])[] = [
  ['an entry twice', forged(events => [...events, ...events.slice(-1)])],
  ['a byte order mark', rewritten(text => `\uFEFF${text}`)],
  ['CRLF line ends', rewritten(text => text.replaceAll('\n', '\r\n'))],
  ['another layout of the same JSON', rewritten(text => JSON.stringify(JSON.parse(text), null, 4))],
];

async function damaged(damage: Damage): Promise<{ bad: RecordId; good: RecordId; store: ReturnType<typeof openStore> }> {
  const store = openStore(place());
  store.dispose();
  const [bad, good] = [await store.create('incident', { title: 'Bad' }), await store.create('incident', { title: 'Good' })];
  assert.ok(bad.ok && good.ok);
  assert.ok((await store.execute(bad.value, { type: 'comment', text: 'Hello' })).ok);
  await damage(fileOf(bad.value), await readFile(fileOf(bad.value), 'utf8'));
  await store.refresh();
  return { bad: bad.value, good: good.value, store };
}

/** The first bytes of the file, enough to see that nobody touched it. */
async function content(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => systemCode(error));
}

describe('files that are no records', () => {
  for (const [name, damage, expected] of [...notReadable, ...(process.platform === 'win32' ? [] : [pipe])]) {
    it(`${name}: an item with place and reason, nothing overwritten, everything else works on`, async () => {
      const { bad, good, store } = await damaged(damage);
      const before = expected === 'notAFile' ? '' : await content(fileOf(bad));
      const entry = store.entry(bad);
      assert.ok(entry?.type === 'broken', JSON.stringify(entry));
      assert.equal([entry.fault.code, entry.fault.line].filter(part => part !== undefined).join(' '), expected);
      for (const command of [{ type: 'comment', text: 'x' } as const, { type: 'capture', record: bad, patch: { title: 'x' } } as const]) {
        const refused = await store.execute(bad, command);
        assert.equal(!refused.ok && refused.error.code, 'broken');
      }
      if (before !== '') assert.equal(await content(fileOf(bad)), before);
      assert.ok((await store.execute(good, { type: 'comment', text: 'x' })).ok);
    });
  }

  for (const [name, damage, expected] of notVerified) {
    it(`${name}: shown with its fault, and nothing can be added`, async () => {
      const { bad, good, store } = await damaged(damage);
      const before = await content(fileOf(bad));
      const entry = store.entry(bad);
      assert.ok(entry?.type === 'record', JSON.stringify(entry));
      assert.equal(entry.fault?.code === 'integrity' && `${entry.fault.detail} ${entry.fault.line}`, expected);
      const refused = await store.execute(bad, { type: 'comment', text: 'x' });
      assert.equal(!refused.ok && refused.error.code, 'broken');
      assert.equal(await content(fileOf(bad)), before);
      assert.ok((await store.execute(good, { type: 'comment', text: 'x' })).ok);
    });
  }

  for (const [name, damage] of stillFine) {
    it(`${name}: still a record, and can be added to`, async () => {
      const { bad, store } = await damaged(damage);
      const entry = store.entry(bad);
      assert.ok(isEntryOf('incident', entry) && !entry.fault);
      assert.ok((await store.execute(bad, { type: 'comment', text: 'x' })).ok);
      const loaded = await store.load(bad);
      assert.ok(loaded.ok && loaded.value.faults.length === 0);
    });
  }

  it('a file that may not be read: an item with the reason', async function () {
    if (process.platform === 'win32') return this.skip();
    const { bad } = await damaged(file => chmod(file, 0o000));
    for (const above of [folder.path, place(), path.join(place(), 'incidents')]) await chmod(above, 0o755);
    const entry = await asOrdinaryUser(async () => {
      const store = openStore(place(), { mayWrite: false });
      store.dispose();
      await store.refresh();
      return store.entry(bad);
    });
    assert.deepEqual(entry?.type === 'broken' && entry.fault, { code: 'unreadable', detail: 'EACCES' });
  });
});
