import assert from 'node:assert/strict';
import path from 'node:path';
import { fileVersions } from '../../../src/git/fileVersions';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

describe('the versions of files', () => {
  it('are told by the names that were asked for, and nothing of what is not there or no file', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const first = await repo.commit('first', { 'größe 1.js': 'one\n', 'lib/a.js': '' });
    const second = await repo.commit('second', { 'größe 1.js': `${first} blob 9\ntwo` });
    const names = [
      `${first}^:lib/a.js`,
      `${first}:größe 1.js`,
      `${second}:lib`,
      `${second}:größe 1.js`,
      `${second}:a\nb.js`,
      `${second}^:lib/a.js`,
    ];
    const found = await fileVersions(repo.folder, names);
    assert.ok(found.ok);
    assert.deepEqual(
      [...found.value],
      [
        [names[1], 'one\n'],
        [names[3], `${first} blob 9\ntwo`],
        [names[5], ''],
      ],
    );
    assert.deepEqual(await fileVersions(repo.folder, []), { ok: true, value: new Map() });
    assert.ok(!(await fileVersions(repo.folder, names, { signal: AbortSignal.abort() })).ok);
  });
});
