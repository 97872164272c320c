import assert from 'node:assert/strict';
import { culpritsNamedIn } from '../../../../src/review/cases/namedCulprits';

describe('the commits that a message names as faulty', () => {
  const told: readonly (readonly [says: string, kind: string, name: string])[] = [
    ['Relay: wait\n\nFixes: 1a2b3c4d5e ("Relay: dial faster")', 'fixes', '1a2b3c4d5e'],
    ['Relay: wait\n\nThis is a regression introduced in commit\n1a2b3c4d5e.', 'hash', '1a2b3c4d5e'],
    ['Relay: wait\n\nBroken by 1a2b3c4d5e.', 'hash', '1a2b3c4d5e'],
    ['Relay: wait\n\nThis was caused by "Dial faster" (1a2b3c4d5e).', 'hash', '1a2b3c4d5e'],
    ['Relay: fix a hang\n\nSince commit 1a2b3c4d5e nobody is reached.', 'hash', '1a2b3c4d5e'],
    ['Fix crash on hang-up\n\nAmends 1a2b3c4d5e.', 'hash', '1a2b3c4d5e'],
    ['Fix crash\n\nAdded by commit v3.8.0-rc1~123^2 (Dial faster).', 'hash', 'v3.8.0-rc1~123^2'],
    ['Relay: wait\n\n1a2b3c4d5e ("Relay: dial faster") broke busy lines.', 'hash', '1a2b3c4d5e'],
    ['Relay: wait\n\nRegression from https://example.org/a/b/commit/1a2b3c4d5e.', 'hash', '1a2b3c4d5e'],
    ['Relay: fix dialling\n\nFollow-up to I0123abcd4567.', 'changeId', 'I0123abcd4567'],
    ['Fix regression from #1234', 'pull', '1234'],
    ['Relay: wait (broken by #1234)', 'pull', '1234'],
    ['Fix hang introduced in https://github.com/a/b/pull/1234', 'pull', '1234'],
    ['relay: wait\n\nCL 12345 broke busy lines.', 'changeList', '12345'],
    ['relay: wait\n\nA regression caused by https://golang.org/cl/12345.', 'changeList', '12345'],
    ['Editor: Fix a failure.\n\nFollow-up to [12345].', 'subversion', '12345'],
    ['Fixed that it fails (broken by r12345).', 'subversion', '12345'],
    ['Fix a crash\n\nSummary: This was broken in D1234.', 'differential', '1234'],
    ['Revert "Dial faster"\n\nThis reverts commit 1a2b3c4d5e. It hangs.', 'revert', '1a2b3c4d5e'],
  ];
  for (const [says, kind, name] of told)
    it(JSON.stringify(says), () => {
      assert.deepEqual(culpritsNamedIn(says), [{ kind, name }]);
    });

  const silent = [
    'Fix #1234',
    'Fixes #1234: it hangs',
    'Fix a regression (bug #1234)',
    'Relay: wait\n\nThis was fixed in 1a2b3c4d5e, too.',
    'Relay: a new tone\n\nThe tone was added in 1a2b3c4d5e.',
    'A defaced plate is no hash: broken by defaced',
    'Broken by 1234567 calls a day',
    'Fix it\n\nRegression from #1, broken by #2123, broken by #3123, broken by #4123, broken by #5123',
  ];
  for (const says of silent)
    it(`are not in ${JSON.stringify(says)}`, () => {
      assert.deepEqual(culpritsNamedIn(says), []);
    });
});
