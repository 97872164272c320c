import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type * as z from 'zod';
import { jsonOf } from './json';

/**
 * A JSON file of our own that its owner alone may read: what caches and drafts know of records is as confidential as the records. Whatever
 * cannot be read, or is not of this shape, is as if there were none.
 */
export class PrivateFile<T> {
  constructor(
    private readonly file: string,
    private readonly schema: z.ZodType<T>,
    /** In bytes; a larger file is none of ours. */
    private readonly largest = Infinity,
  ) {}

  /** What the file holds; undefined when there is nothing to be used. */
  async read(): Promise<T | undefined> {
    return this.readSurely().catch(() => undefined);
  }

  /** The same; rejects with the system's error where there is a file that cannot be read just now, for who must not take that for none. */
  async readSurely(): Promise<T | undefined> {
    const stats = await unlessMissing(stat(this.file));
    if (!stats?.isFile() || stats.size > this.largest) return undefined;
    const text = await unlessMissing(readFile(this.file, 'utf8'));
    const value = text === undefined ? undefined : jsonOf(text);
    // Both take their time with a large one; between them everything else goes on.
    await nextTurn();
    return this.schema.safeParse(value).data;
  }

  /** Takes the file away. */
  remove(): Promise<void> {
    return rm(this.file, { force: true });
  }

  /** Replaces the file (`replacePrivately`). */
  write(value: T, options?: { readonly flush: boolean }): Promise<void> {
    return replacePrivately(this.file, JSON.stringify(value), options);
  }
}

/**
 * Replaces a file that is its owner's alone, in a folder that is, never leaving half of it. Rejects with the system's error; the old file
 * then still stands. With `flush` the text outlives a power cut, whichever name it then has.
 */
export async function replacePrivately(file: string, text: string | AsyncIterable<string>, { flush = false } = {}): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx', flush });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await sweep(file).catch(() => undefined);
}

function unlessMissing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  });
}

/** Milliseconds after which nobody is still writing a temporary file. */
const longestWriting = 3_600_000;
const swept = new Set<string>();

/** Takes away what processes that were ended while they wrote have left beside a file, once: it is as confidential as the file. */
async function sweep(file: string): Promise<void> {
  if (swept.has(file)) return;
  swept.add(file);
  const { dir, base } = path.parse(file);
  for (const name of await readdir(dir)) {
    if (!name.startsWith(`${base}.`) || !/^[0-9a-f]{12}$/.test(name.slice(base.length + 1))) continue;
    const left = path.join(dir, name);
    if (Date.now() - (await stat(left)).mtimeMs > longestWriting) await rm(left, { force: true });
  }
}
