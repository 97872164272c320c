import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canEnter } from './folders';
import { lockFolder } from './lock';
import { statsOfLock } from './lockShape';

/** A lock, or a folder that was to become one or was one (`withLock`), or a file that was to become a record (`placeBesideLocks`). */
const lockName = /^[A-Z]{2,3}-[0-9A-Z]{6}(~[0-9a-f]{32})?$/;
/** A write takes milliseconds and renews its lock; what is older than this (milliseconds) belongs to a process that died. */
const abandonedAfter = 60_000;

/**
 * Removes the locks, and the half-written temporary files in them, that processes left when they died. Nothing is touched outside
 * the folder of the locks; what cannot be removed stays. Taking one away from somebody alive (a clock that is wrong) only makes them begin again.
 */
export async function removeLeftovers(root: string, storeFolder: string): Promise<void> {
  const folder = lockFolder(storeFolder);
  const names = canEnter(root, folder) ? await readdir(folder).catch(() => []) : [];
  for (const name of names.filter(candidate => lockName.test(candidate))) {
    const lock = path.join(folder, name);
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What is no lock at all is left to the person. */
async function isAbandoned(lock: string): Promise<boolean> {
  const own = await lstat(lock).catch(() => undefined);
  const isFile = own?.isFile() === true && path.basename(lock).includes('~');
  const parts = isFile ? [own] : [...((await statsOfLock(lock).catch(() => undefined))?.values() ?? [])];
  return parts.length > 0 && parts.every(({ mtimeMs }) => Date.now() - Number(mtimeMs) > abandonedAfter);
}
