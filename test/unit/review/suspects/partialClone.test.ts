import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { commitsWithoutContents } from '../../../../src/git/commitsWithoutContents';
import type { Repository } from '../../../../src/git/repository';
import { CommitShelf } from '../../../../src/review/suspects/commitShelf';
import { temporaryFolder } from '../../../support/folders';
import { pathWith, plainGit, pretendGit, withEnvironment } from '../../../support/hostileGit';
import { openRepository, TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

/** A clone that has the contents of what is checked out alone (and with another filter not even its other folders), with a commit of its own, and its commits, newest first. */
async function partialClone(
  filter = 'blob:none',
): Promise<{ readonly clone: Repository; readonly shas: readonly string[]; readonly own: string }> {
  const repo = await TestRepository.create(path.join(folder.path, 'repo'));
  await repo.commit('First', { 'a.js': 'a\n', 'b.js': 'b\n', 'run.sh': 'run\n' });
  for (let n = 0; n < 30; n++) await repo.commit(`Change ${n}`, { 'lib/a.js': `${n}\n` });
  await repo.git('mv', 'b.js', 'c.js');
  await repo.commit('Moved', {});
  await chmod(path.join(repo.folder, 'run.sh'), 0o755);
  await repo.commit('Mode', {});
  await repo.commit('Added', { 'lib/new.js': 'new\n' });
  await repo.commit('Changed', { 'c.js': 'c\n', 'run.sh': 'go\n' });
  await repo.git('config', 'uploadpack.allowFilter', 'true');
  const root = path.join(folder.path, 'clone');
  plainGit(folder.path, ['clone', '--quiet', `--filter=${filter}`, `file://${repo.folder}`, root]);
  plainGit(root, ['commit', '--quiet', '--allow-empty', '--message=Nothing']);
  plainGit(root, ['mv', 'lib/new.js', 'lib/newer.js']);
  plainGit(root, ['commit', '--quiet', '--message=Own']);
  const shas = plainGit(root, ['rev-list', 'HEAD']).split('\n');
  return { clone: await openRepository(root), shas, own: shas[0] ?? '' };
}

/** Reads messages and diffs; tells how many are left without, and how often git failed at diffs. */
async function read(clone: Repository, shas: readonly string[]) {
  let failures = 0;
  const reading = clone.readCommits.bind(clone);
  clone.readCommits = async (...asked) => {
    const ended = await reading(...asked);
    if (!ended.ok && asked[2].patch) failures++;
    return ended;
  };
  const shelf = new CommitShelf(clone);
  assert.ok((await shelf.readMessages(shas)).ok);
  const without = await shelf.readDiffs(shas);
  assert.ok(without.ok);
  return { without: without.value, failures, left: shelf.withoutDiff(shas) };
}

describe('a partial clone', () => {
  it('is asked which diffs it lacks, rather than that git fails at one after the other', async () => {
    const { clone, shas, own } = await partialClone();
    const lacking = await commitsWithoutContents(clone.root, shas, {});
    assert.ok(lacking.ok);
    for (const sha of shas) {
      const told = await clone.readCommits([sha], { commit: () => undefined }, { patch: true });
      assert.equal(told.ok, !lacking.value.has(sha), sha);
    }
    assert.deepEqual([lacking.value.size, lacking.value.has(own)], [34, false], 'all but what is as it was checked out');
    const { without, failures, left } = await read(clone, shas);
    assert.deepEqual([without, failures], [34, 0]);
    assert.deepEqual(new Set(left), lacking.value);
  });

  it('that lacks even the folders of its commits has their messages, and says so until it has them', async () => {
    const { clone, shas } = await partialClone('tree:0');
    const shelf = new CommitShelf(clone);
    assert.ok((await shelf.readMessages(shas)).ok);
    assert.deepEqual([clone.lacksFolders, shelf.known(shas).map(({ files }) => files.length)], [true, shas.map(() => 0)]);
    assert.deepEqual(await shelf.readDiffs(shas), { ok: true, value: shas.length });
    assert.equal(shelf.known(shas).at(-1)?.subject, 'First');
    const picked = await clone.history({ limit: 100 });
    assert.ok(picked.ok && picked.value.length === shas.length);
    plainGit(clone.root, ['fetch', '--quiet', '--refetch', '--no-filter']);
    shelf.makeRoom();
    const { without, left } = await read(clone, shas);
    assert.deepEqual([without, left, clone.lacksFolders, clone.lacksContents], [0, [], false, false]);
    assert.ok((await shelf.readMessages(shas)).ok);
    assert.deepEqual(shelf.known(shas).at(-1)?.files, ['a.js', 'b.js', 'run.sh']);
  });

  it('of which git cannot say that lets it fail three times, no more', async () => {
    const { clone, shas } = await partialClone();
    const other = path.join(folder.path, 'other');
    await pretendGit(other, '2.40.0', '/dev/null', 'case "$*" in *--missing=print*) exit 1;; esac');
    await withEnvironment({ PATH: pathWith(other) }, async () => {
      const { without, failures, left } = await read(clone, shas);
      assert.deepEqual([failures, without], [3, left.length]);
    });
  });
});
