import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemCode } from './fault';
import { makeOwnFolder } from './folders';
import { statsOfLock } from './lockShape';
import { shareLikeFolder } from './sharedFolder';

/** A lock that nobody renewed while somebody waited for this long (milliseconds of waiting, by no clock) belongs to a process that died. */
const staleAfter = 5_000;
const renewedEvery = 1_000;
/** How long to wait for somebody else's lock, and between two tries at most (milliseconds). */
const patience = 10_000;
const longestPause = 100;
/**
 * As much of the time between two looks counts for a lock being stale (milliseconds): who was stopped or asleep in between learns nothing of
 * its owner, who may have been so, too.
 */
const longestUnseen = 1_000;

/** What a rename onto a folder that is not empty is answered with: by POSIX; where a file stands; by Windows. */
const occupied: ReadonlySet<string> = new Set([
  'EEXIST',
  'ENOTEMPTY',
  'ENOTDIR',
  ...(process.platform === 'win32' ? ['EPERM', 'EACCES'] : []),
]);

class LockedError extends Error {
  readonly code = 'ELOCKED';
}

/** How time passes for who waits, in milliseconds; no clock that anybody sets. */
export interface Waiting {
  /** Resolves after as much time. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly now: () => number;
}

const realTime: Waiting = { pause: wait, now: () => performance.now() };

/** The folder of the locks below a store folder. */
export function lockFolder(storeFolder: string): string {
  return path.join(storeFolder, '.lock');
}

/**
 * Runs `work` while holding the record's lock, across processes and windows. The lock is a folder that holds one empty file of
 * its owner's alone, and `work` gets the path of that file: it is the temporary file to be renamed over the record. Whoever
 * takes the lock over moves the folder away first. So a rename from that path succeeds only while the lock is held, also for a
 * process that was stopped in between; it fails with `ENOENT` afterwards (a fencing token that the file system checks).
 * Rejects with code `ELOCKED` when somebody else keeps the lock for longer than about ten seconds, at once with `StrangeLockError` where
 * something stands in its place that is no lock, and with the system's error where no lock can be made.
 */
export async function withLock<T>(
  storeFolder: string,
  id: string,
  work: (temporary: string) => Promise<T>,
  waiting = realTime,
): Promise<T> {
  const folder = lockFolder(storeFolder);
  await makeOwnFolder(folder);
  const lock = path.join(folder, id);
  const token = newToken();
  await acquire(lock, token, waiting);
  const temporary = path.join(lock, token);
  const renewal = setInterval(() => {
    const now = new Date();
    // Gone when the lock was taken over; then the rename will find out.
    utimes(temporary, now, now).catch(() => undefined);
  }, renewedEvery).unref();
  try {
    return await work(temporary);
  } finally {
    clearInterval(renewal);
    // Empty where the file has become the record; else it goes first.
    await rmdir(lock).catch(async () => {
      await unlink(temporary).catch(() => undefined);
      await rmdir(lock).catch(() => undefined);
    });
  }
}

/** A path beside the locks where nothing is, in the file system of the store: for a file that is to become this record's, where there is none. */
export async function placeBesideLocks(storeFolder: string, id: string): Promise<string> {
  const folder = lockFolder(storeFolder);
  await makeOwnFolder(folder);
  return path.join(folder, `${id}~${newToken()}`);
}

function newToken(): string {
  return randomBytes(16).toString('hex');
}

async function acquire(lock: string, token: string, { pause, now }: Waiting): Promise<void> {
  const prepared = `${lock}~${token}`;
  const began = now();
  let seen: string | undefined;
  let seenAt = began;
  let unchanged = 0;
  try {
    await prepare(prepared, token);
    for (let longest = 5; !(await take(prepared, lock, token)); longest = Math.min(longestPause, longest * 1.3)) {
      if (now() - began > patience) throw new LockedError(lock);
      const found = await look(lock);
      const at = now();
      unchanged = found === seen ? unchanged + Math.min(at - seenAt, longestUnseen) : 0;
      [seen, seenAt] = [found, at];
      if (unchanged >= staleAfter) await moveAway(lock);
      await pause(longest * (0.5 + Math.random() / 2));
    }
  } catch (error) {
    await rm(prepared, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function prepare(prepared: string, token: string): Promise<void> {
  const file = path.join(prepared, token);
  await mkdir(prepared, { mode: 0o700 });
  await writeFile(file, '', { flag: 'wx', mode: 0o600 });
  // Other accounts that share the folder have to see how old a lock is, and to take it away where its owner died.
  if (await shareLikeFolder(prepared)) await shareLikeFolder(file);
}

/** Renames the prepared folder into place: possible only where no folder or an empty one is, for one of many at a time. */
async function take(prepared: string, lock: string, token: string): Promise<boolean> {
  try {
    await rename(prepared, lock);
    return true;
  } catch (error) {
    const code = systemCode(error);
    // Somebody whose clock is ahead has tidied it away.
    if (code === 'ENOENT') await prepare(prepared, token);
    else if (!occupied.has(code)) throw error;
    // Windows does not rename onto an empty folder; one that holds a lock is not empty.
    await rmdir(lock).catch(() => undefined);
    return false;
  }
}

/** What changes when a lock is renewed or gets another owner. Only compared with itself: clocks of two machines need not agree. */
async function look(lock: string): Promise<string> {
  const parts = [...((await statsOfLock(lock)) ?? [])];
  return parts.map(([name, { ino, mtimeNs, ctimeNs, size }]) => [name, ino, mtimeNs, ctimeNs, size].join(' ')).join('\n');
}

/** Ends a lock of somebody else in one step, whatever they are about to do. */
async function moveAway(lock: string): Promise<void> {
  const away = `${lock}~${newToken()}`;
  await rename(lock, away).catch(() => undefined);
  await rm(away, { recursive: true, force: true }).catch(() => undefined);
}
