import { spawn } from 'node:child_process';
import { failure, success, type Result } from '../domain/result';

/** Why a git command gave nothing. */
export type GitFault =
  | { readonly code: 'notFound' }
  | { readonly code: 'timeout' | 'cancelled' }
  | { readonly code: 'failed'; readonly exitCode: number; readonly message: string };

/** True when git lacks an object that it knows of, as in a partial clone: nothing is fetched for a question. */
export function isMissingObject(fault: GitFault): boolean {
  return fault.code === 'failed' && /could not fetch|unable to read|missing blob/i.test(fault.message);
}

/** Limits of one git command. */
export interface GitLimits {
  /** Milliseconds; 20,000 when not given. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Bytes of output after which the command is ended as failed; 64 MiB when not given. */
  readonly maxOutput?: number;
  /** Added to the environment, for example the dates of a commit. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads from its standard input, for example names of commits, one a line; nothing when not given. */
  readonly input?: string;
}

/** Nothing from a repository's configuration may run a program: no hooks, no pager, no external diff, no fsmonitor. Nothing is fetched. */
const safeOptions = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'diff.external=',
  '-c',
  'log.showSignature=false',
  '-c',
  'core.quotePath=false',
];

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

/** Runs git as `runGit` does and hands its output over as it comes. */
export function streamGit(
  folder: string,
  args: readonly string[],
  onOutput: (chunk: Buffer) => void,
  limits: GitLimits = {},
): Promise<Result<undefined, GitFault>> {
  const { timeout = 20_000, signal, maxOutput = 64 * 1024 * 1024, env = {}, input } = limits;
  return new Promise(resolve => {
    const child = spawn('git', [...safeOptions, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_NO_LAZY_FETCH: '1',
        LC_ALL: 'C',
        GIT_EXTERNAL_DIFF: '',
        ...env,
      },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let ending: GitFault | undefined;
    let errors = '';
    let size = 0;
    const stop = (fault: GitFault): void => {
      ending ??= fault;
      child.kill();
    };
    const cancel = (): void => {
      stop({ code: 'cancelled' });
    };
    const timer = setTimeout(() => {
      stop({ code: 'timeout' });
    }, timeout);
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    const finish = (result: Result<undefined, GitFault>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxOutput) stop({ code: 'failed', exitCode: -1, message: `more than ${maxOutput} bytes` });
      else if (!ending) onOutput(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (errors.length < 10_000) errors += chunk.toString('utf8');
    });
    // A command that ends before it has read everything closes its end; its exit code says why.
    child.stdin?.on('error', () => undefined).end(input);
    child.on('error', () => {
      finish(failure({ code: 'notFound' }));
    });
    child.on('close', exitCode => {
      if (ending) finish(failure(ending));
      else if (exitCode === 0) finish(success(undefined));
      else finish(failure({ code: 'failed', exitCode: exitCode ?? -1, message: errors.trim() }));
    });
  });
}
