import assert from 'node:assert/strict';
import path from 'node:path';
import { suspectHunk } from '../../../../src/review/suspects/hunk';
import { queryOf } from '../../../../src/review/suspects/query';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

describe('the suspect place of a commit', () => {
  const trace = 'Error: no port\n    at dial (/srv/app/other.js:1:1)';
  const subject = (text: string, ...linked: readonly string[]): Parameters<typeof suspectHunk>[2] => ({
    query: queryOf('Ports of the relay fail', text),
    places: linked.map(file => ({ path: file, from: 1, to: 1 })),
  });
  const says = 'the ports of the relay fail\n';

  it('is one in code, whatever its tests, documents and generated files say; one of these where there is no code', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const files = { 'docs/relay.md': says, 'test/relay.test.js': says, 'dist/relay.js': says };
    const both = await repo.commit('All', { ...files, 'lib/a.js': 'x();\n', 'lib/b.js': 'relay();\n' });
    assert.equal((await suspectHunk(repo.repository, both, subject('')))?.file.path, 'lib/b.js');
    const tests = await repo.commit('Tests', { 'test/relay.test.js': says + says, 'test/z.test.js': 'x\n' });
    assert.equal((await suspectHunk(repo.repository, tests, subject('')))?.file.path, 'test/relay.test.js');
  });

  it('is in the file whose lines the commit changed last, where it is suspected for these', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const sha = await repo.commit('All', { 'lib/a.js': says + trace, 'lib/other.js': 'x();\n', 'lib/linked.js': 'x();\n' });
    const reason = (code: 'lastChangedFrames' | 'lastChangedLinked') => [{ code, values: ['1', '1'] }];
    const places = await Promise.all([
      suspectHunk(repo.repository, sha, subject(trace, 'lib/linked.js')),
      suspectHunk(repo.repository, sha, subject(trace, 'lib/linked.js'), reason('lastChangedFrames')),
      suspectHunk(repo.repository, sha, subject(trace, 'lib/linked.js'), reason('lastChangedLinked')),
    ]);
    assert.deepEqual(
      places.map(place => place?.file.path),
      ['lib/a.js', 'lib/other.js', 'lib/linked.js'],
    );
  });
});
