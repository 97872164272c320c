import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { failure, success, type Result } from '../../domain/foundation/result';
import { inheritedEnvironment } from '../../git/gitSafety';
import { runLimited } from '../../git/limitedProcess';
import { firstProgram, realPath, searchPathOutside } from '../../git/outsideProgram';
import type { SigningFault } from './signingFault';
import type { SigningKey } from './signingKey';
import { signatureNamespace, verifySignature } from './sshSignature';

/** Where and how long somebody signs. */
export interface SigningLimits {
  /** A program that lies in it is not run. */
  readonly folder: string;
  /** Milliseconds; a minute when not given: a hardware key wants to be touched. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** What `ssh-keygen` gets besides, to reach agent and tokens. */
const passedOn = ['SSH_AUTH_SOCK', 'SSH_SK_PROVIDER', 'SSH_SK_HELPER', 'SSH_PKCS11_HELPER', 'XDG_RUNTIME_DIR'];

/**
 * Signs a text with a key of SSH as `ssh-keygen -Y sign` does, agent and hardware keys included; gives the blob in base64, without armour. It is
 * started as git is: no shell, an environment of its own, an end in time; nobody is asked for a passphrase, which is the agent's to know.
 */
export async function signText(key: SigningKey, text: string, limits: SigningLimits): Promise<Result<string, SigningFault>> {
  if (key.type === 'file') return signWith(key.path, text, limits);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-key-'));
  try {
    const file = path.join(folder, 'key.pub');
    await writeFile(file, `${key.line}\n`, { mode: 0o600 });
    return await signWith(file, text, limits);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function signWith(
  file: string,
  text: string,
  { folder, timeout = 60_000, signal }: SigningLimits,
): Promise<Result<string, SigningFault>> {
  const isThere = await stat(file).then(
    found => found.isFile(),
    () => false,
  );
  if (!isThere) return failure({ code: 'noKeyFile', path: file });
  const real = await realPath(folder);
  const searchPath = await searchPathOutside(real);
  const program = await firstProgram('ssh-keygen', searchPath, real);
  if (program === undefined) return failure({ code: 'noProgram' });
  let output = '';
  const end = await runLimited(
    program,
    ['-Y', 'sign', '-n', signatureNamespace, '-f', file],
    chunk => (output += chunk.toString('latin1')),
    {
      folder: path.dirname(program),
      env: {
        ...inheritedEnvironment(),
        ...inheritedEnvironment(passedOn),
        PATH: searchPath.join(path.delimiter),
        LC_ALL: 'C.UTF-8',
        // Never a dialog in somebody's way.
        SSH_ASKPASS_REQUIRE: 'never',
      },
      timeout,
      maxOutput: 100_000,
      input: text,
      ...(signal && { signal }),
    },
  );
  switch (end.type) {
    case 'timeout':
    case 'cancelled':
      return failure({ code: end.type });
    case 'notStarted':
    case 'tooMuchOutput':
      return failure({ code: 'noProgram' });
    case 'exited':
      return end.exitCode === 0 ? checked(blobIn(output), text) : failure(meaningOf(end.errors));
  }
}

/** What was made must show what it is to show, here as everywhere. */
function checked(blob: string, text: string): Result<string, SigningFault> {
  return verifySignature(blob, text).ok ? success(blob) : failure({ code: 'unsuitedKey' });
}

/** The blob in its armour (PROTOCOL.sshsig, section 1). */
function blobIn(armoured: string): string {
  const [, blob = ''] = /-----BEGIN SSH SIGNATURE-----\s([^-]*)-----END SSH SIGNATURE-----/.exec(armoured) ?? [];
  return blob.replace(/\s/g, '');
}

function meaningOf(errors: string): SigningFault {
  if (/(?:unknown|illegal|invalid) option/i.test(errors)) return { code: 'oldProgram' };
  return {
    code: 'refused',
    message:
      errors
        .split('\n')
        .find(line => line.trim() !== '')
        ?.trim() ?? '',
  };
}
