import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adapter } from 'lowdb';
import { systemCode } from './fault';

/** A JSON file as a lowdb adapter that its owner alone may read: what caches know of records is as confidential as the records. */
export class PrivateFile implements Adapter<unknown> {
  constructor(private readonly file: string) {}

  /** What the file holds; null when there is none. Rejects when it cannot be read or is no JSON. */
  async read(): Promise<unknown> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? null : (JSON.parse(text) as unknown);
  }

  /** Replaces the file; without the blanks that would double what a start must read. */
  async write(data: unknown): Promise<void> {
    await replacePrivately(this.file, JSON.stringify(data));
  }
}

/** Replaces a file that is its owner's alone, never leaving half of it. Rejects with the system's error; the old file then still stands. */
export async function replacePrivately(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
