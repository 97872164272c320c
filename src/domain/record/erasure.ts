import { incidentPrefix } from '../vocabulary/incidentPrefix';
import * as z from 'zod';
import { holdToTakeAway, type Register } from '../vocabulary/register';
import { refusedAction } from '../vocabulary/permissions';
import type { RecordEvent } from './event';
import { anyIdSchema, hasPrefix } from './ids';
import { withoutRedacted } from './redaction';
import { stampOf, type Stamp } from './stamp';

/** What the entry holds by which a record was erased: of which record, how many entries it had, the year in which it was completed, and why. */
export const erasedSchema = z.object({
  record: anyIdSchema,
  entries: z.int().min(1),
  completed: z.int().min(1970).max(9999),
  reason: z.string().min(1).max(10_000),
  /** It did not go to all (`isConfined`), and neither does that it was there. */
  confined: z.literal(true).optional(),
});

/** What is left of a record that was erased: who did it, when, and what the entry says. */
export type Erased = Stamp & Readonly<z.infer<typeof erasedSchema>>;

/** The type of the entry by which a record is erased. */
export const erasureType = 'record.erased';

/**
 * The tombstone of a record (M 6.134: a trace that it existed): the entry by which somebody erased it who may, which by the `register` of people they
 * held then; of several the one with the smallest id, so that it is the same everywhere. It wins over every other entry. It depends on itself and
 * the register alone: what it stood on is gone. Without a register every role was an agreement.
 */
export function tombstoneIn(events: readonly RecordEvent[], register: Register | undefined): RecordEvent | undefined {
  let found: RecordEvent | undefined;
  for (const event of events)
    if (event.type === erasureType && mayErase(event, register) && erasedIn(event) && (!found || event.id < found.id)) found = event;
  return found;
}

function mayErase({ by, at }: Stamp, register: Register | undefined): boolean {
  return refusedAction(by.role, 'erase', holdToTakeAway(register, by, at)) === undefined;
}

/** Incidents alone are erased: who took a person's record away would rewrite what counted by the register. */
function erasedIn({ data, at, by }: Pick<RecordEvent, 'data' | 'at' | 'by'>): Erased | undefined {
  const parsed = erasedSchema.safeParse(data);
  return parsed.success && hasPrefix(incidentPrefix, parsed.data.record) ? { ...stampOf({ at, by }), ...parsed.data } : undefined;
}

/** The entries without what was taken away: those of an erased record, and the content of redacted ones. `timeline` is in causal order. */
export function withoutTakenAway(timeline: readonly RecordEvent[], register: Register | undefined): readonly RecordEvent[] {
  const tombstone = tombstoneIn(timeline, register);
  return tombstone ? [tombstone] : withoutRedacted(timeline, register);
}

/** True for a log that is nothing but a tombstone, whoever made it. */
export function isTombstone(events: readonly RecordEvent[]): boolean {
  return events.length === 1 && events[0]?.type === erasureType;
}

/** What the log of an erased record gives, of which nothing is open; for any other that it was not erased. */
export function remainsOf(timeline: readonly RecordEvent[]): { readonly erased: Erased | undefined; readonly open?: false } {
  const [entry] = timeline;
  const erased = entry && isTombstone(timeline) ? erasedIn(entry) : undefined;
  return { erased, ...(erased && { open: false as const }) };
}
