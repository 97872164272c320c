import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { isRecordId, type RecordId } from '../domain/ids';
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

/** Characters that are read or written between two pauses. */
const atOnce = 100_000;

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
    const text = this.file === undefined ? '' : await readFile(this.file, 'utf8').catch(() => '');
    const [first = '', ...lines] = text.split('\n');
    const header = headerSchema.safeParse(jsonOf(first));
    if (!header.success || header.data.folder !== this.storeFolder) return files;
    let done = atOnce;
    for (const line of lines) {
      if (done >= atOnce) {
        await this.turns.next();
        done = 0;
      }
      done += line.length;
      const parsed = lineSchema.safeParse(jsonOf(line));
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
