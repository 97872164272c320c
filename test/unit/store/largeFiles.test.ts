import { isEntryOf } from '../../../src/store/indexEntry';
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { RecordId } from '../../../src/domain/records';
import { formatLog } from '../../../src/store/codec';
import { maxReadOnHost } from '../../../src/store/limits';
import { ReaderThread, type StartThread } from '../../../src/store/readerThread';
import { portionsOf } from '../../../src/store/readings';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person, testNow } from '../../support/incidents';
import { heavyRecords } from '../../support/hostileFiles';
import { threadOf } from '../../support/threads';
import { openStore, storedLog } from '../../support/stores';

const folder = temporaryFolder();
const startReader = threadOf('dist/reader.cjs');
const storeFolder = (): string => path.join(folder.path, '.faultline');
const fileOf = (id: RecordId): string => path.join(storeFolder(), 'incidents', `${id}.json`);
const place = (): { cacheFile: string; witnessFile: string } => ({
  cacheFile: path.join(folder.path, 'cache', 'records.json'),
  witnessFile: path.join(folder.path, 'cache', 'seen.txt'),
});
/** So little heap that reading a heavy record takes more. */
const starved: StartThread = limits => startReader({ ...limits, maxOldGenerationSizeMb: 8 });

/** Every thread that was started, and a port that counts them. */
function counted(start: StartThread = startReader): { readonly threads: Worker[]; readonly start: StartThread } {
  const threads: Worker[] = [];
  return {
    threads,
    start: limits => {
      const thread = start(limits);
      threads.push(thread);
      return thread;
    },
  };
}

/** A record that is read in the thread: six comments of 30 KB. */
async function largeRecord(store: Store, title = 'Large'): Promise<RecordId> {
  const created = await store.create('incident', { title });
  assert.ok(created.ok);
  for (let n = 0; n < 6; n++) assert.ok((await store.execute(created.value, { type: 'comment', text: `${n} `.repeat(15_000) })).ok);
  assert.ok((await stat(fileOf(created.value))).size > maxReadOnHost);
  return created.value;
}

async function smallRecord(store: Store): Promise<RecordId> {
  const created = await store.create('incident', { title: 'Small' });
  assert.ok(created.ok);
  return created.value;
}

/** A store with one large and one small record, written by a window that is gone. */
async function written(): Promise<{ large: RecordId; small: RecordId }> {
  const store = openStore(storeFolder());
  const [large, small] = [await largeRecord(store), await smallRecord(store)];
  store.dispose();
  return { large, small };
}

/** The same, with a large record that takes as much memory as so many bytes can. */
async function heavy(): Promise<{ large: RecordId; small: RecordId }> {
  const { large, small } = await written();
  await writeFile(fileOf(large), heavyRecords['values without end']?.(large, 1_000_000) ?? '');
  return { large, small };
}

