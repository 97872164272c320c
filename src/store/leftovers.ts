import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isOwnFolder } from './folders';
import { lockFolder } from './lock';
import { statsOf } from './stats';

/** A lock, or a folder that was to become one or was one, as `withLock` names them. */
const lockName = /^[A-Z]{2,3}-[0-9A-Z]{6}(~[0-9a-f]{32})?$/;
/** A write takes milliseconds and renews its lock; what is older than this (milliseconds) belongs to a process that died. */
const abandonedAfter = 60_000;

/**
 * Removes the locks, and the half-written temporary files in them, that processes left when they died. Nothing is touched outside
 * the folder of the locks; what cannot be removed stays. Taking one away from somebody alive (a clock that is wrong) only makes them begin again.
 */
export async function removeLeftovers(root: string, storeFolder: string): Promise<void> {
  const folder = lockFolder(storeFolder);
  const names = (await isOwnFolder(root, folder).catch(() => false)) ? await readdir(folder).catch(() => []) : [];
  for (const name of names.filter(candidate => lockName.test(candidate))) {
    const lock = path.join(folder, name);
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const inside = await readdir(lock).catch(() => []);
  const all = await Promise.all([lock, ...inside.map(name => path.join(lock, name))].map(statsOf));
  return all.every(stats => stats !== undefined && Date.now() - stats.mtimeMs > abandonedAfter);
}
