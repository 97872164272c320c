import { lstatSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sideBySide } from '../../src/base/sideBySide';
import type { RecordId } from '../../src/domain/records';
import { runGit, type GitLimits } from '../../src/git/runGit';
import { formatLog } from '../../src/store/codec';
import { fileOf } from '../../src/store/recordFile';
import { pathOf } from '../../src/sync/layout';
import { done, makeRemote, makeSharer, type Sharer } from '../support/sharers';
import { measure, type Failed, type Measurement } from './measure';
import { writeRecords } from './records';

const branch = 'refs/heads/faultline/store';

/**
 * Sharing `count` records over a remote on the same disk. The floor is git alone on the same objects (fetch, fast-import, push); for what is
 * taken besides a durable write of each file, over the one that was there; where nothing is to be done, a look at each file.
 */
export async function* syncMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-'));
  const label = `${count / 1000}k`;
  const begun: Sharer[] = [];
  const sharer = (name: string): Sharer => {
    const made = makeSharer(folder, name);
    begun.push(made);
    return made;
  };
  try {
    const remote = await makeRemote(folder);
    const anna = sharer('anna');
    const ids = await writeRecords(anna.store.folder, count);
    done(await anna.sync.share(remote));
    let turn = 0;
    const fresh = (): string => path.join(folder, `floor ${turn++}`);

    yield await measure({
      name: `sync-join-${label}`,
      rounds: 1,
      ours: async () => done(await sharer(`joiner ${turn++}`).sync.join(remote)),
      floor: async () => {
        const engine = await makeEngine(fresh());
        await git(engine, ['fetch', '--quiet', remote, `+${branch}:${branch}`]);
        await writeOut(engine, ids, fresh());
      },
      wanted: { ratio: 2 },
    });

    const ben = sharer('ben');
    done(await ben.sync.join(remote));
    const plain = await makeEngine(fresh());
    await git(plain, ['fetch', '--quiet', remote, `+${branch}:${branch}`]);
    yield await measure({
      name: `sync-nothing-${label}`,
      rounds: 5,
      ours: async () => done(await ben.sync.sync()),
      floor: async () => {
        await git(plain, ['fetch', '--quiet', remote, `+${branch}:${branch}`]);
        for (const id of ids) lstatSync(fileOf(ben.store.folder, id));
      },
      wanted: { ratio: 3 },
    });

    for (const many of [1, 1000].filter(each => each <= count)) {
      const some = ids.slice(0, many);
      const change = async (): Promise<void> => {
        for (const id of some)
          if (!(await anna.store.execute(id, { type: 'comment', text: `Looked again ${turn++}` })).ok) throw new Error('refused');
      };
      // A second remote, on which git alone does the same.
      const second = path.join(folder, `second ${turn++}.git`);
      await git(remote, ['clone', '--quiet', '--bare', remote, second]);
      await git(plain, ['fetch', '--quiet', second, `+${branch}:${branch}`]);
      await change();
      yield await measure({
        name: `sync-send-${many}-of-${label}`,
        rounds: 3,
        floor: async () => {
          await git(plain, ['fetch', '--quiet', second, `+${branch}:${branch}`]);
          await git(plain, ['fast-import', '--quiet', '--done', '--force'], { input: await commitOf(anna, some, turn++) });
          await git(plain, ['push', '--quiet', second, `${branch}:${branch}`]);
        },
        ours: async () => done(await anna.sync.sync()),
        settle: change,
        wanted: { ratio: 1.5 },
      });
      done(await anna.sync.sync());
      const place = fresh();
      await writeOut(plain, some, place);
      yield await measure({
        name: `sync-take-${many}-of-${label}`,
        rounds: 1,
        floor: async () => {
          const engine = await makeEngine(fresh());
          await git(engine, ['fetch', '--quiet', '--depth=1', remote, `+${branch}:${branch}`]);
          await writeOut(engine, some, place);
        },
        ours: async () => done(await ben.sync.sync()),
        wanted: { ratio: 2 },
      });
    }
  } finally {
    for (const { store } of begun) store.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeEngine(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--bare']);
  return folder;
}

async function git(folder: string, args: readonly string[], limits: GitLimits = {}): Promise<string> {
  const output = await runGit(folder, args, { timeout: 600_000, ...limits, env: { GIT_DIR: folder, GIT_ALLOW_PROTOCOL: 'file' } });
  if (!output.ok) throw new Error(JSON.stringify(output.error));
  return output.value;
}

/** Reads these records from a branch and writes each durably, some side by side. */
async function writeOut(engine: string, ids: readonly RecordId[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await git(engine, ['cat-file', '--batch-check=%(objectsize)'], {
    input: ids.map(id => `${branch}:${pathOf(id)}\n`).join(''),
  });
  const all = Buffer.from(
    await git(engine, ['cat-file', '--batch'], { input: ids.map(id => `${branch}:${pathOf(id)}\n`).join(''), maxOutput: 2 ** 30 }),
  );
  const sizes = names.trim().split('\n').map(Number);
  let at = 0;
  const contents = sizes.map(size => {
    const from = all.indexOf(0x0a, at) + 1;
    at = from + size + 1;
    return all.subarray(from, from + size);
  });
  await sideBySide([...contents.entries()], async ([n, content]) => {
    const file = path.join(folder, `${n}.json`);
    const handle = await open(`${file}~`, 'w');
    await handle.write(content);
    await handle.sync();
    await handle.close();
    await rename(`${file}~`, file);
    const place = await open(folder);
    await place.sync();
    await place.close();
  });
}

/** What `git fast-import` is told, for the records as they are in the files. */
async function commitOf({ store }: Sharer, ids: readonly RecordId[], turn: number): Promise<string> {
  const parts = [`commit ${branch}\ncommitter B <b@example.org> ${1_700_000_000 + turn} +0000\ndata 1\n${turn % 10}\nfrom ${branch}^0\n`];
  for (const id of ids) {
    const loaded = await store.load(id);
    if (!loaded.ok) throw new Error(id);
    const text = formatLog({ record: id, events: loaded.value.record.timeline });
    parts.push(`M 100644 inline ${pathOf(id)}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  }
  return `${parts.join('')}\ndone\n`;
}
