import assert from 'node:assert/strict';
import { existsSync, linkSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { erasureType } from '../../../src/domain/record/erasure';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { RecordId } from '../../../src/domain/records';
import { RecordReader } from '../../../src/store/recordReader';
import { systemFiles } from '../../../src/store/filePort';
import { FaultyFiles, type Step } from '../../support/faultyFiles';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const place = (): string => path.join(folder.path, 'work', '.faultline');
const fileOf = (id: string): string => path.join(place(), 'incidents', `${id}.json`);

/** A record of another machine: its entries, the same with one comment more, and how both look in a file. */
interface Theirs {
  readonly id: RecordId;
  readonly events: readonly RecordEvent[];
  readonly longer: readonly RecordEvent[];
  readonly longerText: string;
}

let turn = 0;

async function theirs(): Promise<Theirs> {
  const store = openStore(path.join(folder.path, `theirs ${turn++}`, '.faultline'));
  store.dispose();
  const created = await store.create('incident', { title: 'Mail is not delivered' });
  assert.ok(created.ok);
  const id = created.value;
  const events = async (): Promise<readonly RecordEvent[]> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    return loaded.value.record.timeline;
  };
  const before = await events();
  assert.ok((await store.execute(id, { type: 'comment', text: 'theirs' })).ok);
  return {
    id,
    events: before,
    longer: await events(),
    longerText: readFileSync(path.join(store.folder, 'incidents', `${id}.json`), 'utf8'),
  };
}

function open(files: FaultyFiles, options: Parameters<typeof openStore>[1] = {}): ReturnType<typeof openStore> {
  const store = openStore(place(), { files, ...options });
  store.dispose();
  return store;
}

/** How many entries the file of a record holds, for a reader that never saw this process; the record must verify. */
async function entriesIn(id: RecordId): Promise<number> {
  const loaded = await open(new FaultyFiles(), { mayWrite: false }).load(id);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  assert.deepEqual(loaded.value.faults, []);
  return loaded.value.record.timeline.length;
}

/** The steps that a disk was asked for while `work` went on. */
async function stepsOf(files: FaultyFiles, work: () => Promise<unknown>): Promise<readonly Step[]> {
  const steps: Step[] = [];
  files.faults = { ...files.faults, before: step => steps.push(step) };
  await work();
  return steps;
}

const locks = (): Promise<readonly string[]> => readdir(path.join(place(), '.lock'));

