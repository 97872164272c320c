import { companyEvidence, noveltyEvidence } from './companyEvidence';
import { largest, type EvidenceColumns, type KnownCommit } from './evidence';
import { pastEvidence } from './pastEvidence';
import type { Query } from './query';
import type { TermScores } from './termScores';
import { timeEvidence } from './timeEvidence';
import { traceEvidence } from './traceEvidence';
import type { Vocabulary } from './vocabulary';
import { spellingEvidence, wordEvidence } from './wordEvidence';

/** A report against the commits of a window, newest first, and the commits before it. */
export interface EvidenceSources {
  readonly query: Query;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  readonly commits: readonly KnownCommit[];
  readonly past: readonly KnownCommit[];
  readonly vocabulary: Vocabulary;
}

/** All evidence of a query, by name. */
export interface Evidence {
  readonly columns: EvidenceColumns;
  readonly scores: TermScores;
}

/** Collects every kind of evidence. Pure: the same sources give the same values. */
export function collectEvidence({ query, firstSeen, commits, past, vocabulary }: EvidenceSources): Evidence {
  const words = wordEvidence(query, commits, vocabulary);
  const { scores } = words;
  const whole = (value: number): Float64Array => new Float64Array(commits.length).fill(value);
  return {
    scores,
    columns: {
      ...words.columns,
      ...spellingEvidence(query, commits, vocabulary),
      ...timeEvidence(commits, firstSeen),
      ...traceEvidence(query.trace, commits, vocabulary),
      ...pastEvidence(query, commits, past, vocabulary),
      ...noveltyEvidence(scores, commits, past),
      ...companyEvidence(scores, commits, firstSeen),
      commits: whole(commits.length),
      bestCover: whole(largest(scores.cover)),
      askedFor: whole(scores.weights.reduce((sum, weight) => sum + weight, 0)),
    },
  };
}
