import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A pair of keys in two files, as `ssh-keygen` makes them. */
export interface SshKeyPair {
  /** Of the private key. */
  readonly file: string;
  /** Kind and key, without a comment. */
  readonly line: string;
}

/** Makes a pair of keys without a passphrase in a folder. */
export async function makeSshKey(
  folder: string,
  type = 'ed25519',
  { bits, name = type }: { bits?: number; name?: string } = {},
): Promise<SshKeyPair> {
  const file = path.join(folder, `id_${name}_${bits ?? ''}`);
  await run('ssh-keygen', ['-q', '-t', type, ...(bits === undefined ? [] : ['-b', String(bits)]), '-N', '', '-C', '', '-f', file]);
  return { file, line: (await readFile(`${file}.pub`, 'utf8')).trim() };
}

/** Signs with the real `ssh-keygen`; the blob in base64. */
export async function sshSign(file: string, message: string, namespace = 'faultline', options: readonly string[] = []): Promise<string> {
  const output = await piped(['-Y', 'sign', '-n', namespace, ...options.flatMap(option => ['-O', option]), '-f', file], message);
  return output.replace(/-----[A-Z ]+-----|\s/g, '');
}

/** What the real `ssh-keygen -Y verify` says of a signature by this key. */
export async function sshVerifies(folder: string, line: string, signature: string, message: string): Promise<boolean> {
  const [signers, armoured] = [path.join(folder, 'allowed'), path.join(folder, 'message.sig')];
  await writeFile(signers, `anna@x ${line}\n`);
  await writeFile(armoured, `-----BEGIN SSH SIGNATURE-----\n${signature.replace(/.{70}/g, '$&\n')}\n-----END SSH SIGNATURE-----\n`);
  const args = ['-Y', 'verify', '-n', 'faultline', '-f', signers, '-I', 'anna@x', '-s', armoured];
  return piped(args, message).then(
    () => true,
    () => false,
  );
}

function piped(args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', chunk => (output += String(chunk)));
    child.stderr.on('data', chunk => (errors += String(chunk)));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(output);
      else reject(new Error(errors));
    });
    child.stdin.end(input);
  });
}

/** An agent of SSH of its own, with no keys of anybody's. */
export class SshAgent {
  private constructor(
    readonly socket: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(folder: string): Promise<SshAgent> {
    const socket = path.join(folder, 'agent');
    const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    // It says where it is when it is there.
    await once(child.stdout, 'data');
    return new SshAgent(socket, child);
  }

  async add(file: string): Promise<void> {
    await run('ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: this.socket } });
  }

  stop(): void {
    this.child.kill();
  }
}
