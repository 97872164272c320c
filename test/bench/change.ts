import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openSimilar } from '../../src/app/openSimilar';
import { inSlices } from '../../src/base/inSlices';
import { kindsIn } from '../../src/domain/records';
import { EntryOrder } from '../../src/ui/tree/entryOrder';
import { nodeKey } from '../../src/ui/tree/node';
import { allOpenGaps, overviewOf } from '../../src/ui/tree/overview';
import { placed } from '../../src/ui/tree/placed';
import { treeRoots } from '../../src/ui/tree/roots';
import { ListSender } from '../../src/ui/panel/listSender';
import type { Store } from '../../src/store/store';
import { blockOf, floorBlock } from '../support/eventLoop';
import { openStore } from '../support/stores';
import { medians, type Failed, type Measurement, type Times } from './measure';
import { writeRecords } from './records';

const rounds = 5;
/** The index is saved 2 s after a change, what is similar 3 s after it was read. */
const untilQuiet = 6000;

/**
 * What the extension host does after one entry among `count` records, with the indexes, the trees and the read-only panel at work: the
 * longest time it cannot answer, in milliseconds of the processor. The floor is what the machine does to a loop that works in small pieces.
 */
export async function* changeMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-'));
  const storeFolder = path.join(folder, '.faultline');
  try {
    await writeRecords(storeFolder, count);
    const store = openStore(storeFolder, { cacheFile: path.join(folder, 'records.json'), witnessFile: path.join(folder, 'seen.txt') });
    const similar = openSimilar(store, path.join(folder, 'similar.json'));
    await store.refresh();
    await similar.update();
    await pause(untilQuiet);
    // Messages to a page are JSON.
    const list = new ListSender({ store: () => store, post: message => JSON.stringify(message), faultText: ({ code }) => code });
    await list.start();
    const orders = (['incidents', 'knowledge', 'changes', 'assets'] as const).map(tree => new EntryOrder(kindsIn(tree)));
    await draw(store, orders);
    store.onDidChange(ids => {
      similar.updateSoon(ids);
      void list.follow(ids);
      void draw(store, orders);
    });
    const target = await store.create('incident', { title: 'The one that grows' });
    if (!target.ok) throw new Error('refused');
    await pause(untilQuiet);
    const times: Times = { ours: [], floor: [], peer: [] };
    for (let round = 0; round < rounds; round++) {
      times.floor.push((await floorBlock()).busy);
      const { busy } = await blockOf(async () => {
        const outcome = await store.execute(target.value, { type: 'comment', text: 'One more' });
        if (!outcome.ok) throw new Error('refused');
        await pause(untilQuiet);
      });
      times.ours.push(busy);
    }
    store.dispose();
    yield medians(`change-${count / 1000}k`, times, { ours: 10 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is drawn at once, when a change is announced; and what the editor then asks the trees for, one question at a time. */
async function draw(store: Store, orders: readonly EntryOrder[]): Promise<void> {
  const entries = store.entries();
  overviewOf(entries);
  allOpenGaps(entries, new Date().toISOString());
  entries.filter(entry => entry.fault !== undefined);
  for (const [at, order] of orders.entries()) {
    await nextTurn();
    const options = { grouping: at === 0 ? 'attention' : 'kind', filter: '', mine: false, showCompleted: at > 0 } as const;
    const beholder = { name: 'Ada', role: 'administrator', now: new Date().toISOString() } as const;
    placed('', (await inSlices(treeRoots(order.of(store.entries()), options, beholder))) ?? [], nodeKey);
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
