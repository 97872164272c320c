import * as z from 'zod';
import { instantSchema, type Instant } from '../foundation/time';
import { interfaceParties } from '../vocabulary/parties';
import type { Row } from './forms';
import type { Incident } from './incident';
import type { HandOverTime } from './timelyWrites';

/** Longest name that is kept of whom a hand-over went to, in UTF-16 code units. */
const longestName = 100;

/** A hand-over that was made: to which party, when, when the other side took note of it, and over which interface of the register, or to whom where the row names none. */
export const handedOverSchema = z.object({
  party: z.enum(interfaceParties),
  at: instantSchema,
  acknowledgedAt: instantSchema.optional(),
  over: z.string().optional(),
  to: z.string().optional(),
});

/** A hand-over that was made. */
export type HandedOver = Readonly<z.infer<typeof handedOverSchema>>;

/**
 * The rows of hand-overs as they count: without a time that lay ahead whenever it was written. Nobody has handed over, or acknowledged, at a time that was
 * to come, also once it has come.
 */
export function countedHandOvers({ values, timely }: Pick<Incident, 'values' | 'timely'>): readonly Row<'handOvers'>[] {
  return (values.handOvers ?? []).map(row => {
    const counted = (column: HandOverTime): Instant | undefined => {
      const time = row[column];
      return time !== undefined && timely.has(row.id, column, time) ? time : undefined;
    };
    return { ...row, at: counted('at'), acknowledgedAt: counted('acknowledgedAt') };
  });
}

/** The hand-overs of an incident that were made (M 6.124). */
export function handOversMade(incident: Pick<Incident, 'values' | 'interfaces' | 'timely'>): HandedOver[] {
  return countedHandOvers(incident).flatMap(({ id, interface: party, at, acknowledgedAt, person }) => {
    const over = incident.interfaces.get(id);
    return party && at !== undefined ? [{ party, at, acknowledgedAt, over, to: over ? undefined : person?.slice(0, longestName) }] : [];
  });
}