describe('large files are read in a thread of their own', function () {
  this.timeout(60_000);
  const stores: Store[] = [];
  const open = (options: Parameters<typeof openStore>[1]): Store => {
    const store = openStore(storeFolder(), options);
    stores.push(store);
    return store;
  };
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
  });

  it('the list does not wait for them: small records first, the large one as a change, named meanwhile', async () => {
    const { large, small } = await written();
    const store = open({ ...place(), startReader });
    const changes: (readonly RecordId[])[] = [];
    store.onDidChange(ids => {
      changes.push(ids);
    });
    await store.open();
    assert.equal(store.entry(small)?.type, 'record');
    assert.equal(store.entry(large), undefined);
    assert.deepEqual(store.reading(), [large]);
    await store.settled();
    assert.deepEqual(store.reading(), []);
    const entry = store.entry(large);
    assert.ok(isEntryOf('incident', entry) && entry.facts.title === 'Large' && !entry.fault);
    assert.deepEqual(changes.at(-1), [large]);
  });

  it('what comes of them is what comes of reading them here: list, log, faults, append', async () => {
    const { large } = await written();
    const [here, there] = [open({}), open({ startReader })];
    await Promise.all([here.refresh(), there.refresh()]);
    await there.settled();
    assert.deepEqual(there.entry(large), here.entry(large));
    assert.deepEqual(await there.load(large), await here.load(large));
    assert.ok((await there.execute(large, { type: 'comment', text: 'appended' })).ok);
    const loaded = await there.load(large);
    assert.ok(loaded.ok && loaded.value.faults.length === 0);
    assert.equal(loaded.value.record.timeline.length, 8);
    const text = await readFile(fileOf(large), 'utf8');
    for (const damaged of [text.replace('appended', 'apended'), text.slice(0, -9), text.replace('"parents"', 'parents')]) {
      await writeFile(fileOf(large), damaged);
      assert.deepEqual(await there.load(large), await here.load(large));
      await Promise.all([here.refresh([large]), there.refresh([large])]);
      await there.settled();
      assert.ok(here.entry(large)?.fault);
      assert.deepEqual(there.entry(large), here.entry(large));
    }
  });

  it('small files start no thread, and one thread reads all large ones', async () => {
    const { large } = await written();
    const { threads, start } = counted();
    const store = open({ startReader: start });
    const small = await smallRecord(store);
    assert.ok((await store.load(small)).ok);
    assert.equal(threads.length, 0);
    await store.refresh();
    await store.settled();
    assert.ok((await Promise.all([store.load(large), store.load(large), store.load(large)])).every(({ ok }) => ok));
    assert.equal(threads.length, 1);
  });

  it('a conflict in a large file is joined there', async () => {
    const { large } = await written();
    const log = await storedLog(storeFolder(), 'Large');
    const lines = formatLog(log).split('\n');
    await writeFile(
      fileOf(large),
      [...lines.slice(0, -3), '<<<<<<< HEAD', ...lines.slice(-3, -2), '=======', '>>>>>>> theirs', ...lines.slice(-2)].join('\n'),
    );
    const store = open({ startReader });
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.fault?.code, 'conflictMarkers');
    assert.ok((await store.mend(large)).ok);
    assert.deepEqual((await storedLog(storeFolder(), 'Large')).events, log.events);
  });

  it('a cut-off tail of a large record is noticed', async () => {
    const { large } = await written();
    const store = open({ ...place(), startReader });
    await store.refresh();
    await store.settled();
    const log = await storedLog(storeFolder(), 'Large');
    await writeFile(fileOf(large), formatLog({ ...log, events: log.events.slice(0, -1) }));
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.fault?.code, 'rolledBack');
  });

  it('a file that changes while it is read is read again', async () => {
    const { large } = await written();
    const store = open({ startReader });
    await store.refresh();
    assert.deepEqual(store.reading(), [large]);
    assert.ok((await open({}).execute(large, { type: 'save', step: 'detect', patch: { title: 'Renamed' } })).ok);
    await store.settled();
    const entry = store.entry(large);
    assert.ok(isEntryOf('incident', entry) && entry.facts.title === 'Renamed' && entry.size === (await stat(fileOf(large))).size);
  });

  it('a file that ends the thread is named, and not read again: not by a refresh, not by `load`, not at the next start', async () => {
    const { large, small } = await heavy();
    const { threads, start } = counted(starved);
    const first = open({ ...place(), startReader: start });
    await first.refresh();
    await first.settled();
    const entry = first.entry(large);
    assert.ok(entry?.type === 'broken' && entry.fault.code === 'tooHeavy', JSON.stringify(entry));
    assert.equal(first.entry(small)?.type, 'record');
    assert.equal(threads.length, 1);
    await first.refresh();
    for (const outcome of [await first.load(large), await first.execute(large, { type: 'comment', text: 'x' })])
      assert.ok(!outcome.ok && outcome.error.code === 'broken' && outcome.error.fault.code === 'tooHeavy', JSON.stringify(outcome));
    assert.equal(threads.length, 1);
    first.dispose();
    await first.refresh();

    const next = counted();
    const second = open({ ...place(), startReader: next.start });
    await second.open();
    await second.refresh();
    await second.settled();
    assert.equal(second.entry(large)?.fault?.code, 'tooHeavy');
    const loaded = await second.load(large);
    assert.ok(!loaded.ok && loaded.error.code === 'broken' && loaded.error.fault.code === 'tooHeavy');
    assert.equal(next.threads.length, 0);

    await second.tryAgain(large);
    await second.settled();
    assert.equal(second.entry(large)?.type, 'record');
    assert.ok((await second.load(large)).ok);
    assert.equal(next.threads.length, 1);
  });

  it('another state of such a file is read without being asked', async () => {
    const { large } = await heavy();
    let start = starved;
    const store = open({ startReader: limits => start(limits) });
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.fault?.code, 'tooHeavy');
    start = startReader;
    await writeFile(fileOf(large), await readFile(fileOf(large)));
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.type, 'record');
  });

  it('what is small goes on while the thread is at work, and what somebody waits for goes before the lists', async () => {
    const store = open({});
    const ids: RecordId[] = [];
    for (let n = 0; n < 3; n++) ids.push(await largeRecord(store, `Large ${n}`));
    const { start } = counted();
    const other = open({ startReader: start });
    await other.refresh();
    const order: string[] = [];
    const last = ids.at(-1);
    assert.ok(last && other.reading().length === 3);
    other.onDidChange(changed => {
      order.push(...changed);
    });
    const loaded = other.load(last).then(() => order.push('loaded'));
    assert.ok((await other.create('incident', { title: 'meanwhile' })).ok);
    await Promise.all([loaded, other.settled()]);
    assert.ok(order.indexOf('loaded') < 3, order.join());
  });

  it('a thread that cannot be started is no fault of the file: it is tried again', async () => {
    const { large } = await written();
    let start: StartThread = () => new Worker(path.join(folder.path, 'nothing.cjs'), { execArgv: [] });
    const store = open({ startReader: limits => start(limits) });
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.fault?.code, 'unreadable');
    start = startReader;
    await store.refresh();
    await store.settled();
    assert.equal(store.entry(large)?.type, 'record');
  });
});

