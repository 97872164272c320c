import { millisecondsBetween, type Instant } from '../foundation/time';
import { clockTolerance } from '../record/notice';
import type { FieldId, IncidentValues } from './forms';
import type { GateCondition } from './gateCondition';

/** The times in the order in which they must be. */
const order = ['occurredAt', 'detectedAt', 'restoredAt'] as const satisfies readonly FieldId[];

/** The condition that occurred ≤ detected ≤ restored ≤ now, with a tolerance of five minutes; it names the first time that contradicts an earlier one. */
export function timesInOrder(values: IncidentValues, now: Instant): GateCondition {
  const known = order.flatMap(field => (values[field] === undefined ? [] : [{ field, at: values[field] }]));
  const wrong = known.find(
    ({ at }, index) =>
      millisecondsBetween(now, at) > clockTolerance ||
      known.slice(0, index).some(earlier => millisecondsBetween(at, earlier.at) > clockTolerance),
  );
  return { code: 'timesInOrder', met: wrong === undefined, field: wrong?.field ?? 'detectedAt' };
}
