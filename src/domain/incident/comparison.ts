import type { Period } from './period';

/** What is held against the period before. */
export type ComparedFigure = 'recorded' | 'completed' | 'open' | 'p1' | 'security' | 'inTime' | 'restore' | 'reopened';

/** A number, a number of so many, or a length in milliseconds; undefined where there is none. */
export type ComparedValue = { readonly count: number; readonly of?: number } | { readonly length: number } | undefined;

/** A figure of a period beside that of the one before, and whether it is worse or better by more than chance; absent where that is not tested. */
export interface ComparedRow {
  readonly figure: ComparedFigure;
  readonly now: ComparedValue;
  readonly before: ComparedValue;
  readonly change?: 'worse' | 'better' | 'same';
}

/** A period beside the one before it; where the records begin only later, what cannot be compared has no `before`. */
export interface Comparison {
  readonly before: Period | undefined;
  readonly rows: readonly ComparedRow[];
}
