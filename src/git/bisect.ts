import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { failure, success, type Result } from '../domain/result';
import type { GitFault } from './gitFault';
import type { Repository } from './repository';
import { runGit } from './runGit';

/** What is said about one commit: it works, it does not, or it cannot be told. */
export type Verdict = 'good' | 'bad' | 'skip';

/** Where a search stands: a commit to test, or its end. */
export type BisectState =
  | { readonly type: 'testing'; readonly sha: string; readonly subject: string; readonly stepsLeft: number }
  | { readonly type: 'found'; readonly sha: string }
  /** Only skipped commits are left: one of them is the first bad one. */
  | { readonly type: 'undecided'; readonly among: readonly string[] };

/** Why a search cannot begin or go on. */
export type BisectFault = GitFault | { readonly code: 'noWorktree'; readonly message: string };

/**
 * A search for the first bad commit in a worktree of its own, so that nobody's files are touched. It is a real `git bisect`; whatever happens,
 * `dispose` takes the worktree away and with it every trace of the search.
 */
export class Bisect {
  private at = '';

  private constructor(
    private readonly repository: Repository,
    /** The folder of the worktree: what is tested lies there. */
    readonly folder: string,
  ) {}

  /** Makes the worktree and begins between a good and a bad commit (full hashes). */
  static async start(
    repository: Repository,
    good: string,
    bad: string,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly bisect: Bisect; readonly state: BisectState }, BisectFault>> {
    const parent = await mkdtemp(path.join(os.tmpdir(), 'faultline-bisect-'));
    const folder = path.join(parent, 'worktree');
    const bisect = new Bisect(repository, folder);
    const limits = { timeout: 600_000, ...(signal && { signal }) };
    const added = await runGit(repository.root, ['worktree', 'add', '--detach', '--quiet', '--end-of-options', folder, bad], limits);
    if (!added.ok) {
      await bisect.dispose();
      return failure(added.error.code === 'failed' ? { code: 'noWorktree', message: added.error.message } : added.error);
    }
    const begun = await runGit(folder, ['bisect', 'start', bad, good, '--'], limits);
    if (!begun.ok) {
      await bisect.dispose();
      return begun;
    }
    return success({ bisect, state: await bisect.state(begun.value) });
  }

  /** Says what the commit at hand is; gives the next one, or the end. */
  async say(verdict: Verdict, signal?: AbortSignal): Promise<Result<BisectState, GitFault>> {
    // A test may have changed files; git would refuse to leave them behind.
    await runGit(this.folder, ['reset', '--hard', '--quiet'], { timeout: 600_000 });
    const output = await runGit(this.folder, ['bisect', verdict], { timeout: 600_000, ...(signal && { signal }) });
    // Where only skipped commits are left, git ends with 2 and lists them in what it printed.
    if (!output.ok && !(output.error.code === 'failed' && output.error.exitCode === 2)) return output;
    return success(await this.state(output.ok ? output.value : ''));
  }

  /** Checks out another commit, for testing it out of turn. */
  async visit(sha: string): Promise<void> {
    await runGit(this.folder, ['checkout', '--detach', '--quiet', '--force', sha, '--'], { timeout: 600_000 });
  }

  /** Back to the commit whose turn it is. */
  async goBack(): Promise<void> {
    await this.visit(this.at);
  }

  /** What was said so far, as `git bisect log` writes it. */
  async log(): Promise<string> {
    const output = await runGit(this.folder, ['bisect', 'log']);
    return output.ok ? output.value : '';
  }

  /** Takes the worktree away. Never fails. */
  async dispose(): Promise<void> {
    await runGit(this.repository.root, ['worktree', 'remove', '--force', '--force', this.folder]);
    await rm(path.dirname(this.folder), { recursive: true, force: true }).catch(() => undefined);
    await runGit(this.repository.root, ['worktree', 'prune']);
  }

  private async state(output: string): Promise<BisectState> {
    const [, found] = /^([0-9a-f]{40,64}) is the first bad commit/m.exec(output) ?? [];
    if (found !== undefined) return { type: 'found', sha: found };
    const [, steps = '0'] = /\(roughly (\d+) steps?\)/.exec(output) ?? [];
    const head = await runGit(this.folder, ['log', '-1', '--format=%H%x00%s']);
    const [sha = '', subject = ''] = (head.ok ? head.value : '').replace(/\n$/, '').split('\0');
    this.at = sha;
    const testing: BisectState = { type: 'testing', sha, subject, stepsLeft: Number(steps) };
    const skipped = await runGit(this.folder, ['for-each-ref', '--format=%(objectname)', 'refs/bisect/skip-*']);
    const skips = new Set(skipped.ok ? skipped.value.split('\n').filter(Boolean) : []);
    if (skips.size === 0) return testing;
    const left = await runGit(this.folder, ['rev-list', '--bisect-all', 'refs/bisect/bad', '--not', '--glob=refs/bisect/good-*']);
    const candidates = (left.ok ? left.value.split('\n') : []).map(line => line.split(' ')[0] ?? '').filter(Boolean);
    const bad = await runGit(this.folder, ['rev-parse', 'refs/bisect/bad']);
    const badSha = bad.ok ? bad.value.trim() : '';
    const isUndecided = candidates.every(candidate => candidate === badSha || skips.has(candidate));
    return isUndecided ? { type: 'undecided', among: candidates } : testing;
  }
}

/** How a test of one commit ended. */
export interface TestRun {
  readonly verdict: Verdict | 'stopped';
  /** Undefined when it was ended from outside. */
  readonly exitCode: number | undefined;
}

/**
 * Runs a command line as the person typed it in a shell, in `folder`, and reads its exit code as `git bisect run` does: 0 good, 125 skip, 1 to
 * 127 bad, anything else stops. Cancelling or running out of time ends it with all it has started.
 */
export function runTest(
  command: string,
  folder: string,
  { timeout, signal, onOutput }: { readonly timeout: number; readonly signal: AbortSignal; readonly onOutput: (text: string) => void },
): Promise<TestRun> {
  return new Promise(resolve => {
    const isWindows = process.platform === 'win32';
    const child = spawn(command, { cwd: folder, shell: true, detached: !isWindows, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      if (child.pid === undefined) return;
      try {
        if (isWindows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
        else process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself meanwhile.
      }
    };
    const timer = setTimeout(stop, timeout);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        onOutput(chunk.toString('utf8'));
      });
    }
    const finish = (exitCode: number | undefined): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve({ exitCode, verdict: stopped || exitCode === undefined ? 'stopped' : verdictOf(exitCode) });
    };
    child.on('error', () => {
      finish(undefined);
    });
    child.on('close', code => {
      finish(code ?? undefined);
    });
  });
}

/** What an exit code says, as `git bisect run` reads it. */
export function verdictOf(exitCode: number): TestRun['verdict'] {
  if (exitCode === 0) return 'good';
  if (exitCode === 125) return 'skip';
  return exitCode >= 1 && exitCode <= 127 ? 'bad' : 'stopped';
}
