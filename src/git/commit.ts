import type { Instant } from '../domain/foundation/time';

/** A file a commit touched; `oldPath` where it was renamed. Bytes of a name that are not UTF-8 are U+FFFD. */
export interface ChangedFile {
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'other';
  readonly path: string;
  readonly oldPath?: string;
  /** Set where it was renamed and nothing else. */
  readonly isOnlyMoved?: true;
}

/** A commit as the history tells it. Every text in it is somebody else's: show it as text only. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  /** When it was written. */
  readonly at: Instant;
  /** When it came into this history: later than `at` for what was rebased or picked. */
  readonly committedAt: Instant;
  /** Cut after ten thousand characters, with an ellipsis. */
  readonly subject: string;
  /** Cut after a hundred thousand characters, with an ellipsis. */
  readonly body: string;
  readonly files: readonly ChangedFile[];
}

/** Lines that a commit replaced in one place, counted from 1; `oldLines` or `newLines` is 0 where it only added or removed. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** The line git shows beside the place, usually the head of the function; empty where it knows none. */
  readonly context: string;
}
