import assert from 'node:assert/strict';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { remoteSettingsOf, remotesOf } from '../../../src/git/remotes';
import { temporaryFolder } from '../../support/folders';
import { plainGit } from '../../support/sharers';

describe('the remotes of a repository', () => {
  const folder = temporaryFolder();
  let root: string;

  beforeEach(async () => {
    root = path.join(folder.path, 'work');
    await mkdir(root);
    await plainGit(root, ['init', '--quiet']);
  });

  const set = (key: string, value: string): Promise<string> => plainGit(root, ['config', '--add', key, value]);

  it('are none in a fresh one', async () => {
    assert.deepEqual(await remotesOf(root), { ok: true, value: [] });
    assert.deepEqual(await remoteSettingsOf(root), { ok: true, value: [] });
  });

  it('are given by name and address, a path as it is meant from the repository, of several addresses the first', async () => {
    await set('remote.origin.url', 'https://example.org/team.git');
    await set('remote.origin.url', 'https://example.org/mirror.git');
    await set('remote.near.by.url', '../store.git');
    assert.deepEqual(await remotesOf(root), {
      ok: true,
      value: [
        { name: 'origin', address: 'https://example.org/team.git' },
        { name: 'near.by', address: path.join(folder.path, 'store.git') },
      ],
    });
  });

  it('are given as git would reach them: where an address is rewritten, that is seen', async () => {
    await set('url.https://elsewhere.example.org/.insteadOf', 'https://example.org/');
    await set('remote.origin.url', 'https://example.org/team.git');
    assert.deepEqual(await remotesOf(root), { ok: true, value: [{ name: 'origin', address: 'https://elsewhere.example.org/team.git' }] });
  });

  it('have settings of how they are reached, and of nothing else', async () => {
    await set('http.https://example.org.proxy', 'http://proxy:3128');
    await set('credential.helper', '!f() { echo "a\tb"; }; f');
    await set('core.sshCommand', 'ssh -i "my key"');
    await set('core.fsmonitor', 'evil');
    await set('url.git@example.org:.insteadOf', 'ex:');
    await appendFile(path.join(root, '.git/config'), '[http]\n\tsslVerify\n');
    assert.deepEqual(await remoteSettingsOf(root), {
      ok: true,
      value: [
        { key: 'core.sshcommand', value: 'ssh -i "my key"' },
        { key: 'http.https://example.org.proxy', value: 'http://proxy:3128' },
        { key: 'credential.helper', value: '!f() { echo "a\tb"; }; f' },
        { key: 'http.sslverify', value: 'true' },
      ],
    });
  });
});
