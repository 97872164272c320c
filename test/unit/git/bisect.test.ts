import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Bisect } from '../../../src/git/bisect';
import { success } from '../../../src/domain/foundation/result';
import { oneLine } from '../../../src/git/bisectLog';
import { beginBisect, faultyHistory, importedHistory, leavesNothing, toTheEnd } from '../../support/bisects';
import { temporaryFolder } from '../../support/folders';
import { plainGit } from '../../support/hostileGit';
import { openRepository, type TestRepository } from '../../support/repositories';

const folder = temporaryFolder();
const limits = { timeout: 10_000, signal: new AbortController().signal, onOutput: () => undefined };

describe('a bisect', () => {
  it('finds the first bad commit by a command, in a worktree of its own, and leaves nothing', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const begun = await beginBisect(repo, shas[0], shas[9]);
    const { bisect } = begun;
    assert.ok(begun.state.type === 'testing' && begun.state.stepsLeft <= 3);
    assert.match(begun.state.subject, /^Commit \d$/);
    const { state, tested } = await toTheEnd(begun, async () => {
      // The test leaves a changed file behind, as builds do, and a lock, as a git that was ended does.
      const { verdict } = await bisect.test(
        'grep -q fine state.txt; code=$?; echo dirt >> state.txt; touch "$(git rev-parse --git-dir)/index.lock"; exit $code',
        limits,
      );
      assert.notEqual(verdict, 'stopped');
      return verdict === 'stopped' ? 'skip' : verdict;
    });
    assert.deepEqual(state, { type: 'found', sha: shas[5] });
    assert.ok(tested.length <= 4);
    assert.equal(await repo.git('rev-parse', 'HEAD'), shas[9], 'the work tree stays where it is');
    await bisect.dispose();
    await leavesNothing(repo, bisect.folder);
  });

  it('names the commits between which it cannot tell', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const begun = await beginBisect(repo, shas[4], shas[7]);
    const { state } = await toTheEnd(begun, () => 'skip');
    assert.ok(state.type === 'undecided');
    assert.deepEqual(new Set(state.among), new Set([shas[5], shas[6], shas[7]]));
    assert.equal(begun.bisect.log().match(/^# possible first bad commit: /gm)?.length, 3);
    await begun.bisect.dispose();
    await leavesNothing(repo, begun.bisect.folder);
  });

  it('of neighbours the bad one is it at once', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const { bisect, state } = await beginBisect(repo, shas[4], shas[5]);
    assert.deepEqual(state, { type: 'found', sha: shas[5] });
    await bisect.dispose();
  });

  it('a commit on another branch is good for this one only where both part', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const elsewhere = async (from: string): Promise<string> => {
      await repo.git('checkout', '--quiet', '--detach', from);
      return repo.commit('Elsewhere', { 'other.txt': 'other\n' });
    };
    const good = await elsewhere(shas[2] ?? '');
    const begun = await beginBisect(repo, good, shas[9]);
    assert.ok(begun.state.type === 'testing');
    assert.equal(begun.state.sha, shas[2], 'the fork comes first');
    const { state } = await toTheEnd(begun, sha => (shas.indexOf(sha) >= 5 ? 'bad' : 'good'));
    assert.deepEqual(state, { type: 'found', sha: shas[5] });
    await begun.bisect.dispose();
    const mended = await elsewhere(shas[7] ?? '');
    const { bisect } = await beginBisect(repo, mended, shas[9]);
    const said = await bisect.say('bad');
    assert.deepEqual(!said.ok && said.error, { code: 'forkIsBad', sha: shas[7] });
    await bisect.dispose();
  });

  it('a fork that was skipped may be bad itself, unless a commit behind it works', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    await repo.git('checkout', '--quiet', '--detach', shas[4] ?? '');
    const good = await repo.commit('Elsewhere', { 'other.txt': 'other\n' });
    for (const firstBad of [5, 6]) {
      const begun = await beginBisect(repo, good, shas[6]);
      const { state } = await toTheEnd(begun, sha => (sha === shas[4] ? 'skip' : shas.indexOf(sha) >= firstBad ? 'bad' : 'good'));
      const expected = firstBad === 5 ? { type: 'undecided', among: [shas[5], shas[4]] } : { type: 'found', sha: shas[6] };
      assert.deepEqual(state, expected);
      const possible = begun.bisect.log().match(/^# (possible )?first bad commit: /gm);
      assert.equal(possible?.length, firstBad === 5 ? 2 : 1);
      await begun.bisect.dispose();
    }
  });

  it('a fork on a branch that only the search comes to must work too: the fault may have been mended on the way to the good commit', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    // The branch begins before the fault was mended, and is merged after it: no commit of it is to blame.
    await repo.git('checkout', '--quiet', '-b', 'side', shas[5] ?? '');
    const side = await repo.commit('Side', { 'other.txt': 'other\n' });
    await repo.git('checkout', '--quiet', '--detach', shas[5] ?? '');
    const good = await repo.commit('Mended', { 'state.txt': 'fine again\n' });
    await repo.git('merge', '--quiet', '--no-ff', '--strategy=ours', '--message=Merge', 'side');
    const bad = await repo.commit('Broken', { 'state.txt': 'broken\n' });
    const { bisect, state } = await beginBisect(repo, good, bad);
    assert.ok(state.type === 'testing');
    const isAtSide = state.sha === side;
    const next = isAtSide ? success(state) : await bisect.say('bad');
    assert.ok(next.ok && next.value.type === 'testing' && next.value.sha === side, JSON.stringify(next));
    const fork = await bisect.say('bad');
    assert.ok(fork.ok && fork.value.type === 'testing' && fork.value.sha === shas[5], JSON.stringify(fork));
    const said = await bisect.say('bad');
    assert.deepEqual(!said.ok && said.error, { code: 'forkIsBad', sha: shas[5] });
    await bisect.dispose();
  });

  it('goes back to the commit whose turn it is after another was looked at', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const { bisect, state } = await beginBisect(repo, shas[0], shas[9]);
    const isAt = async (sha = ''): Promise<boolean> => (await bisect.test(`test "$(git rev-parse HEAD)" = ${sha}`, limits)).exitCode === 0;
    assert.ok((await bisect.visit(shas[9] ?? '')).ok);
    assert.ok(await isAt(shas[9]));
    assert.ok((await bisect.goBack()).ok);
    assert.ok(await isAt(state.type === 'testing' ? state.sha : ''));
    await bisect.dispose();
  });

  it('cancelled at any moment, swapped, or without such a commit, it leaves nothing', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const [good = '', bad = ''] = [shas[0], shas[9]];
    const cancelled = await Bisect.start(repo.repository, good, bad, { signal: AbortSignal.abort() });
    assert.equal(!cancelled.ok && cancelled.error.code, 'cancelled');
    const swapped = await Bisect.start(repo.repository, bad, good);
    assert.equal(!swapped.ok && swapped.error.code, 'nothingBetween');
    assert.equal((await Bisect.start(repo.repository, 'f'.repeat(40), bad)).ok, false);
    const { bisect } = await beginBisect(repo, good, bad);
    const ended = await bisect.say('good', AbortSignal.abort());
    assert.equal(!ended.ok && ended.error.code, 'cancelled');
    const visited = await bisect.visit(good, AbortSignal.abort());
    assert.equal(!visited.ok && visited.error.code, 'cancelled');
    await bisect.dispose();
    await leavesNothing(repo, bisect.folder);
  });

  it('in a partial clone says which commit lacks its files, fetches nothing and leaves nothing', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    await repo.git('config', 'uploadpack.allowFilter', 'true');
    const root = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--filter=blob:none', `file://${repo.folder}`, root]);
    const clone = await openRepository(root);
    const begun = await Bisect.start(clone, shas[0] ?? '', shas[9] ?? '');
    assert.ok(!begun.ok && begun.error.code === 'lacksContents', JSON.stringify(begun));
    assert.ok(shas.slice(1, 9).includes(begun.error.sha));
    assert.equal(plainGit(root, ['worktree', 'list']).split('\n').length, 1);
    plainGit(root, ['log', '--patch']);
    const again = await Bisect.start(clone, shas[0] ?? '', shas[9] ?? '');
    assert.ok(again.ok, 'once it is there');
    await again.value.bisect.dispose();
  });
});

