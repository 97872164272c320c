import { rm } from 'node:fs/promises';
import path from 'node:path';
import { statsOf } from './stats';

/** The temporary file of a record that was being replaced. */
const temporaryFile = /^[A-Z]{2,3}-[0-9A-Z]{6}\.json\.\d+$/;
/** A replace takes milliseconds; a temporary file older than this (milliseconds) belongs to a process that died. */
const abandonedAfter = 60_000;

/** Removes the temporary files that processes left in a record folder when they died. What cannot be removed stays. */
export async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter(candidate => temporaryFile.test(candidate))) {
    const file = path.join(folder, name);
    const stats = await statsOf(file);
    if (stats?.isFile() && Date.now() - stats.mtimeMs > abandonedAfter) await rm(file, { force: true }).catch(() => undefined);
  }
}
