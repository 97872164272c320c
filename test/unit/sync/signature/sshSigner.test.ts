import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Result } from '../../../../src/domain/foundation/result';
import type { SigningFault } from '../../../../src/sync/signature/signingFault';
import { signingKeyOf, type SigningKey } from '../../../../src/sync/signature/signingKey';
import { signText, type SigningLimits } from '../../../../src/sync/signature/sshSigner';
import { verifySignature } from '../../../../src/sync/signature/sshSignature';
import { temporaryFolder } from '../../../support/folders';
import { withEnvironment } from '../../../support/hostileGit';
import { TestRepository } from '../../../support/repositories';
import { makeSshKey, SshAgent, sshVerifies } from '../../../support/sshKeys';

const run = promisify(execFile);
const text = 'what is signed';

function codeOf(result: Result<unknown, SigningFault>): string {
  return result.ok ? 'done' : result.error.code;
}

describe('signing with a key of SSH', () => {
  const folder = temporaryFolder();
  const sign = (key: SigningKey, limits: Partial<SigningLimits> = {}): Promise<Result<string, SigningFault>> =>
    signText(key, text, { folder: folder.path, ...limits });
  const madeBy = (result: Result<string, SigningFault>): string => {
    assert.ok(result.ok, JSON.stringify(result));
    const verified = verifySignature(result.value, text);
    return verified.ok ? verified.value : verified.error;
  };

  it('signs with a key in a file, so that OpenSSH itself verifies it', async () => {
    for (const type of ['ed25519', 'ecdsa', 'rsa']) {
      const { file, line } = await makeSshKey(folder.path, type);
      const signed = await sign({ type: 'file', path: file });
      assert.equal(madeBy(signed), line);
      assert.ok(signed.ok && (await sshVerifies(folder.path, line, signed.value, text)));
    }
  });

  it('signs with a key that an agent holds, named by its public half alone', async () => {
    const { file, line } = await makeSshKey(folder.path);
    const agent = await SshAgent.start(folder.path);
    try {
      await agent.add(file);
      await rename(file, path.join(folder.path, 'elsewhere'));
      await withEnvironment({ SSH_AUTH_SOCK: agent.socket }, async () => {
        assert.equal(madeBy(await sign({ type: 'file', path: `${file}.pub` })), line);
        assert.equal(madeBy(await sign({ type: 'literal', line })), line);
      });
      assert.equal(codeOf(await sign({ type: 'literal', line })), 'refused');
    } finally {
      agent.stop();
    }
  });

  it('never asks: a locked key that no agent holds is refused at once, in the words of OpenSSH', async () => {
    const { file } = await makeSshKey(folder.path);
    await run('ssh-keygen', ['-q', '-p', '-N', 'secret', '-f', file]);
    const asked = path.join(folder.path, 'asked');
    const askpass = path.join(folder.path, 'askpass');
    await writeFile(askpass, `#!/bin/sh\ntouch ${asked}\necho secret\n`);
    await chmod(askpass, 0o755);
    await withEnvironment({ SSH_ASKPASS: askpass, DISPLAY: ':0' }, async () => {
      const refused = await sign({ type: 'file', path: file });
      assert.match(JSON.stringify(refused), /"refused","message":".*passphrase/);
    });
    await assert.rejects(run('ls', [asked]));
  });

  it('starts it so that nothing of the workspace and no dialog takes part', async () => {
    const { file } = await makeSshKey(folder.path);
    const [bin, work] = [path.join(folder.path, 'bin'), path.join(folder.path, 'work')];
    for (const place of [bin, path.join(work, 'bin')]) await mkdir(place, { recursive: true });
    const seen = path.join(folder.path, 'seen');
    await writeFile(path.join(bin, 'ssh-keygen'), `#!/bin/sh\necho "$PATH $SSH_ASKPASS_REQUIRE" > ${seen}\n`);
    await chmod(path.join(bin, 'ssh-keygen'), 0o755);
    await withEnvironment({ PATH: [path.join(work, 'bin'), bin].join(path.delimiter), SSH_ASKPASS_REQUIRE: 'force' }, () =>
      sign({ type: 'file', path: file }, { folder: work }).then(() => undefined),
    );
    assert.equal(await readFile(seen, 'utf8'), `${bin} never\n`);
  });

  it('says what is missing: the file, the program, a key that is believed, time', async () => {
    const { file } = await makeSshKey(folder.path);
    const key = { type: 'file', path: file } as const;
    assert.equal(codeOf(await sign({ type: 'file', path: path.join(folder.path, 'none') })), 'noKeyFile');
    const short = await makeSshKey(folder.path, 'rsa', { bits: 1024 });
    assert.equal(codeOf(await sign({ type: 'file', path: short.file })), 'unsuitedKey');
    const cancelled = AbortSignal.abort();
    assert.equal(codeOf(await sign(key, { signal: cancelled })), 'cancelled');
    const bin = path.join(folder.path, 'bin');
    await mkdir(bin);
    const pretend = async (script: string): Promise<void> => {
      await writeFile(path.join(bin, 'ssh-keygen'), `#!/bin/sh\n${script}\n`);
      await chmod(path.join(bin, 'ssh-keygen'), 0o755);
    };
    const elsewhere = { folder: path.join(folder.path, 'work') };
    await mkdir(elsewhere.folder);
    await withEnvironment({ PATH: bin }, async () => {
      assert.equal(codeOf(await sign(key, elsewhere)), 'noProgram');
      await pretend('exec /bin/sleep 60');
      assert.equal(codeOf(await sign(key, { ...elsewhere, timeout: 300 })), 'timeout');
      await pretend('echo "ssh-keygen: unknown option -- Y" >&2; exit 1');
      assert.equal(codeOf(await sign(key, elsewhere)), 'oldProgram');
      // A program that came with the workspace is not run, and one that says anything else has signed nothing.
      assert.equal(codeOf(await sign(key)), 'noProgram');
      await pretend('echo signed');
      assert.equal(codeOf(await sign(key, elsewhere)), 'unsuitedKey');
    });
  });

  it('takes the key that commits are signed with, or the one that was chosen', async () => {
    const repository = await TestRepository.create(folder.path);
    const home = { HOME: folder.path, XDG_CONFIG_HOME: folder.path };
    await withEnvironment(home, async () => {
      assert.equal(codeOf(await signingKeyOf(folder.path)), 'noKey');
      await repository.git('config', 'user.signingKey', '~/id_ed25519.pub');
      // A key of GPG.
      assert.equal(codeOf(await signingKeyOf(folder.path)), 'noKey');
      await repository.git('config', 'gpg.format', 'ssh');
      const file = path.join(folder.path, 'id_ed25519.pub');
      assert.deepEqual(await signingKeyOf(folder.path), { ok: true, value: { type: 'file', path: file } });
      await repository.git('config', 'user.signingKey', 'key::ssh-ed25519 AAAA');
      const literal = { ok: true, value: { type: 'literal', line: 'ssh-ed25519 AAAA' } };
      assert.deepEqual(await signingKeyOf(folder.path), literal);
      await repository.git('config', 'user.signingKey', 'ssh-ed25519 AAAA');
      assert.deepEqual(await signingKeyOf(folder.path), literal);
      assert.deepEqual(await signingKeyOf(folder.path, ` ${file} `), { ok: true, value: { type: 'file', path: file } });
    });
  });
});
