import { lstat as lstatCallback, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { systemCode } from './fault';

/** What tells one state of a file from another, in bytes and milliseconds: ctime and inode also where size and mtime were set back. */
export interface FileVersion {
  readonly size: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly inode: number;
}

/** The version a file has by its stats. */
export function versionOf({ size, mtimeMs, ctimeMs, ino }: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>): FileVersion {
  return { size, mtime: mtimeMs, ctime: ctimeMs, inode: ino };
}

/** True for two looks at a file that nobody changed in between: not its content, its rights nor its name. */
export function isSameVersion(a: FileVersion, b: FileVersion): boolean {
  return a.size === b.size && a.mtime === b.mtime && a.ctime === b.ctime && a.inode === b.inode;
}

/** The version of a file as it lies there, undefined when nothing does, or the system's code for why it cannot be looked at. */
export function lookAt(file: string): Promise<FileVersion | string | undefined> {
  return new Promise(resolve => {
    lstatCallback(file, (error, stats) => {
      if (error) resolve(error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : (error.code ?? error.message));
      else resolve(versionOf(stats));
    });
  });
}

/** What `lstat` says; undefined only when nothing is there. Rejects with the system's error when it cannot be looked at. */
export async function statsIfThere(file: string): Promise<Stats | undefined> {
  return lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
