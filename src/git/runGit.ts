import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { findGit, forgetGit } from './gitProgram';
import { gitArguments, gitEnvironment, refusesBare } from './gitSafety';
import { runLimited, type ProcessEnd, type ProcessInput } from './limitedProcess';
import { realPath } from './outsideProgram';

/** Limits of one git command. */
export interface GitLimits {
  /** Milliseconds; 20,000 when not given. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Bytes of output after which the command is ended; 64 MiB when not given. */
  readonly maxOutput?: number;
  /** Added to the environment that git is given, for example the dates of a commit. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads from its standard input, for example names of commits, one a line; nothing when not given. */
  readonly input?: ProcessInput;
  /** Settings (`name=value`) of this command alone; none of them may run a program. */
  readonly settings?: readonly string[];
  /** The oldest git that will do; `minimumVersion` when not given. */
  readonly minimum?: string;
}

/** Runs git with an argument array (never a shell) in `folder` and returns its output as UTF-8 text. */
export async function runGit(folder: string, args: readonly string[], limits: GitLimits = {}): Promise<Result<string, GitFault>> {
  const chunks: Buffer[] = [];
  const ended = await streamGit(
    folder,
    args,
    chunk => {
      chunks.push(chunk);
    },
    limits,
  );
  return ended.ok ? success(Buffer.concat(chunks).toString('utf8')) : ended;
}

/** Runs git as `runGit` does and hands its output over as it comes. The one place that starts git, whatever its version. */
export async function streamGit(
  folder: string,
  args: readonly string[],
  onOutput: (chunk: Buffer) => void,
  limits: GitLimits = {},
): Promise<Result<undefined, GitFault>> {
  const real = await realFolder(folder);
  if (real === undefined) return failure({ code: 'noFolder', folder });
  const { timeout = 20_000, maxOutput = 64 * 1024 * 1024, env = {}, signal, input, minimum, settings } = limits;
  const git = await findGit(real, minimum);
  if (!git.ok) return git;
  const { path: program, version, searchPath } = git.value;
  if (!refusesBare(version) && !('GIT_DIR' in env) && (await liesInBare(real))) return failure({ code: 'bareRepository' });
  const end = await runLimited(program, gitArguments(version, args, settings), onOutput, {
    folder: real,
    env: { ...gitEnvironment(real, searchPath), ...env },
    timeout,
    maxOutput,
    ...(signal && { signal }),
    ...(input !== undefined && { input }),
  });
  if (end.type !== 'notStarted') return resultOf(end, maxOutput);
  // One of the two has gone since it was looked for.
  if ((await realFolder(folder)) === undefined) return failure({ code: 'noFolder', folder });
  forgetGit();
  return failure({ code: 'noGit' });
}

function resultOf(end: Exclude<ProcessEnd, { type: 'notStarted' }>, limit: number): Result<undefined, GitFault> {
  switch (end.type) {
    case 'exited':
      if (end.exitCode === 0) return success(undefined);
      if (end.errors.includes('safe.bareRepository')) return failure({ code: 'bareRepository' });
      return failure({ code: 'failed', exitCode: end.exitCode, message: end.errors });
    case 'tooMuchOutput':
      return failure({ code: 'tooMuchOutput', limit });
    case 'timeout':
    case 'cancelled':
      return failure({ code: end.type });
  }
}

async function realFolder(folder: string): Promise<string | undefined> {
  try {
    const real = await realPath(folder);
    await access(real, constants.X_OK);
    return (await stat(real)).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** For a git that does not refuse it itself: true where it would take `folder`, or one above it, for a repository without a work tree. */
async function liesInBare(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await looksLikeRepository(at)) return true;
    const dotGit = path.join(at, '.git');
    const kind = await stat(dotGit).catch(() => undefined);
    if (kind?.isFile() === true || (await looksLikeRepository(dotGit)) || at === path.dirname(at)) return false;
  }
}

async function looksLikeRepository(folder: string): Promise<boolean> {
  const [head, common, objects, refs] = await Promise.all(
    ['HEAD', 'commondir', 'objects', 'refs'].map(name =>
      stat(path.join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return head === true && (common === true || (objects === true && refs === true));
}
