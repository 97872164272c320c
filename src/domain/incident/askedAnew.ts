import type { Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { isEarlier, stepIds, type StepId } from '../vocabulary/steps';
import type { FieldId, IncidentPatch, IncidentValues } from './forms';
import { reviewFields } from './review';

/** Set on the way to step 5. */
export const windowFields = ['observeFrom', 'observeUntil'] as const satisfies readonly FieldId[];

/** Answers that are not true any more once the incident stands before or at the step that asks them: the reviews, and the observation. */
const answersOf: Readonly<Partial<Record<StepId, readonly FieldId[]>>> = {
  analyse: Object.values(reviewFields).flatMap(({ outcome, match }) => [outcome, match]),
  monitor: [...windowFields, 'endedEarlyReason', 'recurrence', 'recurrenceReason', 'effectivenessConfirmedBy'],
};

const fields: ReadonlySet<string> = new Set(Object.values(answersOf).flat());

/** What going back to a step, or reopening at it, takes out of the forms: the reviews from step 3 back, the observation from step 5 back. */
export function askedAnew(to: StepId, values: IncidentValues): IncidentPatch {
  const steps = stepIds.filter(step => !isEarlier(step, to));
  const answered = steps.flatMap(step => answersOf[step] ?? []).filter(field => !isBlank(values[field]));
  return Object.fromEntries(answered.map(field => [field, null]));
}

/** What of a patch is more than that: an entry that goes back writes nothing else, but for the observation that begins anew at step 5. */
export function notAskedAnew(to: StepId, patch: Patch): Patch {
  const isWindow = (field: string): boolean => to === 'monitor' && windowFields.some(known => known === field);
  return Object.fromEntries(Object.entries(patch).filter(([field, change]) => !isWindow(field) && !(change === null && fields.has(field))));
}
