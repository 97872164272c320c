import { lstatSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileOf } from '../../src/store/recordFile';
import { done, makeRemote, makeSharer, type Sharer } from '../support/sharers';
import { measure, medians, timed, type Failed, type Measurement, type Times } from './measure';
import { bytesSince, commitOf, PlainSync, tipOf } from './plainSync';
import { writeRecords } from './records';

/** How often as many records are sent and taken. */
const rounds = 5;

/**
 * Sharing `count` records over a remote on the same disk. The floor is git alone on the same objects, which are there already (fetch, fast-import, push);
 * for what is taken besides a durable write of each file, over the one that was there and among as many; where nothing is to be done, a look at each
 * file.
 */
export async function* syncMeasurements(count: number): AsyncGenerator<Measurement | Failed | string> {
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
      floor: async () => (await PlainSync.begin(fresh(), remote)).take(ids, fresh()),
      wanted: { ratio: 2 },
    });

    const ben = sharer('ben');
    done(await ben.sync.join(remote));
    const taker = await PlainSync.begin(fresh(), remote);
    yield await measure({
      name: `sync-nothing-${label}`,
      rounds: 5,
      ours: async () => done(await ben.sync.sync()),
      floor: async () => {
        await taker.fetch();
        for (const id of ids) lstatSync(fileOf(ben.store.folder, id));
      },
      wanted: { ratio: 3 },
    });

    // A second remote, on which git alone does the same.
    const sender = await PlainSync.begin(fresh(), await PlainSync.secondRemote(remote, path.join(folder, 'second.git')));
    const place = fresh();
    await cp(path.join(ben.store.folder, 'incidents'), place, { recursive: true });
    for (const many of [1, 1000].filter(each => each <= count)) {
      const some = ids.slice(0, many);
      const [send, take]: [Times, Times] = [
        { ours: [], floor: [], peer: [] },
        { ours: [], floor: [], peer: [] },
      ];
      const before = await tipOf(remote);
      for (let round = 0; round < rounds; round++) {
        for (const id of some)
          if (!(await anna.store.execute(id, { type: 'comment', text: `Looked again ${turn++}` })).ok) throw new Error('refused');
        const commit = await commitOf(anna.store.folder, some, turn++);
        send.floor.push(await timed(() => sender.send(commit)));
        send.ours.push(await timed(async () => done(await anna.sync.sync())));
        take.floor.push(await timed(() => taker.take(some, place)));
        take.ours.push(await timed(async () => done(await ben.sync.sync())));
      }
      yield medians(`sync-send-${many}-of-${label}`, send, { ratio: 1.5 });
      yield medians(`sync-take-${many}-of-${label}`, take, { ratio: 2 });
      const growth = Math.round((await bytesSince(remote, before)) / rounds / 1000);
      yield `sync: the branch grows by ${growth} KB when ${many === 1 ? 'one record is' : `${many} records are`} sent of ${label}`;
    }
  } finally {
    for (const { store } of begun) store.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}
