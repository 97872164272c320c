import assert from 'node:assert/strict';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../src/domain/records';
import { SimilarRecords } from '../../src/review/similar/similarRecords';
import { maxReadOnHost } from '../../src/store/limits';
import { LineFile } from '../../src/store/lineFile';
import { Turns } from '../../src/store/turns';
import { recordSource } from '../../src/app/recordSource';
import { madeUpId, writeRecords } from '../bench/records';
import { blockOf, floorBlock, type Block } from '../support/eventLoop';
import { temporaryFolder } from '../support/folders';
import { heavyRecords, hostileFiles } from '../support/hostileFiles';
import { threadOf } from '../support/threads';
import { openStore } from '../support/stores';

const megabyte = 1024 * 1024;
/** Files in all. */
const total = 10_000;
const goodRecords = 2000;
/** Of each kind of record that costs what one can cost: so many that are read on the host, and one as large as a file may be. */
const heavyOfEach = 20;
/** Of the crafted files that lie under many names, in bytes: the first is the largest that is read on the host. */
const sizes = [maxReadOnHost - 2000, 1000, 4000, 16_000];
/** More than all of it may take, in megabytes: lists, caches and the heap of the thread. */
const mostMemory = 1000;
/** What nobody notices (milliseconds). */
const longestBlock = 50;
function tell(what: string, { delay, busy }: Block): void {
  console.log(`      ${what}, longest block ${delay.toFixed(1)} ms (processor ${busy.toFixed(1)} ms)`);
}

describe('10,000 files, most of them hostile', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const startReader = threadOf('dist/reader.cjs');
  let good: readonly RecordId[];
  let heavy: RecordId[];

  /** Hard links where the same bytes may lie under several names: a thousand of 128 KB cost nothing then. */
  async function fill(): Promise<void> {
    good = await writeRecords(folder.path, goodRecords);
    heavy = [];
    const incidents = path.join(folder.path, 'incidents');
    await mkdir(incidents, { recursive: true });
    let count = good.length;
    const fileOf = (id: RecordId): string => path.join(incidents, `${id}.json`);
    for (const make of Object.values(heavyRecords)) {
      for (let n = 0; n <= heavyOfEach; n++) {
        const id = madeUpId(count++);
        await writeFile(fileOf(id), make(id, n === 0 ? 31 * megabyte : maxReadOnHost - 2000));
        heavy.push(id);
      }
    }
    const kinds = Object.values(hostileFiles);
    const first: string[] = [];
    for (const make of kinds) {
      const large = madeUpId(count++);
      await writeFile(fileOf(large), make(large, 31 * megabyte));
      for (const size of sizes) {
        const small = madeUpId(count++);
        await writeFile(fileOf(small), make(small, size));
        first.push(fileOf(small));
      }
    }
    for (let n = 0; count < total; n++) await link(first[n % first.length] ?? '', fileOf(madeUpId(count++)));
  }

  /** One start, from nothing or from what was known the last time: the longest block of each part. */
  async function start(): Promise<ReadonlyMap<string, Block>> {
    const cache = path.join(folder.path, 'cache');
    const blocks = new Map<string, Block>();
    const part = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const began = performance.now();
      const block = await blockOf(work);
      tell(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`, block);
      blocks.set(name, block);
    };
    const store = openStore(folder.path, {
      startReader,
      cacheFile: path.join(cache, 'records.json'),
      witnessFile: path.join(cache, 'seen.txt'),
    });
    const similar = new SimilarRecords(recordSource(store), new LineFile(path.join(cache, 'similar.json'), {}, new Turns()));
    await part('the lists', () => store.open().then(() => store.refresh()));
    await part('large files', () => store.settled());
    await part('what is similar', () => similar.update());
    for (const id of [...good, ...heavy]) assert.ok(store.entry(id)?.type !== 'broken' && !store.entry(id)?.fault, id);
    assert.equal(store.entries().length, total);
    await similar.dispose();
    store.dispose();
    await store.refresh();
    return blocks;
  }

  it('every good record is listed, nothing is thrown, and nothing holds the extension host up, from nothing and from the cache', async () => {
    await fill();
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 50).unref();
    for (const name of ['from nothing', 'from the cache']) {
      console.log(`      ${name}`);
      for (let tries = 1; ; tries++) {
        const floor = await floorBlock();
        tell('this machine with pieces of milliseconds', floor);
        const isTooLong = ({ delay, busy }: Block): boolean => Math.min(delay - floor.delay, busy - floor.busy) > longestBlock;
        const tooLong = [...(await start())].filter(([, block]) => isTooLong(block));
        if (tooLong.length === 0) break;
        // A machine that is busy with other things gets a second chance.
        if (tries === 2) assert.fail(`held up: ${tooLong.map(([part]) => part).join(', ')}`);
        if (name === 'from nothing') await rm(path.join(folder.path, 'cache'), { recursive: true });
      }
    }
    clearInterval(watch);
    console.log(`      memory: ${Math.round(before / megabyte)} MB before, ${Math.round(most / megabyte)} MB at most, the thread included`);
    assert.ok(most - before < mostMemory * megabyte);
  });
});
