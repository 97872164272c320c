import { millisecondsBetween, type Instant } from '../foundation/time';
import { clockTolerance } from '../record/remark';
import type { FieldId, IncidentValues } from './forms';
import type { GateCondition } from './gateCondition';

/** The times in the order in which they must be. */
const order = ['occurredAt', 'detectedAt', 'restoredAt'] as const satisfies readonly FieldId[];
/** Times of what has happened, in no order of their own. */
const past = [...order, 'awareSince', 'usersInformedAt'] as const satisfies readonly FieldId[];
/** The same in rows. */
const pastInRows = {
  evidence: ['capturedAt'],
  handOvers: ['at', 'acknowledgedAt'],
  duties: ['awareAt', 'countsFrom', 'sentAt'],
  measures: ['doneAt'],
  restoration: ['at'],
  procedureSteps: ['at'],
  checks: ['at'],
  followUps: ['doneAt'],
} as const satisfies Partial<Record<FieldId, readonly string[]>>;

/**
 * The condition that occurred ≤ detected ≤ restored, and that nothing that has happened lies ahead of now, with a tolerance of five minutes:
 * a clock that counts from a time to come would never be over. It names the first time that is not so.
 */
export function timesInOrder(values: IncidentValues, now: Instant): GateCondition {
  const wrong = outOfOrder(values) ?? past.find(field => isAhead(values[field], now));
  if (wrong !== undefined) return { code: 'timesInOrder', met: false, field: wrong };
  return { code: 'timesInOrder', met: true, field: 'detectedAt', ...rowAhead(values, now) };
}

function outOfOrder(values: IncidentValues): FieldId | undefined {
  const known = order.flatMap(field => (values[field] === undefined ? [] : [{ field, at: values[field] }]));
  return known.find(({ at }, index) => known.slice(0, index).some(earlier => millisecondsBetween(at, earlier.at) > clockTolerance))?.field;
}

function rowAhead(values: IncidentValues, now: Instant): Pick<GateCondition, 'met' | 'field' | 'row'> | undefined {
  for (const [field, columns] of Object.entries(pastInRows) as [keyof typeof pastInRows, readonly string[]][]) {
    const rows: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[] = values[field] ?? [];
    const row = rows.find(cells => columns.some(column => isAhead(cells[column], now)));
    if (row) return { met: false, field, row: row.id };
  }
  return undefined;
}

/** True for a time that lies ahead of another, by more than honest clocks are apart. */
export function isAhead(at: unknown, now: Instant): boolean {
  return typeof at === 'string' && millisecondsBetween(now, at) > clockTolerance;
}
