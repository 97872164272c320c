import assert from 'node:assert/strict';
import path from 'node:path';
import type { Commit } from '../../../../src/git/commit';
import { suspectHunk } from '../../../../src/review/suspects/hunk';
import { queryOf } from '../../../../src/review/suspects/query';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

describe('the suspect place of a commit', () => {
  const subject = (text: string): Parameters<typeof suspectHunk>[2] => ({
    query: queryOf('Ports of the relay fail', text),
    text,
    prefix: '',
  });
  async function commitOf({ repository }: TestRepository, sha: string): Promise<Commit> {
    const commit = await repository.commit(sha);
    assert.ok(commit.ok);
    return commit.value;
  }
  const says = 'the ports of the relay fail\n';

  it('is one in code, whatever its tests, documents and generated files say; one of these where there is no code', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const files = { 'docs/relay.md': says, 'test/relay.test.js': says, 'dist/relay.js': says };
    const both = await repo.commit('All', { ...files, 'lib/a.js': 'x();\n', 'lib/b.js': 'relay();\n' });
    assert.equal((await suspectHunk(repo.repository, await commitOf(repo, both), subject('')))?.file.path, 'lib/b.js');
    const tests = await repo.commit('Tests', { 'test/relay.test.js': says + says, 'test/z.test.js': 'x\n' });
    assert.equal((await suspectHunk(repo.repository, await commitOf(repo, tests), subject('')))?.file.path, 'test/relay.test.js');
  });

  it('is that of the line which the commit is suspected for, else one in the same file', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const lines = (...changed: readonly number[]): string =>
      Array.from({ length: 30 }, (_, at) => `${changed.includes(at + 1) ? says.trim() : ''} ${at};\n`).join('');
    await repo.commit('Begin', { 'lib/a.js': lines(), 'lib/b.js': lines() });
    const sha = await repo.commit('All', { 'lib/a.js': lines(3, 9), 'lib/b.js': lines(3).replace(' 19;', 'x();') });
    const found = async (line?: number): Promise<unknown> => {
      const place = await suspectHunk(
        repo.repository,
        await commitOf(repo, sha),
        subject(''),
        line === undefined ? undefined : { path: 'lib/b.js', line },
      );
      return [place?.file.path, place?.hunk.newStart, place?.line];
    };
    assert.deepEqual(await found(20), ['lib/b.js', 20, 20]);
    assert.deepEqual(await found(25), ['lib/b.js', 3, 3]);
    assert.deepEqual(await found(), ['lib/a.js', 3, 3]);
    const whole = await repo.commit('Whole', { 'lib/c.js': lines() });
    assert.equal((await suspectHunk(repo.repository, await commitOf(repo, whole), subject(''), { path: 'lib/c.js', line: 17 }))?.line, 17);
  });

  it('is found in a commit of very many files, of which few are read, also under another name', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const body = Array.from({ length: 9 }, (_, at) => `line(${at});\n`).join('');
    await repo.commit('Begin', { 'lib/a.js': body });
    await repo.git('mv', 'lib/a.js', 'lib/relay.js');
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`docs/${at}.js`, says]));
    const sha = await repo.commit('All', { ...many, 'lib/relay.js': body.replace('line(4)', 'dial()') });
    const commit = await commitOf(repo, sha);
    const read = repo.repository.readCommits.bind(repo.repository);
    const asked: (readonly string[] | undefined)[] = [];
    repo.repository.readCommits = (...told) => {
      asked.push(told[2].files);
      return read(...told);
    };
    const found = await suspectHunk(repo.repository, commit, subject(''), { path: 'lib/relay.js', line: 5 });
    assert.deepEqual([found?.file.status, found?.file.oldPath, found?.hunk.newStart], ['renamed', 'lib/a.js', 5]);
    assert.equal((await suspectHunk(repo.repository, commit, subject('Error: no\n    at dial (/srv/lib/relay.js:5:1)')))?.line, 5);
    assert.deepEqual(asked[0], ['lib/a.js', 'lib/relay.js']);
    assert.ok((asked[1]?.length ?? 0) < 250);
  });

  it('is rather one in the file that a frame names than in another of its last name', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const sha = await repo.commit('All', { 'server/index.js': 'relay();\n', 'lib/index.js': 'x();\n' });
    const at = 'Error: no\n    at dial (/srv/app/lib/index.js:1:1)';
    assert.equal((await suspectHunk(repo.repository, await commitOf(repo, sha), subject(at)))?.file.path, 'lib/index.js');
  });
});
