import assert from 'node:assert/strict';
import { CommitShelf } from '../../../../src/review/suspects/commitShelf';
import { lookedUp } from '../../../../src/review/suspects/shownCommits';
import { temporaryFolder } from '../../../support/folders';
import { openRepository, TestRepository } from '../../../support/repositories';

describe('what git says of the commits that are shown', () => {
  const folder = temporaryFolder();

  it('is nothing of the one that it was telling when it was ended', async () => {
    const repo = await TestRepository.create(folder.path);
    const shas = [await repo.commit('First', { 'a.js': 'dial();\n' }), await repo.commit('Second', { 'a.js': 'ring();\n' })];
    const repository = await openRepository(repo.folder);
    const shelf = new CommitShelf(repository);
    for (const read of [await shelf.readMessages(shas), await shelf.readDiffs(shas)]) assert.ok(read.ok);
    const commits = shelf.known(shas);
    const asked = { terms: new Set(['dial']), functions: [] };
    assert.deepEqual([...(await lookedUp(repository, commits, commits, asked)).keys()], shas);
    const ending = new AbortController();
    let last = '';
    const readCommits = repository.readCommits.bind(repository);
    repository.readCommits = (of, visitor, options) =>
      readCommits(
        of,
        {
          ...visitor,
          commit: commit => {
            last = commit.sha;
            visitor.commit(commit);
          },
          hunk: (...told) => {
            ending.abort();
            visitor.hunk?.(...told);
          },
        },
        options,
      );
    const looked = await lookedUp(repository, commits, commits, asked, ending.signal);
    assert.deepEqual([shas.includes(last), looked.has(last)], [true, false]);
  });
});
