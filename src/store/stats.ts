import { lstat as lstatCallback, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { systemCode } from './fault';

/** What the system says of a file itself, not of what it links to; undefined when it says nothing. A third of the cost of the promised call. */
export function statsOf(file: string): Promise<Stats | undefined> {
  return new Promise(resolve => {
    lstatCallback(file, (error, stats) => {
      resolve(error ? undefined : stats);
    });
  });
}

/** The same; undefined only when nothing is there. Rejects with the system's error when it cannot be looked at. */
export async function statsIfThere(file: string): Promise<Stats | undefined> {
  return lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
