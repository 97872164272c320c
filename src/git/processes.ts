import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The variable that marks whatever a test starts, wherever it goes. */
export const markerVariable = 'FAULTLINE_BISECT';

/** A process that may be one of a test's. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** It carries the marker in its environment. */
  readonly isMarked: boolean;
  /** When it was started, in clock ticks since the machine was; 0 where the system does not tell. */
  readonly startedAt: number;
  /** The folder it is in; empty where the system does not tell. */
  readonly folder: string;
}

/**
 * The processes of this machine, as far as they can be looked at. Linux tells all; macOS no folders, and no environment of the programs that
 * came with it; Windows nothing.
 */
export async function runningProcesses(marker: string): Promise<readonly RunningProcess[]> {
  const mark = `${markerVariable}=${marker}`;
  if (process.platform === 'linux') {
    const names = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
    return (await Promise.all(names.map(name => linuxProcess(Number(name), mark)))).filter(found => found !== undefined);
  }
  if (process.platform === 'win32') return [];
  const listed = await run('ps', ['-A', '-E', '-ww', '-o', 'pid=,ppid=,command='], { timeout: 2000, maxBuffer: 64 * 1024 * 1024 });
  return [...listed.stdout.matchAll(/^\s*(\d+)\s+(\d+) (.*)$/gm)].map(([, pid, parent, command = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    isMarked: command.split(' ').includes(mark),
    startedAt: 0,
    folder: '',
  }));
}

/** When a process was started, as a text that no other process of its number will ever have; undefined when it does not run or is not told. */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  if (process.platform !== 'linux') {
    const told = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { timeout: 2000, env: { LC_ALL: 'C' } }).catch(() => undefined);
    return told?.stdout.trim();
  }
  const [boot, found] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    linuxProcess(pid, markerVariable),
  ]);
  return found && `${boot.trim()} ${found.startedAt}`;
}

/** False only where the process that had this number at that time surely runs no more. */
export async function mayStillRun(pid: number, startedAt: string | undefined): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = await startOf(pid);
  if (process.platform === 'linux' && now === undefined) return false;
  return now === undefined || startedAt === undefined || now === startedAt;
}

/** A process by what `/proc` tells (proc(5)); undefined for one that has ended or is another person's. */
async function linuxProcess(pid: number, mark: string): Promise<RunningProcess | undefined> {
  const at = path.join('/proc', String(pid));
  const [status, environment, folder] = await Promise.all([
    readFile(path.join(at, 'stat'), 'utf8').catch(() => ''),
    readFile(path.join(at, 'environ'), 'latin1').catch(() => ''),
    readlink(path.join(at, 'cwd')).catch(() => ''),
  ]);
  // The name in brackets may hold anything, brackets too; then follow state, parent, …, and the start as the 22nd field.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent = ''] = fields;
  if (status === '' || state === 'Z' || state === 'X') return undefined;
  const isMarked = environment.split('\0').includes(mark);
  return { pid, parent: Number(parent), isMarked, startedAt: Number(fields[19]), folder };
}
