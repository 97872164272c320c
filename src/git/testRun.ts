import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import type { Verdict } from './bisectLog';
import { endProcesses } from './endProcesses';
import { markerVariable } from './processes';
import { TestOutput } from './testOutput';

/** How a test of one commit ended. */
export interface TestRun {
  readonly verdict: Verdict | 'stopped';
  /** Undefined when it was ended from outside. */
  readonly exitCode: number | undefined;
}

/** How far a test may go, and who hears of it. */
export interface TestLimits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Gets the beginning of the output as it comes and its end at the end; `omitted` bytes were left out before `text`. */
  readonly onOutput: (text: string, omitted: number) => void;
  /** What its processes are known by; a fresh one when not given. */
  readonly marker?: string;
}

/** Milliseconds for the rest of the output after all has ended. */
const longestDraining = 500;
/** Beyond the head, bytes that are read before the editor gets its turn, and the milliseconds of it. */
const burst = 4 * 1024 * 1024;
const pause = 10;
/** Variables by which git, and so a test that uses git, takes another repository for the one it is in (git rev-parse --local-env-vars). */
const localVariable =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|GRAFT_FILE|SHALLOW_FILE|CONFIG|CONFIG_PARAMETERS|CONFIG_COUNT)$/;

/**
 * Runs a command line as the person typed it in a shell, in `folder`, and reads its exit code as `git bisect run` does: 0 good, 125 skip, 1 to
 * 127 bad, anything else stops. When it ends, is cancelled or runs out of time, all it has started is ended, and the answer comes whatever
 * still holds its output.
 */
export function runTest(command: string, folder: string, limits: TestLimits): Promise<TestRun> {
  const { timeout, signal, onOutput, marker = randomUUID() } = limits;
  const isWindows = process.platform === 'win32';
  // In clock ticks, which are hundredths of a second wherever Linux runs.
  const place = { folder, since: Math.floor(os.uptime()) * 100 };
  return new Promise(resolve => {
    const child = spawn(command, {
      cwd: folder,
      env: testEnvironment(folder, marker),
      shell: true,
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const output = new TestOutput(onOutput);
    const closed = new Promise<void>(settle => child.once('close', settle));
    for (const from of ['stdout', 'stderr'] as const) read(child[from], chunk => output.take(chunk, from));
    let isEnding = false;
    const end = async (exitCode: number | undefined, verdict: TestRun['verdict']): Promise<void> => {
      if (isEnding) return;
      isEnding = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      await endProcesses({ marker, place, ...(child.pid !== undefined && { leader: child.pid }) });
      await Promise.race([closed, after(longestDraining)]);
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      child.unref();
      output.end();
      resolve({ exitCode, verdict });
    };
    const stop = (): void => {
      void end(undefined, 'stopped');
    };
    const timer = setTimeout(stop, timeout);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    child.on('error', stop);
    // Not when its output is closed: what it leaves running may hold that for ever.
    child.on('exit', code => {
      void end(code ?? undefined, code === null ? 'stopped' : verdictOf(code));
    });
  });
}

/** What an exit code says, as `git bisect run` reads it. */
export function verdictOf(exitCode: number): TestRun['verdict'] {
  if (exitCode === 0) return 'good';
  if (exitCode === 125) return 'skip';
  return exitCode >= 1 && exitCode <= 127 ? 'bad' : 'stopped';
}

/** Git of a test finds the worktree, or nothing: neither what an inherited variable names, nor what lies above the temporary folder. */
function testEnvironment(folder: string, marker: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !localVariable.test(name));
  return { ...Object.fromEntries(inherited), GIT_CEILING_DIRECTORIES: path.dirname(folder), [markerVariable]: marker };
}

/** Reads a stream; what prints without end, so that `take` says false, waits for the editor. */
function read(stream: Readable, take: (chunk: Buffer) => boolean): void {
  let unpaused = 0;
  stream.on('data', (chunk: Buffer) => {
    if (take(chunk)) return;
    unpaused += chunk.length;
    if (unpaused < burst) return;
    unpaused = 0;
    stream.pause();
    setTimeout(() => stream.resume(), pause);
  });
}
