import * as z from 'zod';
import { hashSchema, maxParents, type RecordEvent } from './event';
import { ancestorsOf } from './log';

/** The heads of the log that somebody was shown when they decided. */
export const seenSchema = z.array(hashSchema).max(maxParents);

/** A decision was refused: what it is about has changed since the person was shown it. */
export interface ChangedSinceSeen {
  readonly code: 'changedSinceSeen';
}

/**
 * The refusal of a decision that somebody made on what they were shown (`seen`; undefined where nothing was shown): `coveredIn` says what
 * the decision covers in a log, comparable.
 */
export function changedSinceSeen(
  timeline: readonly RecordEvent[],
  seen: readonly string[] | undefined,
  coveredIn: (timeline: readonly RecordEvent[]) => string,
): ChangedSinceSeen | undefined {
  if (seen === undefined || coveredIn(timeline) === coveredIn(ancestorsOf(timeline, seen))) return undefined;
  return { code: 'changedSinceSeen' };
}
