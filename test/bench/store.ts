import { inSlices } from '../../src/base/inSlices';
import type { Result } from '../../src/domain/foundation/result';
import type { IdOf } from '../../src/domain/records';
import type { CommandFault } from '../../src/store/fault';
import { isIncidentId } from '../../src/domain/records';
import { mkdtemp, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { foldIncident } from '../../src/domain/incident/fold';
import { Proofs } from '../../src/app/proofs';
import { verifyAll } from '../../src/app/verifyAll';
import { parseLog } from '../../src/store/codec';
import type { Store } from '../../src/store/store';
import { EntryOrder } from '../../src/ui/tree/entryOrder';
import { treeRoots } from '../../src/ui/tree/roots';
import { openStore } from '../support/stores';
import { type Failed, measure, type Benchmark, type Measurement } from './measure';
import { writeRecords } from './records';

/** The wishes are for this many records; with fewer, what does not grow with them weighs more. */
const wishedFor = 10_000;

/** Starting, appending, folding and verifying with `count` records of twelve entries. */
export async function* storeMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-'));
  try {
    const place = new Place(folder);
    const ids = await writeRecords(place.store, count);
    const files = ids.map(id => path.join(place.records, `${id}.json`));
    await place.prepareIndex();
    await place.preparePeer(files);
    const label = count % 1000 === 0 ? `${count / 1000}k` : String(count);
    for (const benchmark of [start(place), check(place), append(place), fold(files), verify(place, files)])
      yield await measure({ ...benchmark, name: `${benchmark.name}-${label}`, wanted: count < wishedFor ? {} : benchmark.wanted });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of one run. */
class Place {
  readonly store: string;
  readonly records: string;
  readonly cacheFile: string;
  readonly oneFile: string;

  constructor(folder: string) {
    this.store = path.join(folder, '.faultline');
    this.records = path.join(this.store, 'incidents');
    this.cacheFile = path.join(folder, 'cache.json');
    this.oneFile = path.join(folder, 'everything.json');
  }

  async prepareIndex(): Promise<void> {
    const store = openStore(this.store, { cacheFile: this.cacheFile });
    await store.refresh();
    store.dispose();
    await store.refresh();
  }

  async preparePeer(files: readonly string[]): Promise<void> {
    const everything: Record<string, unknown> = {};
    for (const file of files) everything[path.basename(file)] = JSON.parse(await readFile(file, 'utf8')) as unknown;
    await new Low(new JSONFile<Record<string, unknown>>(this.oneFile), everything).write();
  }

  /** What no way of starting that looks at every file can do without. */
  async look(): Promise<void> {
    const names = await readdir(this.records);
    await Promise.all(names.map(name => stat(path.join(this.records, name))));
    await readFile(this.cacheFile);
  }
}

async function draw(store: Store): Promise<void> {
  const options = { grouping: 'attention', filter: '', mine: false, showCompleted: false } as const;
  const beholder = { name: 'Ada', role: 'administrator', now: new Date().toISOString() } as const;
  await inSlices(treeRoots(new EntryOrder(['incident']).of(store.entries()), options, beholder));
}

/** From nothing to the roots of the tree, with an index from the last time. The comparison with the disk runs behind it. */
function start(place: Place): Benchmark {
  let store: Store | undefined;
  return {
    name: 'start',
    rounds: 9,
    wanted: { ratio: 1, peerRatio: 5 },
    ours: async () => {
      store = openStore(place.store, { cacheFile: place.cacheFile });
      await store.open();
      await draw(store);
    },
    settle: async () => {
      await store?.refresh();
      store?.dispose();
    },
    floor: () => place.look(),
    peer: { name: 'one lowdb file', run: () => new Low(new JSONFile<unknown>(place.oneFile), {}).read() },
  };
}

/** From nothing to the roots of the tree, every file compared with the index. */
function check(place: Place): Benchmark {
  return {
    name: 'check',
    rounds: 9,
    wanted: { ratio: 1.5 },
    ours: async () => {
      const store = openStore(place.store, { cacheFile: place.cacheFile });
      await store.refresh();
      await draw(store);
      store.dispose();
    },
    floor: () => place.look(),
  };
}

/** One acknowledged entry among all the records. */
function append(place: Place): Benchmark {
  const store = openStore(place.store, { cacheFile: place.cacheFile });
  // In the same folder: syncing one that holds 10,000 names costs more than syncing a small one.
  const probe = path.join(place.records, 'probe.txt');
  let target: Result<IdOf<'incident'>, CommandFault> | undefined;
  return {
    name: 'append',
    rounds: 15,
    wanted: { ratio: 2, peerRatio: 50 },
    ours: async () => {
      if (!target) await store.refresh();
      target ??= await store.create('incident', { title: 'The one that grows' });
      if (!target.ok || !(await store.execute(target.value, { type: 'comment', text: 'One more' })).ok)
        throw new Error('the entry was refused');
    },
    end: () => {
      store.dispose();
    },
    floor: async () => {
      const handle = await open(`${probe}.new`, 'w');
      await handle.writeFile('x'.repeat(4000));
      await handle.sync();
      await handle.close();
      await rename(`${probe}.new`, probe);
      const parent = await open(place.records, 'r');
      await parent.sync();
      await parent.close();
    },
    peer: {
      name: 'one lowdb file',
      run: async () => {
        const document = new Low(new JSONFile<Record<string, unknown>>(place.oneFile), {});
        await document.read();
        document.data['more'] = 'One more';
        await document.write();
      },
    },
  };
}

/** Reading, parsing, checking and folding every record. */
function fold(files: readonly string[]): Benchmark {
  return {
    name: 'fold',
    rounds: 5,
    wanted: { ratio: 2 },
    ours: async () => {
      for (const file of files) {
        const parsed = parseLog(await readFile(file, 'utf8'));
        if (!parsed.ok) throw new Error(parsed.error.detail);
        if (isIncidentId(parsed.value.record)) foldIncident(parsed.value.record, parsed.value.events);
      }
    },
    floor: async () => {
      for (const file of files) JSON.parse(await readFile(file, 'utf8'));
    },
  };
}

/** *Verify Everything*: every record from its file, each hash and the order of all entries. */
function verify(place: Place, files: readonly string[]): Benchmark {
  const store = openStore(place.store, { cacheFile: place.cacheFile });
  const proofs = new Proofs(() => Promise.resolve(undefined));
  return {
    name: 'verify-all',
    rounds: 3,
    wanted: {},
    ours: async () => {
      const { records } = await verifyAll({ store, proofs, now: () => new Date().toISOString(), onFinding: () => undefined });
      if (records < files.length) throw new Error(`${records} of ${files.length} were checked`);
    },
    end: () => {
      store.dispose();
    },
    floor: async () => {
      for (const file of files) JSON.parse(await readFile(file, 'utf8'));
    },
  };
}
