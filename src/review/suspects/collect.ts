import { companyEvidence, latestEvidence, noveltyEvidence } from './companyEvidence';
import { withCurrentNames } from './currentNames';
import { largest, type EvidenceColumns, type KnownCommit } from './evidence';
import { pastEvidence, pastScores } from './pastEvidence';
import type { Query } from './query';
import type { TermScores } from './termScores';
import { timeEvidence } from './timeEvidence';
import { traceEvidence } from './traceEvidence';
import type { Vocabulary } from './vocabulary';
import { mergeEvidence, spellingEvidence, wordEvidence } from './wordEvidence';

/** A report against the commits of a window, newest first, and the commits before it. */
export interface EvidenceSources {
  readonly query: Query;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  readonly commits: readonly KnownCommit[];
  readonly past: readonly KnownCommit[];
  /** The merge that brought a commit, by the commit's hash. */
  readonly brought?: ReadonlyMap<string, KnownCommit>;
  readonly vocabulary: Vocabulary;
}

/** All evidence of a query, by name. */
export interface Evidence {
  /** The commits it is about, with the names their files have now. */
  readonly commits: readonly KnownCommit[];
  readonly columns: EvidenceColumns;
  readonly scores: TermScores;
}

/** Collects every kind of evidence, in steps between which others may have their turn. Pure: the same sources give the same values. */
export function* collectEvidence({
  query,
  firstSeen,
  commits: written,
  past: before,
  brought = new Map(),
  vocabulary,
}: EvidenceSources): Generator<undefined, Evidence> {
  const named = withCurrentNames([...written, ...before]);
  const [commits, past] = [named.slice(0, written.length), named.slice(written.length)];
  yield;
  const words = wordEvidence(query, commits, vocabulary);
  const { scores } = words;
  yield;
  const spoken = pastScores(query, past, vocabulary);
  const kinds: readonly (() => EvidenceColumns)[] = [
    () => spellingEvidence(query, commits, vocabulary),
    () => timeEvidence(commits, firstSeen),
    () => traceEvidence(query.trace, commits, vocabulary),
    () => pastEvidence(query, commits, past, spoken, vocabulary),
    () => noveltyEvidence(scores, commits, spoken.found),
    () => latestEvidence(scores, commits, firstSeen),
    () => mergeEvidence(query, commits, brought, vocabulary),
    () => companyEvidence(scores, commits, firstSeen),
  ];
  const columns: Record<string, Float64Array> = { ...words.columns };
  for (const evidence of kinds) {
    yield;
    Object.assign(columns, evidence());
  }
  const whole = (value: number): Float64Array => new Float64Array(commits.length).fill(value);
  return {
    commits,
    scores,
    columns: {
      ...columns,
      commits: whole(commits.length),
      bestCover: whole(largest(scores.cover)),
      askedFor: whole(scores.weights.reduce((sum, weight) => sum + weight, 0)),
    },
  };
}
