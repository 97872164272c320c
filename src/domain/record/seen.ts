import * as z from 'zod';
import { hashSchema, maxParents, type RecordEvent } from './event';
import { ancestorsOf } from './log';

/** The heads of the log that somebody was shown when they decided. */
export const seenSchema = z.array(hashSchema).max(maxParents).readonly();

/** Such heads. */
export type Seen = z.infer<typeof seenSchema>;

/** A decision was refused: what it is about has changed since the person was shown it. */
export interface ChangedSinceSeen {
  readonly code: 'changedSinceSeen';
}

/**
 * The refusal of a decision that somebody made on what they were shown (`seen`; undefined where nothing was shown): `covered` says what
 * the decision covers of a record, comparable, and `fold` makes the record as it was shown.
 */
export function changedSinceSeen<R extends { readonly timeline: readonly RecordEvent[] }>(
  record: R,
  seen: Seen | undefined,
  fold: (events: readonly RecordEvent[]) => R,
  covered: (record: R) => string,
): ChangedSinceSeen | undefined {
  if (seen === undefined || covered(record) === covered(fold(ancestorsOf(record.timeline, seen)))) return undefined;
  return { code: 'changedSinceSeen' };
}
