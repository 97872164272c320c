// npm run bench [-- --records 10000] [--json FILE]: a table of medians, each beside its floor and, where there is one, a peer.
import { mkdtemp, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { foldIncident } from '../../src/domain/incident/fold';
import { parseLog } from '../../src/store/codec';
import { treeRoots } from '../../src/ui/tree/model';
import { openStore } from '../support/stores';
import { measure, type Benchmark, type Measurement } from './measure';
import { writeRecords } from './records';

const { values } = parseArgs({ options: { records: { type: 'string', default: '10000' }, json: { type: 'string' } } });
const count = Number(values.records);
const label = count % 1000 === 0 ? `${count / 1000}k` : String(count);

const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-'));
const storeFolder = path.join(folder, '.faultline');
const records = path.join(storeFolder, 'incidents');
const cacheFile = path.join(folder, 'cache.json');
const oneFile = path.join(folder, 'everything.json');

try {
  console.log(`bench: writing ${count} records of 12 entries`);
  const ids = await writeRecords(storeFolder, count);
  const files = ids.map(id => path.join(records, `${id}.json`));
  await prepareIndex();
  await preparePeer(files);
  const results: Measurement[] = [];
  for (const benchmark of [start(), append(), fold(files)]) {
    console.log(`bench: ${benchmark.name}`);
    const result = await measure(benchmark);
    results.push(result);
    console.log(row(result, benchmark));
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** From nothing to the roots of the tree, with an index from the last time. */
function start(): Benchmark {
  return {
    name: `start-${label}`,
    rounds: 9,
    wanted: { ratio: 2, peerRatio: 5 },
    ours: async () => {
      const store = openStore(storeFolder, { cacheFile });
      await store.refresh();
      treeRoots(store.entries(), { grouping: 'none', filter: '', showCompleted: false });
      store.dispose();
    },
    floor: async () => {
      const names = await readdir(records);
      await Promise.all(names.map(name => stat(path.join(records, name))));
      await readFile(cacheFile);
    },
    peer: {
      name: 'one lowdb file',
      run: async () => {
        await new Low(new JSONFile<unknown>(oneFile), {}).read();
      },
    },
  };
}

/** One acknowledged entry among all the records. */
function append(): Benchmark {
  const store = openStore(storeFolder, { cacheFile });
  // In the same folder: syncing one that holds 10,000 names costs more than syncing a small one.
  const probe = path.join(records, 'probe.txt');
  let target: Awaited<ReturnType<typeof store.create>> | undefined;
  return {
    name: `append-${label}`,
    rounds: 15,
    wanted: { ratio: 3, peerRatio: 50 },
    ours: async () => {
      if (!target) await store.refresh();
      target ??= await store.create({ title: 'The one that grows' });
      if (!target.ok || !(await store.execute(target.value, { type: 'comment', text: 'One more' })).ok)
        throw new Error('the entry was refused');
    },
    floor: async () => {
      const handle = await open(`${probe}.new`, 'w');
      await handle.writeFile('x'.repeat(4000));
      await handle.sync();
      await handle.close();
      await rename(`${probe}.new`, probe);
      const parent = await open(records, 'r');
      await parent.sync();
      await parent.close();
    },
    peer: {
      name: 'one lowdb file',
      run: async () => {
        const document = new Low(new JSONFile<Record<string, unknown>>(oneFile), {});
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
    name: `fold-${label}`,
    rounds: 5,
    wanted: { ratio: 2.5 },
    ours: async () => {
      for (const file of files) {
        const parsed = parseLog(await readFile(file, 'utf8'));
        if (!parsed.ok) throw new Error(parsed.error.detail);
        foldIncident(parsed.value.record, parsed.value.events);
      }
    },
    floor: async () => {
      for (const file of files) JSON.parse(await readFile(file, 'utf8'));
    },
  };
}

async function prepareIndex(): Promise<void> {
  const store = openStore(storeFolder, { cacheFile });
  await store.refresh();
  store.dispose();
  await store.refresh();
}

async function preparePeer(files: readonly string[]): Promise<void> {
  const everything: Record<string, unknown> = {};
  for (const file of files) everything[path.basename(file)] = JSON.parse(await readFile(file, 'utf8')) as unknown;
  await new Low(new JSONFile<Record<string, unknown>>(oneFile), everything).write();
}

function row({ name, ours_ms, floor_ms, ratio, peer, peer_ms, peer_ratio }: Measurement, { wanted }: Benchmark): string {
  const against = peer === undefined ? '' : ` · ${peer} ${peer_ms ?? 0} ms, ${peer_ratio ?? 0} × ours (wanted ≥ ${wanted.peerRatio ?? 0})`;
  return `  ${name}: ours ${ours_ms} ms · floor ${floor_ms} ms · ${ratio} × the floor (wanted ≤ ${wanted.ratio})${against}`;
}
