import assert from 'node:assert/strict';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import { KeptWith } from '../../../src/sync/keptWith';
import { temporaryFolder } from '../../support/folders';

const [problem, other, one, another] = ['PRB-000001', 'PRB-000002', 'INC-000001', 'INC-000002'] as const;

describe('what is remembered of what stays with incidents', () => {
  const folder = temporaryFolder();
  const nothing = (): boolean => false;
  const window = async (): Promise<KeptWith> => {
    const kept = new KeptWith(path.join(folder.path, 'kept.json'));
    await kept.load();
    return kept;
  };

  it('is kept as long as one of them does not go to all', async () => {
    const kept = await window();
    for (const source of [one, another]) kept.note(problem, source);
    for (const [isForAll, expected] of [
      [[], [problem]],
      [[one], [problem]],
      [[another], [problem]],
      [[one, another], []],
    ] as const) {
      const goes = (source: RecordId): boolean => (isForAll as readonly RecordId[]).includes(source);
      assert.deepEqual(kept.of(goes), expected);
      kept.end(nothing, goes);
      assert.deepEqual(kept.of(nothing), expected);
    }
  });

  it('is what any window has noted', async () => {
    const [first, second] = [await window(), await window()];
    first.note(problem, one);
    second.note(other, one);
    await first.save();
    await second.save();
    assert.deepEqual([...(await window()).of(nothing)].sort(), [problem, other]);
  });

  it('is forgotten once others have it, and not what another window knows of one that is kept again', async () => {
    const first = await window();
    first.note(problem, one);
    await first.save();
    const second = await window();
    second.note(problem, another);
    await second.save();
    first.end(id => id === problem, nothing);
    assert.equal(first.has(problem), false);
    first.note(problem, one);
    await first.save();
    const isOne = (source: RecordId): boolean => source === one;
    assert.deepEqual((await window()).of(isOne), [problem]);
    first.end(id => id === problem, nothing);
    await first.save();
    assert.deepEqual((await window()).of(nothing), []);
  });

  it('is kept again where another window notes it behind that, or it was found to be for all and nothing was written', async () => {
    const [first, second] = [await window(), await window()];
    first.note(problem, one);
    await first.save();
    first.end(nothing, () => true);
    await first.load();
    assert.deepEqual(first.of(nothing), [problem]);
    first.end(nothing, () => true);
    await first.save();
    second.note(problem, one);
    await second.save();
    first.note(other, one);
    await first.save();
    assert.deepEqual([...(await window()).of(nothing)].sort(), [problem, other]);
  });
});
