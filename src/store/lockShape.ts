import type { BigIntStats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';

/** What stands in the place of a lock is none that Faultline makes, and is left alone. */
export class StrangeLockError extends Error {
  constructor(readonly lock: string) {
    super(lock);
  }
}

/** How the file of a lock is called: 128 random bits. */
const tokenPattern = /^[0-9a-f]{32}$/;
/** A lock holds one file; a program that copies folders between machines may have put another's beside it. */
const mostTokens = 8;

/**
 * What the system says of a lock's folder (under the empty name) and of the files in it; undefined where none is. Links are not followed, and
 * no more is looked at than a lock can hold. Rejects with `StrangeLockError` for anything that `withLock` does not make.
 */
export async function statsOfLock(lock: string): Promise<ReadonlyMap<string, BigIntStats> | undefined> {
  const own = await statsOf(lock);
  if (!own) return undefined;
  if (!own.isDirectory()) throw new StrangeLockError(lock);
  const found = new Map([['', own]]);
  for (const name of await namesIn(lock)) {
    const stats = await statsOf(path.join(lock, name));
    if (found.size > mostTokens || !tokenPattern.test(name) || stats?.isFile() === false) throw new StrangeLockError(lock);
    if (stats) found.set(name, stats);
  }
  return found;
}

/** Up to one more than a lock can hold, sorted; none where the lock was taken away meanwhile. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) if (names.push(name) > mostTokens) break;
  } catch {
    return [];
  }
  return names.sort();
}

async function statsOf(place: string): Promise<BigIntStats | undefined> {
  return lstat(place, { bigint: true }).catch(() => undefined);
}
