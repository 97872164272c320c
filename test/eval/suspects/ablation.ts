import type { EvidenceColumns } from '../../../src/review/suspects/evidence';
import { featuresOf } from '../../../src/review/suspects/features';
import { Scorer, type SuspectModel } from '../../../src/review/suspects/model';

const partsOfDiff = ['code', 'functions', 'added', 'removed', 'strings', 'comments', 'tests', 'documents'] as const;

/** Kinds of evidence, each with the columns that only it fills; none stands in two but the parts, which are words, too. */
export const evidenceKinds = {
  words: ['all', 'message', 'subject', 'paths', ...partsOfDiff, 'cover'],
  title: ['titleAll', 'titleMessage', 'titleCode', 'titleCover'],
  partsOfDiff,
  spellings: ['initials', 'together', 'shortened', 'shortenedInMessage'],
  time: ['days', 'rank', 'recent', 'newest'],
  traces: ['traceFunction', 'traceNames', 'traceFile', 'traceFiles', 'hasTrace'],
  past: ['profile', 'profileMean', 'pastBest', 'learntAll', 'learntMessage', 'learntCode'],
  novelty: ['firstInCode', 'firstInMessage', 'newInCode', 'newInMessage', 'lastInCode', 'lastInFunction'],
  company: ['fileHeat', 'fileHeatMean', 'fileHeatSum', 'followed', 'corrected', 'latestOfFile'],
  merge: ['broughtMessage'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EvidenceKind = keyof typeof evidenceKinds;

/** What tells one window from another, not one commit from the next: it stays whatever is taken away. */
export const ofTheWindow: readonly string[] = ['commits', 'bestCover', 'askedFor'];

/** Scores the evidence of one window with one kind of it taken away at a time: for each commit as if there were none of it. */
export class Ablation {
  private readonly scorer: Scorer;

  constructor(model: SuspectModel) {
    this.scorer = new Scorer(model);
  }

  /** The model's scores by commit; without a kind, with all evidence. */
  scores(columns: EvidenceColumns, size: number, kind?: EvidenceKind): Float64Array {
    const steps = this.scorer.score(featuresOf(kind ? withoutKind(columns, kind) : columns), size);
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  }
}

/** Nothing was found for any commit; of time, that all are as old as they are on average. */
function withoutKind(columns: EvidenceColumns, kind: EvidenceKind): EvidenceColumns {
  const average = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const taken = evidenceKinds[kind].map(name => {
    const values = columns[name] ?? new Float64Array();
    return [name, new Float64Array(values.length).fill(kind === 'time' ? average(values) : 0)] as const;
  });
  return { ...columns, ...Object.fromEntries(taken) };
}
