import type { RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import type { FileFault } from './fault';
import { maxFileSize, maxReadOnHost } from './limits';
import { ReaderThread, type StartThread } from './readerThread';
import { readings, type ReadingResults, type Reading } from './readings';
import type { Disposable } from '../base/disposables';
import type { FileAsked } from './recordFile';
import type { SummaryAsked } from './recordSummary';
import { isSameVersion, lookAt, type FileVersion } from './stats';
import { Turns } from './turns';

/**
 * Reads records' files without holding the extension host up: small ones in turn with everything else, large ones in a thread of its own
 * (on the host as well where no thread can be started: scripts). A file that ended the thread is not read again in this state, unless
 * somebody asks for it.
 */
export class RecordReader implements Disposable {
  /** For all that is done with many records at a time on the host. */
  readonly turns = new Turns();
  private readonly thread: ReaderThread | undefined;
  private readonly tooHeavy = new Map<RecordId, FileVersion>();

  constructor(startThread: StartThread | undefined) {
    this.thread = startThread && new ReaderThread(startThread);
  }

  /** True for a file that is read in the thread: it may take a while. */
  isLarge({ size }: FileVersion): boolean {
    return this.thread !== undefined && size > maxReadOnHost && size <= maxFileSize;
  }

  /** Reads and verifies a record's file; undefined when there is none. */
  async log(asked: FileAsked): Promise<ReadingResults['log']> {
    const outcome = await this.read({ what: 'log', ...asked, heads: [] });
    return outcome.ok ? outcome.value : outcome;
  }

  /** Makes a log of what a merge has left of a file (`mendLog`); undefined when there is no file. */
  async mended(asked: FileAsked, copies: readonly string[]): Promise<ReadingResults['mended']> {
    const outcome = await this.read({ what: 'mended', ...asked, heads: [], copies });
    return outcome.ok ? outcome.value : outcome;
  }

  /** Reads a record's file for the lists, which has just been looked at. */
  async summary(asked: SummaryAsked, version: FileVersion): Promise<ReadingResults['summary']> {
    const outcome = await this.read({ what: 'summary', ...asked }, version);
    return outcome.ok ? outcome.value : { summary: { fault: outcome.error } };
  }

  /** Remembers from an earlier time that a file ended the thread. */
  remember(id: RecordId, version: FileVersion): void {
    this.tooHeavy.set(id, version);
  }

  /** Reads a file the next time although it ended the thread. */
  tryAgain(id: RecordId): void {
    this.tooHeavy.delete(id);
  }

  dispose(): void {
    this.thread?.dispose();
  }

  private async read<W extends keyof ReadingResults>(asked: Reading<W>, seen?: FileVersion): Promise<Result<ReadingResults[W], FileFault>> {
    const version = seen ?? (await lookAt(asked.file));
    if (!this.thread || typeof version !== 'object' || !this.isLarge(version))
      return success(await readings[asked.what](asked, () => this.turns.next()));
    const heavy = this.tooHeavy.get(asked.id);
    if (heavy && isSameVersion(heavy, version)) return failure({ code: 'tooHeavy', detail: '' });
    const outcome = await this.thread.ask(asked);
    if (!outcome.ok && outcome.error.code === 'tooHeavy') this.tooHeavy.set(asked.id, version);
    return outcome;
  }
}
