import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { lookAt, lookAtAll } from '../../../src/store/stats';
import { temporaryFolder } from '../../support/folders';

describe('a look at many files', () => {
  const folder = temporaryFolder();
  let files: readonly string[] = [];
  beforeEach(async () => {
    files = Array.from({ length: 100 }, (_, at) => path.join(folder.path, `${at}.json`));
    await Promise.all(files.filter((_, at) => at % 3 !== 0).map((file, at) => writeFile(file, 'x'.repeat(at))));
    await mkdir(path.join(folder.path, '99.json'));
  });
  afterEach(() => {
    mock.restoreAll();
  });

  /** Lets each look at the clock find it this much later, in milliseconds. */
  const clockRunsBy = (step: number, once = 0): void => {
    let [now, looks] = [0, 0];
    mock.method(performance, 'now', () => (now += looks++ === 2 ? step + once : step));
  };
  const one = (): Promise<readonly unknown[]> => Promise.all(files.map(lookAt));

  it('gives what a look at each gives, in their order, whether the disk is near or far', async () => {
    for (const step of [0, 1, 5, 100]) {
      clockRunsBy(step);
      assert.deepEqual(await lookAtAll(files, () => Promise.resolve()), await one(), `${step} ms a look at the clock`);
      mock.restoreAll();
    }
    assert.deepEqual(await lookAtAll([], () => Promise.resolve()), []);
    assert.deepEqual(await lookAtAll([path.join(folder.path, '1.json', 'below')], () => Promise.resolve()), [undefined]);
  });

  it('lets others have their turn where it is long, and has threads look where each look is', async () => {
    const pausesAt = async (step: number, once?: number): Promise<number> => {
      clockRunsBy(step, once);
      let pauses = 0;
      await lookAtAll(files, () => {
        pauses++;
        return Promise.resolve();
      });
      mock.restoreAll();
      return pauses;
    };
    // Seven lots of sixteen; the clock is looked at twice for each.
    assert.equal(await pausesAt(0), 0);
    assert.equal(await pausesAt(1.5), 1);
    // Another process had its turn meanwhile: no reason to give up.
    assert.equal(await pausesAt(1.5, 100), 2);
    // Here and now for two lots, and no longer.
    assert.equal(await pausesAt(100), 2);
  });
});
