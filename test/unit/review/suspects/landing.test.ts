import assert from 'node:assert/strict';
import type { Revision } from '../../../../src/git/revision';
import { landings } from '../../../../src/review/suspects/landing';

/** A commit whose time is its place among them. */
const revision = (sha: string, committedAt: number, ...parents: readonly string[]): Revision => ({ sha, committedAt, parents });

describe('when a commit landed', () => {
  const history = [
    revision('later', 7, 'second', 'gone'),
    revision('second', 6, 'first', 'more'),
    revision('more', 5, 'topic'),
    revision('first', 4, 'main', 'topic'),
    revision('main', 3, 'begin'),
    revision('topic', 2, 'begin'),
    revision('begin', 1),
  ];

  it('is when the first merge brought it, and on the line of the branch itself when it was made', () => {
    for (const revisions of [history, history.toReversed()]) {
      const landed = landings(revisions, 'later');
      assert.deepEqual(landed.get('topic'), { by: 'first', at: 4, merged: true }, 'not brought again by the second merge');
      assert.deepEqual(landed.get('more'), { by: 'second', at: 6, merged: true });
      for (const [sha, at] of [
        ['main', 3],
        ['begin', 1],
        ['first', 4],
      ] as const)
        assert.deepEqual(landed.get(sha), { by: sha, at, merged: false });
    }
  });

  it('is not known of what lies outside of those that are', () => {
    assert.equal(landings(history, 'later').has('gone'), false);
    assert.deepEqual([...landings(history, 'gone')], []);
  });
});
