import type { CommitDocument } from './commitDocument';

/** A commit whose words are known: what evidence is drawn from. */
export interface KnownCommit {
  readonly sha: string;
  /** When it came into this history, in milliseconds since 1970. */
  readonly committedAt: number;
  readonly files: readonly string[];
  /** How many more it touches: of a commit with very many the first ones are kept. */
  readonly moreFiles?: number;
  /** Which of its files had another name before: new and old name. */
  readonly renamed?: readonly (readonly [path: string, oldPath: string])[];
  /** Which of its files it has renamed and nothing else. */
  readonly moved?: readonly string[];
  /** The files that it has changed by the names that they had then, where some of them have others now. */
  readonly changedThen?: readonly string[];
  readonly subject: string;
  readonly author: string;
  /** Hashes, maybe shortened, of commits that its message names as faulty: `Fixes:` trailers and reverts. */
  readonly blames?: readonly string[];
  readonly document: CommitDocument;
}

/** The files of a commit without those that it has only moved. */
export function changedFiles({ files, moved }: Pick<KnownCommit, 'files' | 'moved'>): readonly string[] {
  const only = new Set(moved);
  return moved ? files.filter(path => !only.has(path)) : files;
}

/** Values of some kinds of evidence, by name: one number for each commit, in the order of the commits; 0 says nothing. */
export type EvidenceColumns = Readonly<Record<string, Float64Array>>;

/** The largest of some numbers; 0 for none. */
export function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** The mean of some numbers; 0 for none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
