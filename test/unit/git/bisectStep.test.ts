import assert from 'node:assert/strict';
import path from 'node:path';
import type { Verdict } from '../../../src/git/bisectLog';
import { nextBisectStep } from '../../../src/git/bisectStep';
import { faultyHistory } from '../../support/bisects';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** What is left when no more is to be tested, and how many tests it took. */
async function search(
  root: string,
  good: string,
  bad: string,
  judge: (sha: string) => Verdict,
): Promise<{ readonly among: readonly string[]; readonly tests: number }> {
  const goods: string[] = [];
  const skipped = new Set<string>();
  let worst = bad;
  for (let tests = 0; ; tests++) {
    const step = await nextBisectStep(root, { bad: worst, good, goods, skipped }, {});
    assert.ok(step.ok, JSON.stringify(step));
    if (step.value.type === 'end') return { among: step.value.among, tests };
    const { sha } = step.value;
    assert.ok(![good, ...goods, ...skipped, worst].includes(sha), 'no commit is tested twice');
    const verdict = judge(sha);
    if (verdict === 'good') goods.push(sha);
    else if (verdict === 'bad') worst = sha;
    else skipped.add(sha);
  }
}

describe('the next commit of a bisect', () => {
  it('takes a name that is an option for no commit', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    assert.ok((await nextBisectStep(repo.folder, { bad: shas[9] ?? '', good: shas[0] ?? '', goods: [], skipped: new Set() }, {})).ok);
    const step = await nextBisectStep(repo.folder, { bad: '--all', good: shas[0] ?? '', goods: [], skipped: new Set() }, {});
    assert.equal(!step.ok && step.error.code, 'failed');
  });

  it('leads to the first bad one in a history with branches, whichever it is', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const good = await repo.commit('0', { 'a.txt': '0\n' });
    for (const number of [1, 2]) await repo.commit(`${number}`, { 'a.txt': `${number}\n` });
    await repo.git('checkout', '--quiet', '-b', 'side', good);
    await repo.commit('side', { 'b.txt': '1\n' });
    await repo.git('checkout', '--quiet', 'main');
    await repo.git('merge', '--quiet', '--no-ff', '--message=merge', 'side');
    const bad = await repo.commit('last', { 'c.txt': 'c\n' });
    const all = (await repo.git('rev-list', bad, `^${good}`)).split('\n');
    assert.equal(all.length, 5);
    for (const culprit of all) {
      const carriers = new Set((await repo.git('rev-list', '--ancestry-path', `${culprit}..${bad}`)).split('\n')).add(culprit);
      const { among } = await search(repo.folder, good, bad, sha => (carriers.has(sha) ? 'bad' : 'good'));
      assert.deepEqual(among, [culprit]);
    }
  }).timeout(60_000);

  it('goes around what cannot be tested; what it cannot tell apart is named whole, and nothing else', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    for (const [from, to] of [
      [4, 4],
      [5, 5],
      [2, 4],
      [5, 8],
      [3, 6],
      [1, 8],
    ] as const) {
      const isSkipped = (at: number): boolean => at >= from && at <= to;
      const { among } = await search(repo.folder, shas[0] ?? '', shas[9] ?? '', sha => {
        const at = shas.indexOf(sha);
        return isSkipped(at) ? 'skip' : at >= 5 ? 'bad' : 'good';
      });
      const places = [...shas.keys()];
      const lastGood = places.findLast(at => at < 5 && !isSkipped(at)) ?? 0;
      const firstBad = places.find(at => at >= 5 && !isSkipped(at)) ?? 9;
      const named = among.map(sha => shas.indexOf(sha)).sort();
      assert.deepEqual(named, places.slice(lastGood + 1, firstBad + 1), `${from} to ${to} are skipped`);
    }
  }).timeout(60_000);

  it('leaves a stretch that cannot be tested in few steps', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const tree = await repo.git('rev-parse', await repo.commit('0', { 'a.txt': '0\n' }));
    const shas = [tree];
    for (let number = 1; number < 64; number++)
      shas.push(await repo.git('commit-tree', `${tree}^{tree}`, '-p', shas.at(-1) ?? '', '-m', `${number}`));
    const { among, tests } = await search(repo.folder, tree, shas[63] ?? '', sha => {
      const at = shas.indexOf(sha);
      return at >= 20 && at < 48 ? 'skip' : at >= 60 ? 'bad' : 'good';
    });
    assert.deepEqual(among, [shas[60]]);
    assert.ok(tests <= 14, `${tests} tests`);
  }).timeout(60_000);

  it('is none where the good commits contain the bad one', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const step = await nextBisectStep(repo.folder, { bad: shas[2] ?? '', good: shas[4] ?? '', goods: [], skipped: new Set() }, {});
    assert.deepEqual(!step.ok && step.error, { code: 'nothingBetween' });
  });
});
