import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { inheritedEnvironment } from '../git/gitSafety';
import { runGit, streamGit, type GitLimits } from '../git/runGit';

/** The oldest git that shares: it knows `--end-of-options` (2.24). */
const minimum = '2.25';
/** Milliseconds for one command that speaks with a remote. */
const remoteMilliseconds = 600_000;

/** Settings of an engine: git does nothing by itself, and trusts nothing that comes. */
const configuration = `[core]
	repositoryformatversion = 0
	bare = true
	filemode = false
	logAllRefUpdates = false
	attributesFile =
	excludesFile =
[init]
	templateDir =
[gc]
	auto = 0
[maintenance]
	auto = false
[fetch]
	fsckObjects = true
	prune = false
	recurseSubmodules = false
	writeCommitGraph = false
[push]
	recurseSubmodules = no
	gpgSign = false
	followTags = false
	pushOption =
[repack]
	writeBitmaps = false
[pack]
	writeBitmaps = false
[http]
	lowSpeedLimit = 1000
	lowSpeedTime = 60
`;

/** What git gets besides, to speak with a remote: the person's agents and proxies, and nobody to ask. */
const passedOn = [
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'KRB5CCNAME',
  'DBUS_SESSION_BUS_ADDRESS',
] as const;

/**
 * The bare repository that carries records to a remote and back: Faultline's own, outside the workspace, a cache. Whatever is wrong with it,
 * it can be made again: the files of the store are the truth (DESIGN §4).
 */
export class Engine {
  private constructor(readonly folder: string) {}

  /** The engine in a folder of our own; made where there is none. Wants the engine's lock. */
  static async open(folder: string): Promise<Result<Engine, GitFault>> {
    const engine = new Engine(folder);
    const isThere = await engine.git(['rev-parse', '--is-bare-repository']);
    if (isThere.ok && isThere.value.trim() === 'true') {
      await engine.removeLocks();
      return success(engine);
    }
    if (!isThere.ok && isThere.error.code !== 'failed' && isThere.error.code !== 'noFolder') return isThere;
    return engine.make();
  }

  /** Puts a damaged engine aside and makes it anew: nothing but time is lost. Wants the engine's lock. */
  async renew(): Promise<Result<Engine, GitFault>> {
    const away = `${this.folder}~${process.pid}-${Date.now()}`;
    await rename(this.folder, away).catch(() => undefined);
    await rm(away, { recursive: true, force: true }).catch(() => undefined);
    return this.make();
  }

  /** Runs git in the engine. */
  git(args: readonly string[], limits: GitLimits = {}): Promise<Result<string, GitFault>> {
    return runGit(this.folder, args, this.within(limits));
  }

  /** Runs git in the engine and hands its output over as it comes. */
  stream(args: readonly string[], onOutput: (chunk: Buffer) => void, limits: GitLimits = {}): Promise<Result<undefined, GitFault>> {
    return streamGit(this.folder, args, onOutput, this.within(limits));
  }

  /** Runs a command that speaks with a remote, and hands over what it prints, also where it then fails. */
  remote(
    args: readonly string[],
    onOutput: (chunk: Buffer) => void,
    signal: AbortSignal | undefined,
  ): Promise<Result<undefined, GitFault>> {
    return this.stream(args, onOutput, { timeout: remoteMilliseconds, env: remoteEnvironment(), ...(signal && { signal }) });
  }

  private async make(): Promise<Result<Engine, GitFault>> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const made = await this.git(['init', '--quiet', '--bare', '--template=']);
    if (!made.ok) return made;
    await writeFile(path.join(this.folder, 'config'), configuration, { mode: 0o600 });
    return success(this);
  }

  /** What a process that was killed has left: we hold the engine's own lock, so nobody works here. */
  private async removeLocks(): Promise<void> {
    const names = await readdir(this.folder, { recursive: true }).catch(() => []);
    const left = names.filter(name => name.endsWith('.lock') && !name.startsWith('objects'));
    await Promise.all(left.map(name => rm(path.join(this.folder, name), { force: true })));
  }

  private within(limits: GitLimits): GitLimits {
    return { minimum, ...limits, env: { GIT_DIR: this.folder, ...limits.env } };
  }
}

function remoteEnvironment(): Readonly<Record<string, string>> {
  return {
    ...inheritedEnvironment(passedOn),
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    // Never a dialog in somebody's way: what cannot be had from agents and helpers is said at once.
    SSH_ASKPASS_REQUIRE: 'never',
    GIT_SSH_COMMAND: `${process.env['GIT_SSH_COMMAND'] ?? 'ssh'} -o BatchMode=yes -o ConnectTimeout=20`,
    GIT_ASKPASS: process.env['GIT_ASKPASS'] ?? '',
  };
}
