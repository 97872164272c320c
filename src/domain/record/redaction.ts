import { incidentPrefix } from '../vocabulary/incidentPrefix';
import * as z from 'zod';
import { Ancestry } from './ancestry';
import { hashSchema, type RecordEvent } from './event';
import { isBlank } from '../foundation/blank';
import { anyIdSchema, hasPrefix, type AnyId } from './ids';
import { refusedAction } from '../vocabulary/permissions';
import { holdToTakeAway, personPrefix, type Register } from '../vocabulary/register';
import type { RecordState } from './state';

/** What an entry holds that takes the content of another one away: which entry of which record, and why. */
export const redactedSchema = z.object({ record: anyIdSchema, entry: hashSchema, reason: z.string().min(1).max(10_000) });

/** What redactions are called in incidents of the first format. */
const firstRedaction = 'incident.redacted';
const redactionTypes: readonly string[] = ['record.redacted', firstRedaction];

/** True for the type of an entry that redacts another: it can itself not be redacted, or the trace would go with it. */
export function isRedaction(type: string): boolean {
  return redactionTypes.includes(type);
}

/** True for what makes the register of people: it is read from its beginning, and who took an entry out of it would rewrite what counted. */
function isOfRegister(record: AnyId, type: string): boolean {
  return hasPrefix(personPrefix, record) && (type === 'record.captured' || type === 'record.updated');
}

/**
 * The redactions that count, by the id of the entry each takes away: made by a role that may redact, which by the `register` of people they held
 * then (`holdToTakeAway`), and by somebody who had seen the entry. Without a register every role was an agreement. `timeline` is in causal order.
 */
export function redactionsIn(timeline: readonly RecordEvent[], register?: Register): ReadonlyMap<string, RecordEvent> {
  const found = new Map<string, RecordEvent>();
  if (!timeline.some(({ type }) => isRedaction(type))) return found;
  const ancestry = new Ancestry(timeline);
  const typeOf = new Map(timeline.map(({ id, type }) => [id, type]));
  for (const event of timeline) {
    ancestry.enter(event);
    if (!isRedaction(event.type) || refusedAction(event.by.role, 'redact', holdToTakeAway(register, event.by, event.at))) continue;
    const parsed = redactedSchema.safeParse(event.data);
    if (!parsed.success || (event.type === firstRedaction && !hasPrefix(incidentPrefix, parsed.data.record))) continue;
    const { record, entry } = parsed.data;
    const type = typeOf.get(entry) ?? '';
    if (!isRedaction(type) && !isOfRegister(record, type) && ancestry.hasSeen(entry) && !found.has(entry)) found.set(entry, event);
  }
  return found;
}

/** The redactions whose entries have no content any more, by the id of the entry: also those that did not count, but took it away before. */
export function redactionsDone(timeline: readonly RecordEvent[]): ReadonlyMap<string, RecordEvent> {
  const gone = new Set(timeline.filter(({ data }) => data === null).map(({ id }) => id));
  return new Map([...redactionsIn(timeline)].filter(([entry]) => gone.has(entry)));
}

/** The entries without the content of those that are redacted (`redactionsIn`); nothing else changes. */
export function withoutRedacted(timeline: readonly RecordEvent[], register?: Register): readonly RecordEvent[] {
  const redactions = redactionsIn(timeline, register);
  if (redactions.size === 0) return timeline;
  return timeline.map(event => (redactions.has(event.id) && event.data !== null ? { ...event, data: null } : event));
}

/** The entries without the content of one of them. */
export function withoutContent(timeline: readonly RecordEvent[], entry: string): readonly RecordEvent[] {
  return timeline.map(event => (event.id === entry ? { ...event, data: null } : event));
}

/** Why an entry is not redacted: it is not there or its content is gone, no reason is given, or more than words would go with it. */
export interface RedactionRefusal {
  readonly code: 'noSuchEntry' | 'reasonMissing' | 'carriesState';
}

/** The refusal that needs no look at the state of the record. */
export function refusedRedaction(
  { id: record, timeline }: Pick<RecordState, 'id' | 'timeline'>,
  entry: string,
  reason: string,
): RedactionRefusal | undefined {
  const event = timeline.find(({ id }) => id === entry);
  if (!event || event.data === null || isRedaction(event.type)) return { code: 'noSuchEntry' };
  if (isOfRegister(record, event.type)) return { code: 'carriesState' };
  return isBlank(reason) ? { code: 'reasonMissing' } : undefined;
}
