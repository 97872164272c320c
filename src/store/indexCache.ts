import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { isRecordId, type RecordId } from '../domain/record/ids';
import { replacePrivately } from './privateFile';
import { recordSummarySchema } from './recordSummary';
import type { Turns } from './turns';

const cachedSchema = recordSummarySchema.extend({ size: z.number(), mtime: z.number(), ctime: z.number(), inode: z.number() });

/** What the index knows of one file, and of which version of it. */
export type Cached = z.infer<typeof cachedSchema>;

/** Grows with the meaning of the summaries, so that an index of an older version is built again. */
const cacheVersion = 5;
const headerSchema = z.object({ version: z.literal(cacheVersion), folder: z.string() });
const lineSchema = z.tuple([z.custom<RecordId>(id => typeof id === 'string' && isRecordId(id)), cachedSchema]);

/** Bytes that are read, or characters that are written, between two pauses. */
const atOnce = 30_000;

/**
 * The index as it is kept from one start to the next: a header, then one record a line, so that ten thousand of them are read and written
 * with pauses. A cache only: what cannot be read is no cache, and what cannot be written is read from the records at the next start.
 */
export class IndexCache {
  constructor(
    private readonly file: string | undefined,
    private readonly storeFolder: string,
    private readonly turns: Turns,
  ) {}

  /** What was kept of this store folder; nothing where there is no cache, or it is of another folder or version. */
  async read(): Promise<ReadonlyMap<RecordId, Cached>> {
    const files = new Map<RecordId, Cached>();
    const bytes = this.file === undefined ? undefined : await readFile(this.file).catch(() => undefined);
    if (!bytes) return files;
    const header = headerSchema.safeParse(jsonOf(lineAt(bytes, 0)));
    if (!header.success || header.data.folder !== this.storeFolder) return files;
    let read = 0;
    // Line by line out of the bytes: to make one text of them, or to split it, costs tens of milliseconds by itself.
    for (let start = endOfLine(bytes, 0) + 1; start < bytes.length; start = endOfLine(bytes, start) + 1) {
      if (start - read > atOnce) {
        await this.turns.next();
        read = start;
      }
      const parsed = lineSchema.safeParse(jsonOf(lineAt(bytes, start)));
      if (parsed.success) files.set(...parsed.data);
    }
    return files;
  }

  /** Replaces what is kept. */
  async write(files: Iterable<readonly [RecordId, Cached]>): Promise<void> {
    if (this.file === undefined) return;
    const lines = [JSON.stringify({ version: cacheVersion, folder: this.storeFolder })];
    let done = 0;
    for (const file of files) {
      if (done >= atOnce) {
        await this.turns.next();
        done = 0;
      }
      const line = JSON.stringify(file);
      done += line.length;
      lines.push(line);
    }
    await replacePrivately(this.file, lines.join('\n')).catch(() => undefined);
  }
}

function lineAt(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, endOfLine(bytes, start));
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf('\n', start);
  return end < 0 ? bytes.length : end;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
