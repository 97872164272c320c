import assert from 'node:assert/strict';
import path from 'node:path';
import { windowOf } from '../../../../src/review/suspects/window';
import { temporaryFolder } from '../../../support/folders';
import { plainGit } from '../../../support/hostileGit';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();
const day = 86_400;
const end = Date.parse('2026-06-01T00:00:00Z') / 1000;

/** A history of commits, the oldest first, that were made so many days before its end, as merges of the first one where that is said. */
async function history(commits: readonly { readonly days: number; readonly merge?: boolean }[]): Promise<TestRepository> {
  const repo = await TestRepository.create(path.join(folder.path, 'repo'));
  const told = commits.map(({ days, merge = false }, number) => {
    const parents = number === 0 ? '' : `from :${number}\n${merge ? 'merge :1\n' : ''}`;
    return `commit refs/heads/main\nmark :${number + 1}\ncommitter T <t@example.org> ${end - days * day} +0000\ndata 0\n${parents}\n`;
  });
  plainGit(repo.folder, ['fast-import', '--quiet', '--force'], told.join(''));
  return repo;
}

describe('a window', () => {
  it('has the commits of its days and a past also where the clock of somebody was wrong', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('Long ago', { 'a.js': '0' });
    repo.wait(24 * 100);
    await repo.commit('First', { 'a.js': '1' });
    await repo.commitMany(async commit => {
      for (let n = 0; n < 150; n++) await commit(`Change ${n}`, { 'a.js': `${n}` });
    });
    const wrong = 'Tess Ter <t@example.org> 5 +0000';
    const [tree, parent] = await Promise.all([repo.git('rev-parse', 'HEAD^{tree}'), repo.git('rev-parse', 'HEAD')]);
    const text = `tree ${tree}\nparent ${parent}\nauthor ${wrong}\ncommitter ${wrong}\n\nIn 1970\n`;
    const made = plainGit(repo.folder, ['hash-object', '-t', 'commit', '-w', '--stdin'], text);
    await repo.git('reset', '--quiet', '--hard', made);
    const newest = await repo.commit('Last', { 'a.js': 'x' });
    const sizes = async (commits: number): Promise<unknown> => {
      const window = await windowOf(repo.repository, repo.now, { days: 60, commits });
      return window.ok && [window.value.window[0], window.value.window.length, window.value.past.length];
    };
    assert.deepEqual(await sizes(10), [newest, 152, 2], 'all but the one of 1970, and that of long ago');
    assert.deepEqual(await sizes(2), [newest, 152, 2]);
    assert.deepEqual(await sizes(153), [newest, 153, 1]);
    for (const commits of [100, 1000]) assert.equal((await windowOf(repo.repository, repo.now, { days: 1, commits })).ok, true);
  });

  /** How many commits lie in it, of so many days or commits. */
  async function size(repo: TestRepository, days: number, commits: number): Promise<number | undefined> {
    const window = await windowOf(repo.repository, new Date(end * 1000).toISOString(), { days, commits });
    return window.ok ? window.value.window.length : undefined;
  }

  it('has as many commits as are asked for also where most are merges', async () => {
    const old = Array.from({ length: 40 }, () => ({ days: 90 }));
    const merges = Array.from({ length: 600 }, (_, n) => ({ days: 80, merge: n % 20 > 0 }));
    const repo = await history([...old, ...merges, { days: 80 }]);
    assert.equal(await size(repo, 1, 10), 10);
    assert.equal(await size(repo, 1, 50), 50, '31 of which lie among the merges');
    assert.equal(await size(repo, 1, 100), 71, 'all there are');
  });

  it('has what lies below a commit from before the fault also where its clock ran ahead', async () => {
    for (const ahead of [-0.1, -4000]) {
      assert.equal(await size(await history([{ days: 9 }, { days: ahead }, { days: 1 }]), 60, 10), 3);
      assert.equal(await size(await history([{ days: 9 }, { days: 1 }, { days: ahead }]), 60, 10), 2, 'nothing lies above it');
    }
  });

  it('has nothing from after the fault, also where it lies below a commit whose clock was years behind', async () => {
    const later = Array.from({ length: 3 }, () => ({ days: -2 }));
    assert.equal(await size(await history([{ days: 9 }, { days: 8 }, ...later, { days: 20_000 }]), 60, 10), 3, 'and that one');
    assert.equal(await size(await history([{ days: 9 }, { days: 8 }, ...later, { days: -1 }]), 60, 10), 2);
  });

  it('has all commits of its days, though some between them bear the date of a wrong clock', async () => {
    const repo = await history(Array.from({ length: 300 }, (_, n) => ({ days: n % 2 === 0 ? 20_000 : 5 })));
    assert.equal(await size(repo, 60, 10), 150);
    assert.equal(await size(repo, 1, 10), 10);
  });
});
