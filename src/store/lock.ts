import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { systemCode } from './fault';

/** A lock whose holder has not renewed it for this long (milliseconds) belongs to a process that died. */
const staleAfter = 5_000;
/** How long to wait for somebody else's lock, and between two tries at most (milliseconds). */
const patience = 10_000;
const longestPause = 100;

/**
 * Runs `work` while holding the record's lock, across processes and windows. `work` is told through `stillHeld` whether the
 * lock is still its own, and must ask before it replaces the file. Rejects with code `ELOCKED` when somebody else keeps it
 * for longer than about ten seconds, and at once with the system's error where no lock can be made.
 */
export async function withLock<T>(storeFolder: string, id: string, work: (stillHeld: () => boolean) => Promise<T>): Promise<T> {
  const folder = path.join(storeFolder, '.lock');
  await mkdir(folder, { recursive: true });
  const lock = { held: true };
  const release = await acquire(path.join(folder, id), () => {
    lock.held = false;
  });
  try {
    return await work(() => lock.held);
  } finally {
    if (lock.held) await release().catch(() => undefined);
  }
}

/** The package's own retries would also repeat what cannot get better: a missing right, a full disk. */
async function acquire(file: string, onCompromised: () => void): Promise<() => Promise<void>> {
  const until = Date.now() + patience;
  for (let pause = 5; ; pause = Math.min(longestPause, pause * 1.3)) {
    try {
      return await lockfile.lock(file, { lockfilePath: file, realpath: false, stale: staleAfter, retries: 0, onCompromised });
    } catch (error) {
      if (systemCode(error) !== 'ELOCKED' || Date.now() > until) throw error;
      await wait(pause * (0.5 + Math.random()));
    }
  }
}
