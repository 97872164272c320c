import * as z from 'zod';
import { hashSchema, maxParents, type RecordEvent } from './event';
import { ancestorsOf, headsOf } from './log';

/** The heads of the log that somebody was shown when they decided. */
export const seenSchema = z.array(hashSchema).max(maxParents);

/** A decision was refused: what it is about has changed since the person was shown it. */
export interface ChangedSinceSeen {
  readonly code: 'changedSinceSeen';
}

/**
 * The refusal of a decision that somebody made on what they were shown (`seen`; undefined where nothing was shown): `coveredIn` says what
 * the decision covers in a log, comparable. Costs nothing while nobody has added anything.
 */
export function changedSinceSeen(
  timeline: readonly RecordEvent[],
  seen: readonly string[] | undefined,
  coveredIn: (timeline: readonly RecordEvent[]) => string,
): ChangedSinceSeen | undefined {
  if (seen === undefined || sameHeads(headsOf(timeline), seen)) return undefined;
  return coveredIn(timeline) === coveredIn(ancestorsOf(timeline, seen)) ? undefined : { code: 'changedSinceSeen' };
}

function sameHeads(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(head => b.includes(head));
}