describe('the thread that reads', function () {
  this.timeout(60_000);

  it('a file that takes longer than it may is given up, and the next one is read by a new thread', async () => {
    const { large, small } = await written();
    const { threads, start } = counted();
    const reader = new ReaderThread(start, { heap: 512, time: 1 });
    const outcome = await reader.ask({ what: 'log', file: fileOf(large), id: large, heads: [] });
    assert.deepEqual(outcome, { ok: false, error: { code: 'tooHeavy', detail: 'timeout' } });
    reader.dispose();
    const patient = new ReaderThread(start, { heap: 512, time: 30_000 });
    assert.ok((await patient.ask({ what: 'log', file: fileOf(small), id: small, heads: [] })).ok);
    patient.dispose();
    assert.equal(threads.length, 2);
  });

  it('ended while it reads, nothing is left waiting, and the file bears no fault', async () => {
    const { large } = await written();
    const reader = new ReaderThread(startReader);
    const asked = ['log', 'summary'] as const;
    const outcomes = asked.map(what => reader.ask({ what, file: fileOf(large), id: large, heads: [] }));
    reader.dispose();
    for (const outcome of await Promise.all(outcomes)) assert.ok(!outcome.ok && outcome.error.code === 'unreadable');
  });

  it('ended in the middle of a file, the file is not to blame', async () => {
    const { large, small } = await heavy();
    const reader = new ReaderThread(startReader);
    assert.ok((await reader.ask({ what: 'log', file: fileOf(small), id: small, heads: [] })).ok);
    const asked = reader.ask({ what: 'log', file: fileOf(large), id: large, heads: [] });
    await new Promise(resolve => setImmediate(resolve));
    reader.dispose();
    assert.deepEqual(await asked, { ok: false, error: { code: 'unreadable', detail: 'ECANCELED' } });
  });

  it('gets a heap of its own, and no more', async () => {
    const { small } = await written();
    const heaps: (number | undefined)[] = [];
    const reader = new ReaderThread(limits => {
      heaps.push(limits.maxOldGenerationSizeMb);
      return startReader(limits);
    });
    assert.ok((await reader.ask({ what: 'log', file: fileOf(small), id: small, heads: [] })).ok);
    reader.dispose();
    assert.deepEqual(heaps, [512]);
  });

  it('cuts a log into portions that cost the host little, and loses no entry', () => {
    const events = Array.from({ length: 5000 }, (_, n): RecordEvent => {
      const data = { text: 'x'.repeat(n % 3000), list: [1, 2, 3] };
      return { id: String(n), parents: [], at: testNow, by: person(), type: 'x', digest: '', data };
    });
    const portions = [...portionsOf(events)];
    assert.deepEqual(portions.flat(), events);
    assert.ok(portions.length > 10 && portions.every(portion => JSON.stringify(portion).length < 2_500_000));
    assert.deepEqual([...portionsOf([])], []);
  });
});
