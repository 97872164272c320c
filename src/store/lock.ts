import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';

/** A lock whose holder has not renewed it for this long (milliseconds) belongs to a process that died. */
const staleAfter = 5_000;

/**
 * Runs `work` while holding the record's lock, across processes and windows. `work` is told through `stillHeld` whether the
 * lock is still its own, and must ask before it replaces the file. Rejects with code `ELOCKED` when somebody else keeps it
 * for longer than about ten seconds.
 */
export async function withLock<T>(storeFolder: string, id: string, work: (stillHeld: () => boolean) => Promise<T>): Promise<T> {
  const folder = path.join(storeFolder, '.lock');
  await mkdir(folder, { recursive: true });
  const lock = { held: true };
  const release = await lockfile.lock(path.join(folder, id), {
    lockfilePath: path.join(folder, id),
    realpath: false,
    stale: staleAfter,
    retries: { retries: 120, factor: 1.3, minTimeout: 5, maxTimeout: 100, randomize: true },
    onCompromised: () => {
      lock.held = false;
    },
  });
  try {
    return await work(() => lock.held);
  } finally {
    if (lock.held) await release().catch(() => undefined);
  }
}
