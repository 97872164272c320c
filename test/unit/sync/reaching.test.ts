import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { isBranchName, isRemoteAddress } from '../../../src/sync/address';
import { engineConfig } from '../../../src/sync/engineConfig';
import { StoreSync } from '../../../src/sync/storeSync';
import { temporaryFolder } from '../../support/folders';
import { codeOf } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

/** All files below a folder, with what they hold and when they were written. */
async function everythingIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    const stats = await stat(file);
    files[name] = `${stats.mtimeMs} ${stats.isFile() ? (await readFile(file)).toString('latin1') : ''}`;
  }
  return files;
}

describe('reaching a remote', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let anna: Sharer;
  let server: Server | undefined;

  beforeEach(async () => {
    anna = makeSharer(folder.path, 'anna');
    assert.ok((await anna.store.create('incident', { title: 'Mail is not delivered' })).ok);
  });

  afterEach(() => {
    anna.store.dispose();
    server?.close();
    server = undefined;
  });

  /** A remote that answers everything so; gives what it was asked with. */
  async function answering(status: number, headers: Readonly<Record<string, string>>): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    server = createServer((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.writeHead(status, headers).end();
    });
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/store.git`, asked };
  }

  it('says that a remote is a shallow clone, of which git takes nothing, to who joins and to who has shared with it before', async () => {
    const remote = await makeRemote(folder.path);
    const [ben, cara] = [makeSharer(folder.path, 'ben'), makeSharer(folder.path, 'cara')];
    try {
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      assert.ok((await anna.store.create('incident', { title: 'Nor are notes' })).ok);
      done(await anna.sync.sync());
      await writeFile(path.join(remote, 'shallow'), `${await plainGit(remote, ['rev-parse', 'faultline/store'])}\n`);
      assert.deepEqual(
        [codeOf(await ben.sync.sync()), codeOf(await cara.sync.join(remote)), ben.store.entries().length],
        ['shallow', 'shallow', 1],
      );
      await rm(path.join(remote, 'shallow'));
      done(await ben.sync.sync());
      done(await cara.sync.join(remote));
      assert.deepEqual([ben.store.entries().length, cara.store.entries().length], [2, 2]);
    } finally {
      for (const { store } of [ben, cara]) store.dispose();
    }
  });

  const shareWith = async (address: string, settings: readonly { key: string; value: string }[] = []): Promise<string> => {
    const sync = new StoreSync({
      store: anna.store,
      audience: 'all',
      folder: path.join(folder.path, 'storage'),
      sender: () => Promise.resolve({ name: 'Anna', email: 'anna@example.org' }),
      settings: () => Promise.resolve(settings),
    });
    const result = await sync.share(address);
    return result.ok ? 'done' : result.error.code;
  };

  it('where git would have to ask who one is, it fails at once and says so', async () => {
    const { address, asked } = await answering(401, { 'WWW-Authenticate': 'Basic realm="store"' });
    assert.equal(await shareWith(address), 'signIn');
    assert.deepEqual(asked, ['']);
    assert.equal(await anna.sync.sharing(), undefined);
  });

  it('signs in with the credential helper that the person’s repository names', async () => {
    const { address, asked } = await answering(401, { 'WWW-Authenticate': 'Basic realm="store"' });
    const helper = '!f() { echo username=anna; echo "password=se\\"cret"; }; f';
    assert.equal(await shareWith(address, [{ key: 'credential.helper', value: helper }]), 'signIn');
    assert.ok(asked.includes(`Basic ${Buffer.from('anna:se"cret').toString('base64')}`), JSON.stringify(asked));
  });

  it('starts the person’s own ssh, which must not ask either', async () => {
    const ssh = path.join(folder.path, 'my ssh');
    const seen = path.join(folder.path, 'seen.txt');
    await writeFile(
      ssh,
      `#!/bin/sh\necho "$@ $SSH_ASKPASS_REQUIRE [$GIT_ASKPASS]" > '${seen}'\necho 'Permission denied (publickey).' >&2\nexit 255\n`,
    );
    await chmod(ssh, 0o755);
    assert.equal(await shareWith('anna@store.invalid:store.git', [{ key: 'core.sshcommand', value: `"${ssh}" -i key` }]), 'signIn');
    assert.match(await readFile(seen, 'utf8'), /^-i key -o BatchMode=yes .* never \[\]$/m);
  });

  it('offline is told from a remote that is not there', async () => {
    const { address } = await answering(404, {});
    assert.equal(await shareWith(address), 'noRemote');
    await new Promise(resolve => server?.close(resolve));
    assert.equal(await shareWith(address), 'offline');
    assert.equal(await shareWith(path.join(folder.path, 'nowhere.git')), 'noRemote');
  });

  it('writes settings so that git reads what was meant', async () => {
    const file = path.join(folder.path, 'config');
    const settings = [
      { key: 'credential.https://a"b\\c.example.org.helper', value: '!f() { echo "x\ty"; }\n; f \\' },
      { key: 'http.sslverify', value: 'false' },
    ];
    await writeFile(file, engineConfig(settings));
    for (const { key, value } of settings) {
      const read = await plainGit(folder.path, ['config', '--file', file, '--null', '--get', key]);
      assert.equal(read, `${value}\0`);
    }
  });

  it('touches nothing of the repository that the store lies in', async () => {
    const work = path.join(folder.path, 'anna', 'work');
    await plainGit(work, ['init', '--quiet']);
    await writeFile(path.join(work, '.git/info/exclude'), '/.faultline/\n');
    await writeFile(path.join(work, 'a.txt'), 'a');
    await plainGit(work, ['add', 'a.txt']);
    await plainGit(work, ['commit', '--quiet', '--message=first']);
    await writeFile(path.join(work, 'a.txt'), 'staged');
    await plainGit(work, ['add', 'a.txt']);
    const remote = await makeRemote(folder.path);
    await plainGit(work, ['remote', 'add', 'origin', remote]);
    const before = await everythingIn(path.join(work, '.git'));
    done(await anna.sync.share(remote));
    const ben = makeSharer(folder.path, 'ben');
    done(await ben.sync.join(remote));
    assert.ok((await ben.store.create('incident', { title: 'Printer' })).ok);
    done(await ben.sync.sync());
    assert.equal(done(await anna.sync.sync()).taken.length, 1);
    await anna.sync.stop();
    ben.store.dispose();
    assert.deepEqual(await everythingIn(path.join(work, '.git')), before);
  });

  it('takes addresses and branches that git may be given, and no others', async () => {
    for (const address of ['https://example.org/a.git', 'ssh://git@example.org/a', 'git@example.org:a.git', '/srv/a.git', 'C:\\a.git'])
      assert.ok(isRemoteAddress(address), address);
    for (const address of [
      '',
      '--upload-pack=x',
      'ext::sh -c x',
      'ssh://-oProxyCommand=x/a',
      'ftp://example.org/a',
      'a b:c',
      '.',
      '../a.git',
      '~/a.git',
    ])
      assert.ok(!isRemoteAddress(address), address);
    await mkdir(path.join(folder.path, 'work'));
    for (const branch of [
      'faultline/store',
      'a',
      'a.b-c_d',
      'ä',
      '-a',
      'a..b',
      'a.lock',
      '.a',
      'a/',
      'a//b',
      'a b',
      'a~1',
      'a:b',
      'a*',
      'a@{b',
      'a.',
    ]) {
      const isTaken = await plainGit(folder.path, ['check-ref-format', '--branch', branch]).then(
        () => true,
        () => false,
      );
      assert.equal(isBranchName(branch), isTaken, branch);
    }
  });
});
