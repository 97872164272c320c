import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { interfaceParties } from '../vocabulary/parties';
import type { Incident } from './incident';

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

/** The hand-overs of an incident that were made (M 6.124). */
export function handOversMade({ values, interfaces }: Pick<Incident, 'values' | 'interfaces'>): HandedOver[] {
  return (values.handOvers ?? []).flatMap(({ id, interface: party, at, acknowledgedAt, person }) => {
    const over = interfaces.get(id);
    return party && at !== undefined ? [{ party, at, acknowledgedAt, over, to: over ? undefined : person?.slice(0, longestName) }] : [];
  });
}
