import type { Patch } from '../forms/field';
import type { Instant } from '../foundation/time';
import { isAhead } from './gateTimes';
import { rowsIn } from './keptEvidence';

/** The times that a hand-over has: when it was made, and when it was acknowledged. */
export type HandOverTime = 'at' | 'acknowledgedAt';

/**
 * The times of hand-overs that somebody wrote when they had come. What was only ever written with a time ahead counts as none, also once that has
 * come; who writes the same beside somebody else, and dates it back, takes nothing away.
 */
export class TimelyWrites {
  private readonly written = new Set<string>();

  /** A patch was written at a time. */
  note(patch: Patch, at: Instant): void {
    for (const [row, cells] of rowsIn(patch, 'handOvers'))
      for (const column of ['at', 'acknowledgedAt'] as const) {
        const time = cells?.[column];
        if (typeof time === 'string' && !isAhead(time, at)) this.written.add(keyOf(row, column, time));
      }
  }

  /** True for a time of a row that somebody wrote when it had come. */
  has(row: string, column: HandOverTime, time: Instant): boolean {
    return this.written.has(keyOf(row, column, time));
  }
}

function keyOf(row: string, column: HandOverTime, time: Instant): string {
  return `${column} ${time} ${row}`;
}
