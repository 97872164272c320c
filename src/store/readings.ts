import type { RecordEvent } from '../domain/record/event';
import type { Result } from '../domain/foundation/result';
import type { FileFault } from './fault';
import type { StoredLog } from './readLog';
import { mendRecordFile, readRecordFile, type WaitForTurn } from './recordFile';
import { sumUpRecordFile, type SummaryAsked, type SummedUp } from './recordSummary';

/** What a record's file can be read for, with what comes of it: a log is undefined when there is no file. */
export interface ReadingResults {
  readonly log: Result<StoredLog | undefined, FileFault>;
  readonly mended: Result<StoredLog | undefined, FileFault>;
  readonly summary: SummedUp;
}

/** One file to be read. */
export interface Reading<W extends keyof ReadingResults = keyof ReadingResults> extends SummaryAsked {
  readonly what: W;
  /** What git keeps of both sides of a merge, to mend it with. */
  readonly copies?: readonly string[];
}

/** How each is done, wherever: on the extension host, where what is costly waits for its `turn`, or in a thread of its own. */
export const readings: { readonly [W in keyof ReadingResults]: (asked: Reading<W>, turn?: WaitForTurn) => Promise<ReadingResults[W]> } = {
  log: readRecordFile,
  mended: (asked, turn) => mendRecordFile(asked, asked.copies ?? [], turn),
  summary: sumUpRecordFile,
};

/** What the host says to the thread: read this, or that it takes the next portion. */
export type ToThread = Reading | 'more';

/** What the thread says: that it runs, a portion of the entries of a log, or the rest of the answer. */
export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'portion'; readonly events: readonly RecordEvent[] }
  | { readonly type: 'answer'; readonly answer: ReadingResults[keyof ReadingResults] };

/** The log in an answer, whose entries cross in portions. */
export function logIn(answer: ReadingResults[keyof ReadingResults]): StoredLog | undefined {
  return 'ok' in answer && answer.ok ? answer.value : undefined;
}

/** Values in one portion: taking it over costs the host some milliseconds (measured: 2 million a second). */
const portionSize = 10_000;
/** Characters that cost as much as a value. */
const charactersPerValue = 250;

/** Cuts entries into portions, none of which holds the host up; an entry is never cut. */
export function* portionsOf(events: readonly RecordEvent[]): Generator<readonly RecordEvent[]> {
  let [portion, size]: [RecordEvent[], number] = [[], 0];
  for (const event of events) {
    portion.push(event);
    size += sizeOf(event);
    if (size < portionSize) continue;
    yield portion;
    [portion, size] = [[], 0];
  }
  if (portion.length > 0) yield portion;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 1 + value.length / charactersPerValue;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + 1 + sizeOf(part), 1);
}
