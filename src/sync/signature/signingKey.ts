import path from 'node:path';
import { failure, success, type Result } from '../../domain/foundation/result';
import { runGit } from '../../git/runGit';
import type { SigningFault } from './signingFault';

/** The key to sign with: a file (the private key, or the public one of a key that an agent or a token holds), or a public key that an agent holds. */
export type SigningKey = { readonly type: 'file'; readonly path: string } | { readonly type: 'literal'; readonly line: string };

/**
 * The SSH key that somebody signs commits with in `folder` (`user.signingKey` of git where `gpg.format` is `ssh`, see git-config(1)), or the one that
 * was chosen for Faultline, written as git has it: a path, or `key::` and a public key; `none` for none.
 */
export async function signingKeyOf(folder: string, chosen = ''): Promise<Result<SigningKey, SigningFault>> {
  if (chosen.trim() === 'none') return failure({ code: 'noKey' });
  if (chosen.trim() !== '') return success(keyIn(chosen.trim(), folder));
  const [format, key] = await Promise.all([setting(folder, ['gpg.format']), setting(folder, ['--type=path', 'user.signingKey'])]);
  return format === 'ssh' && key !== '' ? success(keyIn(key, folder)) : failure({ code: 'noKey' });
}

async function setting(folder: string, name: readonly string[]): Promise<string> {
  const said = await runGit(folder, ['config', '--get', ...name]);
  return said.ok ? said.value.replace(/\n$/, '') : '';
}

function keyIn(text: string, folder: string): SigningKey {
  const [, line] = /^(?:key::|(?=ssh-))(.*)$/s.exec(text) ?? [];
  return line === undefined ? { type: 'file', path: path.resolve(folder, text) } : { type: 'literal', line: line.trim() };
}