describe('a record that comes from elsewhere and is new here', () => {
  it('is acknowledged only when a power cut would leave it, and leaves nothing behind', async () => {
    const files = new FaultyFiles();
    const { id, longer, longerText } = await theirs();
    const outcome = await open(files).merge(id, longer);
    assert.equal(outcome.ok && outcome.value?.text, longerText);
    assert.equal(files.afterPowerCut(fileOf(id)), longerText);
    for (const synced of [path.dirname(place()), place(), path.dirname(fileOf(id))]) assert.ok(files.syncedFolders.has(synced), synced);
    assert.equal(readFileSync(fileOf(id), 'utf8'), longerText);
    assert.equal((await stat(fileOf(id))).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
    assert.deepEqual(await locks(), []);
  });

  it('waits for nobody’s lock: whoever holds it will find that it is there', async () => {
    const { id, events } = await theirs();
    await mkdir(path.join(place(), '.lock', id), { recursive: true });
    writeFileSync(path.join(place(), '.lock', id, 'f'.repeat(32)), '');
    const began = performance.now();
    assert.ok((await open(new FaultyFiles()).merge(id, events)).ok);
    assert.ok(performance.now() - began < 4000);
    assert.equal(await entriesIn(id), 1);
  });

  for (const step of ['open', 'write', 'sync', 'size', 'close', 'place'] as const)
    it(`replaces nothing that somebody else has put there before “${step}”: both are there`, async () => {
      const { id, events, longerText } = await theirs();
      const files = new FaultyFiles();
      files.faults = {
        before: now => {
          if (now === step && !existsSync(fileOf(id))) writeFileSync(fileOf(id), longerText);
        },
      };
      const outcome = await open(files).merge(id, events);
      assert.deepEqual(outcome.ok && outcome.value, undefined);
      assert.equal(readFileSync(fileOf(id), 'utf8'), longerText);
      assert.deepEqual(await locks(), []);
    });

  it('comes to be one record where two bring it at once, each with entries of its own', async () => {
    const { id, events, longer } = await theirs();
    const outcomes = await Promise.all([events, longer, events, longer].map(each => open(new FaultyFiles()).merge(id, each)));
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.equal(await entriesIn(id), longer.length);
    assert.deepEqual(await locks(), []);
  });

  it('is not written where a link stands in its place, wherever that leads', async function () {
    if (process.platform === 'win32') return this.skip();
    const { id, events } = await theirs();
    await mkdir(path.dirname(fileOf(id)), { recursive: true });
    symlinkSync(path.join(folder.path, 'elsewhere'), fileOf(id));
    const outcome = await open(new FaultyFiles()).merge(id, events);
    assert.equal(outcome.ok, false);
    assert.equal(existsSync(path.join(folder.path, 'elsewhere')), false);
  });

  for (const [step, code] of [
    ['open', 'EMFILE'],
    ['write', 'EIO'],
    ['sync', 'EIO'],
    ['size', 'EIO'],
    ['close', 'EIO'],
  ] as const)
    it(`that fails at ${step}: refused with the reason, nothing is there, no rest remains`, async () => {
      const { id, events } = await theirs();
      const outcome = await open(new FaultyFiles({ fails: [step, code] })).merge(id, events);
      assert.deepEqual(!outcome.ok && outcome.error, { code: 'writeFailed', path: fileOf(id), reason: code });
      assert.equal(existsSync(fileOf(id)), false);
      assert.deepEqual(await locks(), []);
    });

  it('is refused on a disk that is full, or that drops a part in silence', async () => {
    const { id, events } = await theirs();
    for (const faults of [{ room: 100 }, { keeps: 100 }]) {
      assert.equal((await open(new FaultyFiles(faults)).merge(id, events)).ok, false);
      assert.equal(existsSync(fileOf(id)), false);
    }
    assert.deepEqual(await locks(), []);
  });

  it('whose folder cannot be synced is not acknowledged, and not said to be absent either', async () => {
    const { id, events } = await theirs();
    // The folder itself is there already.
    await mkdir(path.dirname(fileOf(id)), { recursive: true });
    const outcome = await open(new FaultyFiles({ fails: ['syncFolder', 'EIO'] })).merge(id, events);
    assert.deepEqual(!outcome.ok && [outcome.error.code, 'reason' in outcome.error && outcome.error.reason], ['unconfirmed', 'EIO']);
    assert.equal(await entriesIn(id), 1);
    assert.deepEqual(await locks(), []);
  });

  it('is not written any more by who may not by then', async () => {
    const { id, events } = await theirs();
    let may = true;
    const files = new FaultyFiles({
      before: step => {
        if (step === 'close') may = false;
      },
    });
    const outcome = await open(files, { mayWrite: () => may }).merge(id, events);
    assert.equal(!outcome.ok && outcome.error.code, 'readOnly');
    assert.equal(existsSync(fileOf(id)), false);
    assert.deepEqual(await locks(), []);
  });

  for (const code of ['EPERM', 'ENOTSUP', 'EXDEV', 'EISDIR'])
    it(`is written under its lock where files have one name alone (${code}), and the next at once so`, async () => {
      const [first, second] = [await theirs(), await theirs()];
      const files = new FaultyFiles({ fails: ['place', code] });
      const store = open(files);
      const written = ['open', 'sync', 'size', 'close'];
      const tried = await stepsOf(files, () => store.merge(first.id, first.longer));
      assert.deepEqual(
        tried.filter(step => written.includes(step) || step === 'rename'),
        [...written, ...written, 'rename'],
      );
      const next = await stepsOf(files, () => store.merge(second.id, second.longer));
      assert.deepEqual(
        next.filter(step => written.includes(step) || step === 'rename'),
        [...written, 'rename'],
      );
      for (const { id, longer, longerText } of [first, second]) {
        assert.equal(await entriesIn(id), longer.length);
        assert.equal(files.afterPowerCut(fileOf(id)), longerText);
      }
      assert.deepEqual(await locks(), []);
    });
});

describe('a record that comes from elsewhere and goes on from what is here', () => {
  afterEach(() => {
    mock.restoreAll();
  });
  /** The record as it is here, with the first of their entries, and the version of its file. */
  async function begun(): Promise<Theirs & { readonly store: ReturnType<typeof openStore>; readonly version: string }> {
    const record = await theirs();
    const store = open(new FaultyFiles());
    assert.ok((await store.merge(record.id, record.events)).ok);
    const entry = store.entry(record.id);
    assert.ok(entry?.type === 'record');
    return { ...record, store, version: entry.version };
  }

  it('is put in its place, and that is not read', async () => {
    const { id, longer, longerText, store, version } = await begun();
    const read = mock.method(RecordReader.prototype, 'log');
    const merged = await store.merge(id, longer, version);
    const now = store.entry(id);
    assert.deepEqual(merged, { ok: true, value: { text: longerText, version: now?.type === 'record' && now.version } });
    assert.equal(read.mock.callCount(), 0);
    assert.equal(readFileSync(fileOf(id), 'utf8'), longerText);
    assert.deepEqual(await locks(), []);
  });

  it('is merged with what somebody has written meanwhile', async () => {
    const { id, longer, store, version } = await begun();
    assert.ok((await open(new FaultyFiles()).execute(id, { type: 'comment', text: 'mine' })).ok);
    assert.ok((await store.merge(id, longer, version)).ok);
    assert.equal(await entriesIn(id), longer.length + 1);
  });

  it('is merged with what somebody without a lock writes at the last moment', async () => {
    const { id, longer, store, version } = await begun();
    const other = path.join(folder.path, 'other.json');
    assert.ok((await store.execute(id, { type: 'comment', text: 'mine' })).ok);
    const mine = readFileSync(fileOf(id), 'utf8');
    const entry = store.entry(id);
    assert.ok(entry?.type === 'record' && entry.version !== version);
    let isOther = false;
    const files = new FaultyFiles({
      before: step => {
        if (step !== 'close' || isOther) return;
        isOther = true;
        writeFileSync(other, mine);
        renameSync(other, fileOf(id));
      },
    });
    assert.ok((await open(files).merge(id, longer, entry.version)).ok);
    assert.equal(await entriesIn(id), longer.length + 1);
  });

  for (const [what, command] of [
    ['redacts', 'redact'],
    ['erases', 'erase'],
  ] as const)
    it(`is read where an entry ${what}: what is taken away is asked of what is here`, async () => {
      const { id, store, events, version } = await begun();
      const read = mock.method(RecordReader.prototype, 'log');
      const [first] = events;
      assert.ok(first);
      const type = command === 'redact' ? 'record.redacted' : erasureType;
      await store.merge(id, [...events, { ...first, id: 'f'.repeat(64), type, parents: [first.id] }], version);
      assert.equal(read.mock.callCount(), 1);
    });
});

describe('a record that is recorded here', () => {
  it('takes nobody’s place, also where somebody without a lock comes after all was compared', async () => {
    const { id, longerText } = await theirs();
    const files = new FaultyFiles({
      before: step => {
        if (step === 'place' && !existsSync(fileOf(id))) writeFileSync(fileOf(id), longerText);
      },
    });
    const outcome = await open(files).execute(id, { type: 'capture', record: id, patch: { title: 'Other' } });
    assert.equal(!outcome.ok && outcome.error.code, 'exists');
    assert.equal(readFileSync(fileOf(id), 'utf8'), longerText);
  });

  it('is there, too, where files have one name alone', async () => {
    const files = new FaultyFiles({ fails: ['place', 'EPERM'] });
    const created = await open(files).create('incident', { title: 'Mail is not delivered' });
    assert.ok(created.ok);
    assert.equal(files.afterPowerCut(fileOf(created.value)), readFileSync(fileOf(created.value), 'utf8'));
    assert.deepEqual(await locks(), []);
  });

  it('goes on where a process died that had given it its name and not yet taken away the other one', async () => {
    const { id, events } = await theirs();
    assert.ok((await open(new FaultyFiles()).merge(id, events)).ok);
    const lock = path.join(place(), '.lock', id);
    await mkdir(lock, { recursive: true });
    linkSync(fileOf(id), path.join(lock, 'f'.repeat(32)));
    const before = readFileSync(fileOf(id), 'utf8');
    assert.ok((await open(new FaultyFiles()).execute(id, { type: 'comment', text: 'mine' })).ok);
    assert.ok(readFileSync(fileOf(id), 'utf8').startsWith(before.slice(0, -5)));
    assert.equal(systemFiles.stat(fileOf(id))?.nlink, 1n);
    assert.deepEqual(await locks(), []);
  });
});
