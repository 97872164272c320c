import { companyEvidence, noveltyEvidence } from './companyEvidence';
import { largest, type Columns, type KnownCommit } from './evidence';
import { pastEvidence } from './pastEvidence';
import type { Question } from './question';
import type { TermScores } from './termScores';
import { timeEvidence } from './timeEvidence';
import { traceEvidence } from './traceEvidence';
import type { Vocabulary } from './vocabulary';
import { spellingEvidence, wordEvidence } from './wordEvidence';

/** A report against the commits of a window, newest first, and the commits before it. */
export interface Inquiry {
  readonly question: Question;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  readonly commits: readonly KnownCommit[];
  readonly past: readonly KnownCommit[];
  readonly vocabulary: Vocabulary;
}

/** All evidence of an inquiry, by name. */
export interface Evidence {
  readonly columns: Columns;
  readonly scores: TermScores;
}

/** Collects every kind of evidence. Pure: the same inquiry gives the same values. */
export function collectEvidence({ question, firstSeen, commits, past, vocabulary }: Inquiry): Evidence {
  const words = wordEvidence(question, commits, vocabulary);
  const { scores } = words;
  const whole = (value: number): Float64Array => new Float64Array(commits.length).fill(value);
  return {
    scores,
    columns: {
      ...words.columns,
      ...spellingEvidence(question, commits, vocabulary),
      ...timeEvidence(commits, firstSeen),
      ...traceEvidence(question.trace, commits, vocabulary),
      ...pastEvidence(question, commits, past, vocabulary),
      ...noveltyEvidence(scores, commits, past),
      ...companyEvidence(scores, commits, firstSeen),
      commits: whole(commits.length),
      bestCover: whole(largest(scores.cover)),
      askedFor: whole(scores.weights.reduce((sum, weight) => sum + weight, 0)),
    },
  };
}
