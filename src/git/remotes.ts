import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { runGit } from './runGit';

/** A remote of a repository: its name, and where it lies (absolute, where it is a path). */
export interface GitRemote {
  readonly name: string;
  readonly address: string;
}

/** A setting of git: the full name of its key (`http.https://example.org.proxy`), and what it says. */
export interface GitSetting {
  readonly key: string;
  readonly value: string;
}

/** What a repository can say of how a remote is reached, and who asks there (git-config(1)). */
const reaching = String.raw`^(core\.sshcommand|credential\..*|http\..*)$`;

/** The remotes of the repository whose work tree is `root`, in the order of its configuration, each with the address that git would go to. */
export async function remotesOf(root: string): Promise<Result<readonly GitRemote[], GitFault>> {
  const found = await settingsLike(root, String.raw`^remote\..*\.url$`);
  if (!found.ok) return found;
  // What rewrites addresses (`url.….insteadOf`) is done here, where a person sees what comes of it.
  const listed = await runGit(root, ['remote', '--verbose']);
  if (!listed.ok) return listed;
  const fetched = new Map([...listed.value.matchAll(/^(.+?)\t(.+) \(fetch\)/gm)].map(([, name = '', address = '']) => [name, address]));
  const names = new Set(found.value.map(({ key }) => key.slice('remote.'.length, -'.url'.length)));
  return success(
    [...names].flatMap(name => {
      const address = fetched.get(name) ?? '';
      if (address === '') return [];
      return [{ name, address: /^\.{0,2}[\\/]/.test(address) ? path.resolve(root, address) : address }];
    }),
  );
}

/** What the repository itself (not the person, whose settings git knows anyway) says of how remotes are reached. */
export function remoteSettingsOf(root: string): Promise<Result<readonly GitSetting[], GitFault>> {
  return settingsLike(root, reaching);
}

async function settingsLike(root: string, pattern: string): Promise<Result<readonly GitSetting[], GitFault>> {
  const found = await runGit(root, ['config', '--local', '--includes', '--null', '--get-regexp', pattern]);
  // Exit code 1: there is none.
  if (!found.ok) return found.error.code === 'failed' && found.error.exitCode === 1 ? success([]) : failure(found.error);
  const entries = found.value.split('\0').filter(Boolean);
  return success(
    entries.map(entry => {
      const end = entry.indexOf('\n');
      // A key without a value stands for true.
      return end < 0 ? { key: entry, value: 'true' } : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    }),
  );
}
