import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { replacePrivately } from '../base/privateFile';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import type { GitSetting } from '../git/remotes';
import { runGit, streamGit, type GitLimits } from '../git/runGit';
import { engineConfig } from './engineConfig';
import { remoteEnvironment } from './remoteEnvironment';

/** The oldest git that shares: it knows `--end-of-options` (2.24). */
const minimum = '2.25';
/** Milliseconds for one command that speaks with a remote. */
const remoteMilliseconds = 600_000;

/**
 * The bare repository that carries records to a remote and back: Faultline's own, outside the workspace, a cache. Whatever is wrong with it,
 * it can be made again: the files of the store are the truth.
 */
export class Engine {
  private settings: readonly GitSetting[] = [];
  /** How ssh is started, by the person's settings; undefined until that is asked. */
  private sshCommand: string | undefined;

  /** The engine in a folder of our own, whatever is there: to look at what it has. */
  constructor(readonly folder: string) {}

  /** Makes it ready for a sync, and anew where there is none. `settings` are those by which the person's repository reaches the remote. Wants the engine's lock. */
  async open(settings: readonly GitSetting[]): Promise<Result<undefined, GitFault>> {
    this.settings = settings;
    if (!(await this.isMade())) return this.make();
    await this.removeLocks();
    await this.configure();
    return success(undefined);
  }

  /** Puts a damaged engine aside and makes it anew: nothing but time is lost. Wants the engine's lock. */
  async renew(): Promise<Result<undefined, GitFault>> {
    const away = `${this.folder}~${process.pid}-${Date.now()}`;
    await rename(this.folder, away).catch(() => undefined);
    await rm(away, { recursive: true, force: true }).catch(() => undefined);
    return this.make();
  }

  /** The commit that a ref of the engine stands for. Fetching and importing write it into a file of its own; packed or damaged, git is asked. */
  async commitAt(ref: string): Promise<Result<string, GitFault>> {
    const text = await readFile(path.join(this.folder, ref), 'latin1').catch(() => '');
    // Behind what was fetched stands where from.
    const [, commit] = /^([0-9a-f]{40})(?:\t[^\n]*)?\n$/.exec(text) ?? [];
    if (commit !== undefined) return success(commit);
    const found = await this.git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
    return found.ok ? success(found.value.trim()) : found;
  }

  /** Runs git in the engine. */
  git(args: readonly string[], limits: GitLimits = {}): Promise<Result<string, GitFault>> {
    return runGit(this.folder, args, this.within(limits));
  }

  /** Runs git in the engine and hands its output over as it comes. */
  stream(args: readonly string[], onOutput: (chunk: Buffer) => void, limits: GitLimits = {}): Promise<Result<undefined, GitFault>> {
    return streamGit(this.folder, args, onOutput, this.within(limits));
  }

  /** Runs a command that speaks with a remote, and gives what it printed, also where it then failed. */
  async remote(
    args: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<{ readonly output: string; readonly ended: Result<undefined, GitFault> }> {
    this.sshCommand ??= await this.setting('core.sshCommand');
    const env = remoteEnvironment(this.sshCommand);
    const chunks: Buffer[] = [];
    const ended = await this.stream(args, chunk => chunks.push(chunk), { timeout: remoteMilliseconds, env, ...(signal && { signal }) });
    // The person may change how ssh is started so that it works.
    if (!ended.ok) this.sshCommand = undefined;
    return { output: Buffer.concat(chunks).toString('utf8'), ended };
  }

  private async make(): Promise<Result<undefined, GitFault>> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // What refs point to may be gone: what is fetched goes by them.
    await rm(path.join(this.folder, 'refs'), { recursive: true, force: true });
    const made = await this.git(['init', '--quiet', '--bare', '--template=']);
    if (!made.ok) return made;
    await this.configure();
    return success(undefined);
  }

  /** Whether there is what every repository has; what is wrong with it otherwise, git says at the first command. */
  private async isMade(): Promise<boolean> {
    const [head, objects, refs] = await Promise.all(
      ['HEAD', 'objects', 'refs'].map(name => stat(path.join(this.folder, name)).catch(() => undefined)),
    );
    return head?.isFile() === true && objects?.isDirectory() === true && refs?.isDirectory() === true;
  }

  /** Writes what is not as it is to be: the person's repository may have other settings than the last time. */
  private async configure(): Promise<void> {
    const file = path.join(this.folder, 'config');
    const text = engineConfig(this.settings);
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
    this.sshCommand = undefined;
    await replacePrivately(file, text);
  }

  /** What a setting says, the person's own and the engine's; empty where it says nothing. */
  private async setting(key: string): Promise<string> {
    const found = await this.git(['config', '--get', key]);
    return found.ok ? found.value.trim() : '';
  }

  /** What a process that was killed has left: we hold the engine's own lock, so nobody works here. */
  private async removeLocks(): Promise<void> {
    const [own, refs] = await Promise.all([
      readdir(this.folder).catch(() => []),
      readdir(path.join(this.folder, 'refs'), { recursive: true }).catch(() => []),
    ]);
    const left = [...own, ...refs.map(name => path.join('refs', name))].filter(name => name.endsWith('.lock'));
    await Promise.all(left.map(name => rm(path.join(this.folder, name), { force: true })));
  }

  private within(limits: GitLimits): GitLimits {
    return { minimum, ...limits, env: { GIT_DIR: this.folder, ...limits.env } };
  }
}

/** True where git says that the objects or references of a repository are damaged. */
export function isDamage(fault: { readonly code: string; readonly message?: string }): boolean {
  return fault.code === 'failed' && damage.test(fault.message ?? '');
}

const damage =
  /not a git repository|corrupt|bad object|not a valid commit|object file .* is empty|unable to (?:read (?:tree|sha1)|unpack)|inflate: |missing (?:blob|tree|commit)|invalid (?:sha1 pointer|object)|bad ref|broken|loose object|packfile/i;
