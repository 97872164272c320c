import assert from 'node:assert/strict';
import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Register } from '../../../src/domain/vocabulary/register';
import type { IndexEntry } from '../../../src/store/indexEntry';
import type { Store } from '../../../src/store/store';
import { LocalRecords } from '../../../src/sync/localRecords';
import { OidNames } from '../../../src/sync/oidNames';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

describe('the name of a record that is remembered', () => {
  const folder = temporaryFolder();
  const registerSince = (since: string): Register => ({ since, tenures: [], refused: [] });

  it('is that of the version and of the register of people by which it was made, and of no other', async () => {
    const store = openStore(path.join(folder.path, 'store'));
    const created = await store.create('incident', { title: 'Mail' });
    store.dispose();
    assert.ok(created.ok);
    const id = created.value;
    const entry = store.entry(id);
    assert.ok(entry?.type === 'record');
    const people = registerSince('2026');
    const shown: { entry: IndexEntry | undefined; register: Register | undefined } = { entry, register: people };
    const names = new OidNames({ entry: () => shown.entry, register: () => shown.register }, '');
    await names.load();
    assert.equal(names.of(id), undefined);
    names.note(id, names.versionOf(id) ?? '', 'one');
    for (const [now, by, expected] of [
      [entry, people, 'one'],
      [entry, registerSince('2027'), undefined],
      [{ ...entry }, people, 'one'],
      [{ ...entry, version: '2' }, people, undefined],
      [entry, undefined, undefined],
      [{ ...entry, fault: { code: 'symbolicLink', detail: '' } }, people, undefined],
      [undefined, people, undefined],
      [entry, people, 'one'],
    ] as const) {
      [shown.entry, shown.register] = [now, by];
      assert.equal(names.of(id), expected, JSON.stringify([now, by]));
    }
  });
});

describe('the name of a record that was taken', () => {
  const folder = temporaryFolder();

  it('is that of what was written then, not of what somebody has written since', async () => {
    const store = openStore(path.join(folder.path, 'store'));
    const created = await store.create('incident', { title: 'Mail' });
    assert.ok(created.ok);
    const records = new LocalRecords(store, 'all', { names: '', keptWith: path.join(folder.path, 'kept.json'), contents: '' });
    const whole = await records.copyOf(created.value);
    const entry = store.entry(created.value);
    assert.ok(whole.ok && entry?.type === 'record');
    const taken = { text: whole.value.text, version: entry.version };
    assert.ok((await store.execute(created.value, { type: 'comment', text: 'Meanwhile' })).ok);
    records.learn(created.value, taken);
    assert.deepEqual(await records.unlike([created.value], new Map([[created.value, whole.value.oid]])), [created.value]);
    store.dispose();
  });
});

describe('the names that git has for the records of a machine', () => {
  const folder = temporaryFolder();
  let store: Store;
  let file: string;
  let read: RecordId[];

  const recordsOf = (): LocalRecords =>
    new LocalRecords(store, 'all', { names: file, keptWith: path.join(folder.path, 'kept.json'), contents: '' });
  const namesOf = async (records: LocalRecords): Promise<ReadonlyMap<RecordId, string>> => {
    read = [];
    const ids = store.entries().map(({ id }) => id);
    assert.deepEqual(await records.unlike(ids, new Map()), ids);
    await records.save();
    const names = new OidNames(store, file);
    await names.load();
    return new Map(ids.map(id => [id, names.of(id) ?? 'unknown']));
  };

  beforeEach(async () => {
    file = path.join(folder.path, 'names.json');
    store = openStore(path.join(folder.path, 'store'));
    for (let n = 0; n < 20; n++) assert.equal((await store.create('incident', { title: `Mail ${n}` })).ok, true);
    const load = store.load.bind(store);
    store.load = (id, ...more) => {
      read.push(id);
      return load(id, ...more);
    };
  });
  afterEach(() => {
    store.dispose();
  });

  it('are found once, and remembered by the next window', async () => {
    const names = await namesOf(recordsOf());
    assert.deepEqual([names.size, read.length], [20, 20]);
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
  });

  it('of what has changed are found anew, and kept as one line more', async () => {
    const names = await namesOf(recordsOf());
    const before = await stat(file);
    const [entry] = store.entries();
    assert.ok(entry);
    assert.equal((await store.execute(entry.id, { type: 'comment', text: 'Once more' })).ok, true);
    const others = await namesOf(recordsOf());
    assert.deepEqual(read, [entry.id]);
    assert.notEqual(others.get(entry.id), names.get(entry.id));
    const after = await stat(file);
    const lines = (await readFile(file, 'utf8')).split('\n');
    assert.deepEqual([after.ino, lines.length, lines.at(-1)?.includes(entry.id)], [before.ino, 22, true]);
    assert.deepEqual([await namesOf(recordsOf()), read], [others, []]);
  });

  it('are found anew where what is remembered cannot be understood', async () => {
    const names = await namesOf(recordsOf());
    await appendFile(file, '\n["INC-000001"]\nnull\n{"__proto__":1}\n["no record","1","2"]\n["torn');
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
    await truncate(file, 64 * 1024 * 1024 + 1);
    assert.deepEqual([await namesOf(recordsOf()), read.length], [names, 20], 'too large');
    await writeFile(file, 'of something else');
    assert.deepEqual([await namesOf(recordsOf()), read.length], [names, 20]);
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
  });
});
