import type { Instant } from '../domain/foundation/time';

/** A commit by its place in the history alone. */
export interface Revision {
  readonly sha: string;
  /** Milliseconds since 1970. */
  readonly committedAt: number;
  readonly parents: readonly string[];
}

/** A branch that is not merged. */
export interface Branch {
  /** Short, as people name it: `topic`, `origin/topic`. */
  readonly name: string;
  readonly sha: string;
  /** Milliseconds since 1970. */
  readonly committedAt: number;
  readonly subject: string;
}

/** Seconds as git prints them, in milliseconds since 1970: what is no time that a date can have is the beginning of time. */
export function millisecondsOf(seconds: string): number {
  return new Date(Number(seconds) * 1000).getTime() || 0;
}

/** Which part of the history to list. */
export interface HistoryQuery {
  readonly limit: number;
  readonly skip?: number;
  /** Only commits that touched this path (relative to the repository's root). */
  readonly path?: string;
  /** Not what this commit (a full hash) has already. */
  readonly without?: string;
}

/** Which revisions to list, newest first. */
export interface RevisionQuery {
  /** A name or hash to go back from; HEAD when not given. */
  readonly from?: string;
  readonly limit: number;
  /** Only what was committed until then; ISO 8601. */
  readonly until?: Instant;
  readonly withoutMerges?: boolean;
  /** Only the line of commits that a branch itself has had, not what was merged into it. */
  readonly firstParent?: boolean;
}
