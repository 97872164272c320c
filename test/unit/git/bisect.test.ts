import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Bisect, runTest, verdictOf, type BisectState } from '../../../src/git/bisect';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** Commits 0 to 9; from the fifth on the file says that it is broken. */
async function history(): Promise<{ readonly repo: TestRepository; readonly shas: readonly string[] }> {
  const repo = await TestRepository.create(path.join(folder.path, 'repo'));
  const shas: string[] = [];
  for (let number = 0; number < 10; number++) {
    shas.push(await repo.commit(`Commit ${number}`, { 'state.txt': `${number >= 5 ? 'broken' : 'fine'} ${number}\n` }));
  }
  return { repo, shas };
}

async function start(repo: TestRepository, good = '', bad = ''): Promise<{ readonly bisect: Bisect; readonly state: BisectState }> {
  const begun = await Bisect.start(repo.repository, good, bad);
  assert.ok(begun.ok, JSON.stringify(begun));
  return begun.value;
}

async function leavesNothing(repo: TestRepository, bisect: Bisect): Promise<void> {
  await assert.rejects(access(bisect.folder));
  assert.equal((await repo.git('worktree', 'list')).split('\n').length, 1);
  assert.equal(await repo.git('for-each-ref', 'refs/bisect'), '');
  assert.equal(await repo.git('status', '--porcelain'), '');
}

const never = new AbortController().signal;
const quiet = { timeout: 10_000, signal: never, onOutput: () => undefined };

describe('a bisect', () => {
  it('finds the first bad commit by a command, in a worktree of its own, and leaves nothing', async () => {
    const { repo, shas } = await history();
    const begun = await start(repo, shas[0], shas[9]);
    const { bisect } = begun;
    let { state } = begun;
    let tests = 0;
    while (state.type === 'testing') {
      assert.ok(state.stepsLeft <= 3);
      tests += 1;
      // The test leaves a changed file behind, as builds do.
      const { verdict } = await runTest('grep -q fine state.txt; code=$?; echo dirt >> state.txt; exit $code', bisect.folder, quiet);
      assert.notEqual(verdict, 'stopped');
      const next = await bisect.say(verdict === 'stopped' ? 'skip' : verdict);
      assert.ok(next.ok, JSON.stringify(next));
      state = next.value;
    }
    assert.deepEqual(state, { type: 'found', sha: shas[5] });
    assert.ok(tests <= 4);
    assert.match(await bisect.log(), /first bad commit/);
    assert.equal(await repo.git('rev-parse', 'HEAD'), shas[9], 'the work tree stays where it is');
    await bisect.dispose();
    await leavesNothing(repo, bisect);
  });

  it('names the commits between which it cannot tell', async () => {
    const { repo, shas } = await history();
    const begun = await start(repo, shas[4], shas[7]);
    const { bisect } = begun;
    let { state } = begun;
    for (let steps = 0; state.type === 'testing' && steps < 5; steps++) {
      const next = await bisect.say('skip');
      assert.ok(next.ok, JSON.stringify(next));
      state = next.value;
    }
    assert.ok(state.type === 'undecided');
    assert.deepEqual(new Set(state.among), new Set([shas[5], shas[6], shas[7]]));
    await bisect.dispose();
    await leavesNothing(repo, bisect);
  });

  it('of neighbours the bad one is it at once', async () => {
    const { repo, shas } = await history();
    const { bisect, state } = await start(repo, shas[4], shas[5]);
    assert.deepEqual(state, { type: 'found', sha: shas[5] });
    await bisect.dispose();
  });

  it('goes back to the commit whose turn it is after another was looked at', async () => {
    const { repo, shas } = await history();
    const { bisect, state } = await start(repo, shas[0], shas[9]);
    await bisect.visit(shas[9] ?? '');
    await bisect.goBack();
    const { exitCode } = await runTest('test "$(git rev-parse HEAD)" = "$WANTED"', bisect.folder, quiet);
    assert.equal(exitCode, 1);
    const same = await runTest(`test "$(git rev-parse HEAD)" = ${state.type === 'testing' ? state.sha : ''}`, bisect.folder, quiet);
    assert.equal(same.exitCode, 0);
    await bisect.dispose();
  });

  it('cancelled before it begins, or between commits that have nothing in common, it leaves nothing', async () => {
    const { repo, shas } = await history();
    const cancelled = await Bisect.start(repo.repository, shas[0] ?? '', shas[9] ?? '', AbortSignal.abort());
    assert.equal(!cancelled.ok && cancelled.error.code, 'cancelled');
    const swapped = await Bisect.start(repo.repository, 'f'.repeat(40), shas[9] ?? '');
    assert.equal(swapped.ok, false);
    assert.equal((await repo.git('worktree', 'list')).split('\n').length, 1);
  });

  it('reads exit codes as git bisect run does', () => {
    assert.deepEqual([0, 1, 124, 125, 126, 127, 128, 255, -1].map(verdictOf), [
      'good',
      'bad',
      'bad',
      'skip',
      'bad',
      'bad',
      'stopped',
      'stopped',
      'stopped',
    ]);
  });

  it('a test that hangs, or is cancelled, is ended with all it has started', async () => {
    const slow = await runTest('sleep 60 & sleep 60', folder.path, { ...quiet, timeout: 200 });
    assert.equal(slow.verdict, 'stopped');
    const cancel = new AbortController();
    setTimeout(() => {
      cancel.abort();
    }, 100);
    assert.equal((await runTest('sleep 60', folder.path, { ...quiet, signal: cancel.signal })).verdict, 'stopped');
  });
});
