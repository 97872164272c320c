import { constants } from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { isTombstone } from '../domain/record/erasure';
import type { RecordEvent } from '../domain/record/event';
import { isRefusedBySystem, systemCode } from './fault';

/** How many copies of one file are kept before one must be taken away by hand. */
const mostCopies = 100;

/** Keeps a file as it is, durably, beside itself under a name that no record has; never over another. Resolves to the copy; rejects with the system's error. */
export async function keepBeside(file: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = copyOf(file, number);
    try {
      await copyFile(file, copy, constants.COPYFILE_EXCL);
    } catch (error) {
      if (systemCode(error) === 'EEXIST' && number < mostCopies) continue;
      throw error;
    }
    const handle = await open(copy, 'r+');
    await handle.sync().finally(() => handle.close());
    return copy;
  }
}

/**
 * Takes the copies of a record's file away where a redaction, or an erasure, has taken something from its entries: they would still hold it. Where the
 * system refuses, they stay.
 */
export async function removeKept(file: string, before: readonly RecordEvent[], after: readonly RecordEvent[]): Promise<void> {
  const had = new Set(before.filter(({ data }) => data !== null).map(({ id }) => id));
  const isErased = had.size > 0 && isTombstone(after) && !isTombstone(before);
  const isTaken = isErased || after.some(({ id, data }) => data === null && had.has(id));
  if (!isTaken) return;
  const copies = Array.from({ length: mostCopies }, (_, number) => copyOf(file, number + 1));
  await Promise.all(copies.map(copy => rm(copy, { force: true }))).catch((error: unknown) => {
    if (!isRefusedBySystem(error)) throw error;
  });
}

function copyOf(file: string, number: number): string {
  return `${file}.broken${number === 1 ? '' : `-${number}`}`;
}
