import { lstat as lstatCallback, lstatSync, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { sideBySide } from '../base/sideBySide';
import { systemCode } from './fault';

/** What tells one state of a file from another, in bytes and milliseconds: ctime and inode also where size and mtime were set back. */
export interface FileVersion {
  readonly size: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly inode: number;
}

/** A version, undefined where there is no file, or the system's code for why it cannot be looked at. */
export type FileLook = FileVersion | string | undefined;

/** The version a file has by its stats. */
export function versionOf({ size, mtimeMs, ctimeMs, ino }: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>): FileVersion {
  return { size, mtime: mtimeMs, ctime: ctimeMs, inode: ino };
}

/** A version as one text, which no other version of the file has. */
export function textOfVersion({ size, mtime, ctime, inode }: FileVersion): string {
  return `${mtime}-${size}-${ctime}-${inode}`;
}

/** The version of a file that cannot even be looked at. */
export const nowhere: FileVersion = { size: 0, mtime: 0, ctime: 0, inode: 0 };

/** True for two looks at a file that nobody changed in between: not its content, its rights nor its name. */
export function isSameVersion(a: FileVersion, b: FileVersion): boolean {
  return a.size === b.size && a.mtime === b.mtime && a.ctime === b.ctime && a.inode === b.inode;
}

/** The version of a file as it lies there. */
export function lookAt(file: string): Promise<FileLook> {
  return new Promise(resolve => {
    lstatCallback(file, (error, stats) => {
      resolve(error ? unseen(error) : versionOf(stats));
    });
  });
}

/** So many files are looked at before it is asked how long that took; and the longest that each may take on average, in milliseconds. */
const [lookedAtOnce, longestLook] = [16, 0.1];
/** So many times in a row it must take longer: once is no more than another process that had its turn. */
const slowInARow = 2;
/** Milliseconds of looking after which others have their turn. */
const longestTurn = 10;

/**
 * The versions of many files, in their order. Looking costs a few microseconds where the disk is near, ten times less than to have it done by a
 * thread and hear of it: there it is done here and now, with `pause` every ten milliseconds. Where a look takes long (a network), the others are
 * looked at side by side.
 */
export async function lookAtAll(files: readonly string[], pause: () => Promise<void>): Promise<readonly FileLook[]> {
  const looks: FileLook[] = [];
  for (let turn = performance.now(), slow = 0; looks.length < files.length && slow < slowInARow;) {
    const began = performance.now();
    const some = files.slice(looks.length, looks.length + lookedAtOnce);
    for (const file of some) looks.push(lookNow(file));
    const now = performance.now();
    slow = now - began > longestLook * some.length ? slow + 1 : 0;
    if (now - turn < longestTurn) continue;
    await pause();
    turn = performance.now();
  }
  const looked = looks.length;
  await sideBySide([...files.slice(looked).entries()], async ([at, file]) => {
    looks[looked + at] = await lookAt(file);
  });
  return looks;
}

function lookNow(file: string): FileLook {
  try {
    return versionOf(lstatSync(file));
  } catch (error) {
    return unseen(error as NodeJS.ErrnoException);
  }
}

function unseen({ code, message }: NodeJS.ErrnoException): string | undefined {
  return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : (code ?? message);
}

/** What `lstat` says here and now; undefined also when it cannot be looked at. */
export function statsNow(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What `lstat` says; undefined only when nothing is there. Rejects with the system's error when it cannot be looked at. */
export async function statsIfThere(file: string): Promise<Stats | undefined> {
  return lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
