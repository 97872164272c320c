import { constants } from 'node:fs';
import { lstat, mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';

/** Why a file of ignore rules is neither read nor written: something else stands in its place or on the way, or the system refuses. */
export interface RuleFileFault {
  readonly code: 'notAFile' | 'unwritable';
  readonly file: string;
}

/** More than that (bytes) is no list of rules that somebody wrote. */
const largest = 1024 * 1024;

/** Links are not followed and a FIFO is not waited for, also where one was put in place since it was looked at; Windows knows neither flag. */
const withCare = (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);

/** The rules a file holds; an empty text where there is none. Only an ordinary file in an ordinary folder is opened: a link could lead anywhere. */
export async function readRules(file: string): Promise<Result<string, RuleFileFault>> {
  if (!(await isPlain(path.dirname(file), 'folder')) || !(await isPlain(file, 'file'))) return failure({ code: 'notAFile', file });
  try {
    return await withFile(file, constants.O_RDONLY, async handle => success(await handle.readFile('utf8')));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? success('') : failure({ code: 'unwritable', file });
  }
}

/** Adds lines to a file of rules behind what it holds, or makes it. The same files are refused as for reading. */
export async function addRules(file: string, known: string, lines: string): Promise<Result<undefined, RuleFileFault>> {
  const gap = known === '' || known.endsWith('\n') ? '' : '\n';
  try {
    await mkdir(path.dirname(file)).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    if (!(await isPlain(path.dirname(file), 'folder')) || !(await isPlain(file, 'file'))) return failure({ code: 'notAFile', file });
    return await withFile(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, async handle => {
      await handle.appendFile(`${gap}${lines}`);
      return success(undefined);
    });
  } catch {
    return failure({ code: 'unwritable', file });
  }
}

/**
 * Takes lines out of a file of rules, each where it stands right behind `reason`, together with that; gives how many went. Every other byte stays as
 * it is, also where it is no UTF-8. The same files are refused as for reading; one that is not there has none.
 */
export async function removeRules(file: string, reason: string, rules: readonly string[]): Promise<Result<number, RuleFileFault>> {
  if (!(await isPlain(path.dirname(file), 'folder')) || !(await isPlain(file, 'file'))) return failure({ code: 'notAFile', file });
  const ours = new Set(rules.map(rule => Buffer.from(rule).toString('latin1')));
  try {
    return await withFile(file, constants.O_RDWR, async handle => {
      const lines = (await handle.readFile('latin1')).split(/(?<=\n)/);
      const isOurs = lines.map((line, at) => at > 0 && ours.has(withoutEnd(line)) && withoutEnd(lines[at - 1] ?? '') === reason);
      const first = isOurs.indexOf(true) - 1;
      if (first < 0) return success(0);
      const rest = lines.filter((_line, at) => at >= first && isOurs[at] !== true && isOurs[at + 1] !== true).join('');
      const start = lines.slice(0, first).join('').length;
      // Written before it is cut off: what is interrupted doubles a line at most.
      await handle.write(rest, start, 'latin1');
      await handle.truncate(start + rest.length);
      return success(isOurs.filter(Boolean).length);
    });
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? success(0) : failure({ code: 'unwritable', file });
  }
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}

/** True for a file that git would wait for, or read without end, when it looks for rules there; links are followed, as git does. */
export async function isUnreadable(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

async function withFile<T>(
  file: string,
  flags: number,
  work: (handle: FileHandle) => Promise<Result<T, RuleFileFault>>,
): Promise<Result<T, RuleFileFault>> {
  const handle = await open(file, flags | withCare, 0o666);
  try {
    const stats = await handle.stat();
    return stats.isFile() && stats.size <= largest ? await work(handle) : failure({ code: 'notAFile', file });
  } finally {
    await handle.close();
  }
}

/** True also for what is not there. */
async function isPlain(place: string, what: 'file' | 'folder'): Promise<boolean> {
  const stats = await lstat(place).catch(() => undefined);
  return stats === undefined || (what === 'file' ? stats.isFile() : stats.isDirectory());
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
