import { constants } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { jsonOf } from '../base/json';
import { replacePrivately } from '../base/privateFile';
import type { Turns } from './turns';

/** Bytes that are read, or characters that are written, between two pauses. */
const atOnce = 30_000;
/** Lines that no longer count before a file is written anew: twice as many as count, and these. */
const spareLines = 1000;
/** Lines that are read. A file that has more of them is not ours: looking into millions of lines that say nothing takes minutes. */
const mostLines = 500_000;

/**
 * A file of JSON values, one a line, to which lines are added; for caches, whose owner lets the last line about a thing count. The first
 * line is a header: a file with another one is not ours, holds nothing, and is replaced. Several windows may add to one file: lines are
 * added in one write and behind a line break, so that what a process that died has left of a line ends there. What is not JSON is passed
 * over. Without a path nothing is kept.
 */
export class LineFile {
  /** Lines below the header, as far as this window knows. */
  private known = 0;
  private readonly header: string;

  constructor(
    private readonly file: string | undefined,
    header: object,
    private readonly turns: Turns,
    /** Bytes; a larger file is replaced. */
    private readonly largest = Infinity,
  ) {
    this.header = JSON.stringify(header);
  }

  /** Gives each value to `take`, in the order they were added, with pauses. Nothing where the file is not there or not ours. */
  async read(take: (value: unknown) => void): Promise<void> {
    const file = this.file ?? '';
    const stats = await stat(file).catch(() => undefined);
    // What is no file (a pipe) may have no end.
    if (!stats?.isFile() || stats.size > this.largest) {
      this.known = Infinity;
      return;
    }
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return;
    const header = endOfLine(bytes, 0);
    if (bytes.toString('utf8', 0, header) !== this.header) return;
    // Some lines at a time: to look for each in the bytes, or to make one text of all of them, costs tens of milliseconds by itself.
    for (let start = header + 1, end = 0; start < bytes.length; start = end + 1) {
      if (end > 0) await this.turns.next();
      if (this.known > mostLines) return;
      end = start + atOnce < bytes.length ? bytes.lastIndexOf(lineBreak, start + atOnce) : bytes.length;
      if (end < start) end = endOfLine(bytes, start);
      for (const line of bytes.toString('utf8', start, end).split('\n')) {
        this.known++;
        const value = jsonOf(line);
        if (value !== undefined) take(value);
      }
    }
  }

  /**
   * Adds a line for each of `changed`, or writes `all` of them where there is no file of ours, or most of what is in it no longer counts.
   * `counting` is how many lines would do. Values are read as they are written, with pauses. What cannot be written is lost: a cache.
   */
  async save(changed: Iterable<unknown>, all: Iterable<unknown>, counting: number): Promise<void> {
    if (this.file === undefined) return;
    if (this.known <= spareLines + 2 * counting && (await this.add(this.file, changed))) return;
    this.known = 0;
    await replacePrivately(this.file, this.whole(all)).catch(() => undefined);
  }

  private async add(file: string, values: Iterable<unknown>): Promise<boolean> {
    // Without O_CREAT: a file that is gone is written whole.
    const handle = await open(file, constants.O_RDWR | constants.O_APPEND).catch(() => undefined);
    if (!handle) return false;
    try {
      const header = Buffer.from(this.header);
      const { buffer } = await handle.read(Buffer.alloc(header.length), 0, header.length, 0);
      if (!buffer.equals(header)) return false;
      await handle.chmod(0o600);
      for await (const piece of this.pieces(values)) {
        // Not `appendFile`, which makes several writes of a long text: what another window adds would come in between.
        const { bytesWritten } = await handle.write(piece);
        if (bytesWritten < Buffer.byteLength(piece)) return false;
      }
      return true;
    } catch {
      return false;
    } finally {
      await handle.close();
    }
  }

  private async *whole(values: Iterable<unknown>): AsyncGenerator<string> {
    yield this.header;
    yield* this.pieces(values);
  }

  /** Whole lines, each behind its line break. */
  private async *pieces(values: Iterable<unknown>): AsyncGenerator<string> {
    let piece = '';
    for (const value of values) {
      piece += `\n${JSON.stringify(value)}`;
      this.known++;
      if (piece.length < atOnce) continue;
      yield piece;
      piece = '';
      await this.turns.next();
    }
    if (piece !== '') yield piece;
  }
}

const lineBreak = 0x0a;

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(lineBreak, start);
  return end < 0 ? bytes.length : end;
}