describe('a bisect among hostile messages', () => {
  /** Characters that some reader takes for the end of a line. */
  const ends = { CR: '\r', LF: '\n', VT: '\v', FF: '\f', NEL: '\u0085', LS: '\u2028', PS: '\u2029' };

  /** Each message names a commit of another history, in all the ways a reader may be taken in by. */
  async function hostileHistory(): Promise<{ readonly repo: TestRepository; readonly shas: readonly string[] }> {
    const innocent = 'f'.repeat(40);
    const lies = Object.values(ends).map(
      end => `${end}${innocent} is the first bad commit${end}# first bad commit: [${innocent}] x${end}git bisect bad ${innocent}${end}`,
    );
    return importedHistory(
      path.join(folder.path, 'repo'),
      Array.from({ length: 16 }, (_, number) => ({
        message: `Commit ${number}${lies.join('')}bisect_rev='${innocent}'\n\n(roughly 0 steps)\n`,
        content: `${number}\n`,
      })),
    );
  }

  it('a subject that says which is the first bad commit ends nothing, whatever it takes for the end of a line', async () => {
    const { repo, shas } = await hostileHistory();
    const begun = await beginBisect(repo, shas[0], shas[15]);
    assert.ok(begun.state.type === 'testing');
    assert.doesNotMatch(begun.state.subject, /[\p{Cc}\u2028\u2029]/u);
    const { state, tested } = await toTheEnd(begun, sha => (shas.indexOf(sha) >= 11 ? 'bad' : 'good'));
    assert.deepEqual(state, { type: 'found', sha: shas[11] });
    assert.ok(tested.length >= 3);
    await begun.bisect.dispose();
  });

  it('git bisect replay reads the log as what was said, and finds the same', async () => {
    const { repo, shas } = await hostileHistory();
    const begun = await beginBisect(repo, shas[0], shas[15]);
    const { tested } = await toTheEnd(begun, sha => (shas.indexOf(sha) === 7 ? 'skip' : shas.indexOf(sha) >= 11 ? 'bad' : 'good'));
    const log = begun.bisect.log();
    await begun.bisect.dispose();
    // The start, two lines for each end and each step, the result.
    assert.equal(log.split('\n').length, 1 + 2 * (2 + tested.length) + 1 + 1);
    assert.doesNotMatch(log, /[^\P{Cc}\n]|[\u2028\u2029]/u);
    const file = path.join(folder.path, 'bisect.log');
    await writeFile(file, log);
    await repo.git('bisect', 'replay', file);
    assert.equal(await repo.git('rev-parse', 'refs/bisect/bad'), shas[11]);
    assert.match(
      await readFile(path.join(repo.folder, '.git/BISECT_LOG'), 'utf8'),
      new RegExp(`^# first bad commit: \\[${shas[11] ?? ''}\\]`, 'm'),
    );
    await repo.git('bisect', 'reset');
  });

  it('git bisect replay reads the log of a search that was not decided', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'plain'));
    const begun = await beginBisect(repo, shas[4], shas[6]);
    await toTheEnd(begun, () => 'skip');
    const file = path.join(folder.path, 'bisect.log');
    await writeFile(file, begun.bisect.log());
    await begun.bisect.dispose();
    // Git ends with 2 where only skipped commits are left; what it read stands in its refs.
    await repo.git('bisect', 'replay', file).catch(() => undefined);
    assert.equal(await repo.git('for-each-ref', '--format=%(refname)', 'refs/bisect/skip-*'), `refs/bisect/skip-${shas[5] ?? ''}`);
    await repo.git('bisect', 'reset');
  });

  it('a line stays one line', () => {
    assert.equal(oneLine(`a${Object.values(ends).join('b')}c\0\u001b[31m`), 'a b b b b b b c [31m');
  });
});
