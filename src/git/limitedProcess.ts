import { spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How a process ended, or why it was ended. */
export type ProcessEnd =
  /** By itself; -1 where a signal from elsewhere ended it. `errors` is the beginning of what it said on standard error. */
  | { readonly type: 'exited'; readonly exitCode: number; readonly errors: string }
  | { readonly type: 'timeout' | 'cancelled' | 'tooMuchOutput' }
  /** The program or its folder is not there, or not to be used. */
  | { readonly type: 'notStarted' };

/** What a process is given and how far it may go. */
export interface ProcessLimits {
  readonly folder: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes on standard output. */
  readonly maxOutput: number;
  readonly signal?: AbortSignal;
  /** What it reads from standard input, which is closed when not given. */
  readonly input?: ProcessInput;
}

/** A text, or pieces that are made as they are read. */
export type ProcessInput = string | AsyncIterable<Uint8Array | string>;

/** Characters kept of what a process says on standard error. */
const mostErrors = 10_000;

/**
 * Runs a program (never through a shell) in a process group of its own. At a limit, or when it is cancelled, the whole group is ended and the
 * answer comes at once, even where a process that left the group still holds the pipes.
 */
export function runLimited(
  program: string,
  args: readonly string[],
  onOutput: (chunk: Buffer) => void,
  { folder, env, timeout, maxOutput, signal, input }: ProcessLimits,
): Promise<ProcessEnd> {
  return new Promise(resolve => {
    if (signal?.aborted) {
      resolve({ type: 'cancelled' });
      return;
    }
    const child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let errors = '';
    let size = 0;
    let ended = false;
    const finish = (end: ProcessEnd): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(end);
    };
    const stop = (type: 'timeout' | 'cancelled' | 'tooMuchOutput'): void => {
      if (child.pid !== undefined) endGroup(child.pid);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
      child.unref();
      finish({ type });
    };
    const cancel = (): void => {
      stop('cancelled');
    };
    const timer = setTimeout(() => {
      stop('timeout');
    }, timeout);
    if (signal) {
      // As many as run side by side hear of the same signal, each until its end: none is forgotten there.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', cancel);
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      if (ended) return;
      size += chunk.length;
      if (size > maxOutput) stop('tooMuchOutput');
      else onOutput(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(0, mostErrors);
    });
    // A program that ends before it has read everything closes its end; its exit code says why.
    if (child.stdin && input !== undefined) {
      const told = typeof input === 'string' ? [input] : whole(input, stop);
      pipeline(Readable.from(told), child.stdin).catch(() => undefined);
    }
    child.on('error', () => {
      finish({ type: 'notStarted' });
    });
    child.on('close', exitCode => {
      finish({ type: 'exited', exitCode: exitCode ?? -1, errors: errors.trim() });
    });
  });
}

/**
 * The pieces of an input; where one cannot be made the process is ended, which would take what it has for all. That the process reads no more is told at a
 * `yield`, and is no such failure.
 */
async function* whole(input: Exclude<ProcessInput, string>, stop: (type: 'cancelled') => void): AsyncGenerator<Uint8Array | string> {
  const pieces = input[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await pieces.next().catch(() => undefined);
      if (!piece) return stop('cancelled');
      if (piece.done === true) return;
      yield piece.value;
    }
  } finally {
    await pieces.return?.();
  }
}

/** Ends a process that was started detached, with all it has started and that stayed in its group. */
export function endGroup(leader: number): void {
  if (process.platform !== 'win32') {
    endProcess(-leader);
    return;
  }
  // By its whole path, so that no program of the same name in the current folder is taken.
  const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  spawn(taskkill, ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {
    endProcess(leader);
  });
}

/** Ends a process at once, or a whole group by its number below zero; one that has ended, or is another person's, is passed over. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile, or is another person's.
  }
}
