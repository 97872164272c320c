import type { Patch } from '../forms/field';
import { applyPatch } from '../forms/values';
import { isBlank } from '../foundation/blank';
import type { EventDraft } from '../record/event';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { PriorityMatrix } from '../vocabulary/priority';
import type { StepId } from '../vocabulary/steps';
import type { DecisionContext } from './decisionContext';
import { allDuties } from './dutyDecision';
import { isDuplicateOf } from './duplicates';
import { incidentEvent } from './event';
import { incidentFields, type FieldId, type IncidentPatch, type IncidentValues } from './forms';
import type { Incident } from './incident';
import { refusedEvidence } from './keptEvidence';
import { asksMatrix, priorityBy } from './priority';
import type { IncidentRefusal } from './refusal';
import { isSecurityRelevant } from './security';

/** The entry that saves these answers, with the matrix where it is asked; none where nothing is answered. */
export function updated(step: StepId, patch: Patch, { priorityMatrix, restoreHours, ownDuties }: DecisionContext): readonly EventDraft[] {
  if (Object.keys(patch).length === 0) return [];
  const matrix = priorityMatrix.map(row => [...row]);
  const duties = decidedRules(patch, ownDuties);
  return [
    incidentEvent('record.updated', {
      step,
      patch: { ...patch },
      ...(asksMatrix(Object.keys(patch)) && { matrix, restoreHours }),
      ...(duties.length > 0 && { duties: [...duties] }),
    }),
  ];
}

/** The rules of the organisation's own duties that a patch decides, and of those that follow from what it decides. */
export function decidedRules(patch: IncidentPatch, ownDuties: readonly OwnDuty[]): readonly OwnDuty[] {
  const decided = new Set(dutiesIn(patch));
  for (let before = -1; before !== decided.size;) {
    before = decided.size;
    for (const { id, after } of ownDuties) if (after !== undefined && decided.has(after)) decided.add(id);
  }
  return ownDuties.filter(({ id }) => decided.has(id));
}

/** The duties that a patch says something about. */
function dutiesIn({ duties }: IncidentPatch): readonly string[] {
  return Object.keys(duties ?? {});
}

/** Why these answers are not taken: they name what is not there, change what is kept, or take a suspicion back without a reason of its own. */
export function refusedAnswers(incident: Incident, patch: Patch, context: DecisionContext): IncidentRefusal | undefined {
  return (
    unknownRecord(incident, patch, context) ??
    unknownDuty(incident, patch, context) ??
    refusedEvidence(incident.values, patch) ??
    unreasonedRelief(incident.values, patch)
  );
}

/**
 * What was held for a security incident, or may have been, is one no longer for a reason that is said along with it: the one that stands there
 * says the opposite (M 6.131).
 */
function unreasonedRelief(values: IncidentValues, patch: Patch): IncidentRefusal | undefined {
  const after = applyPatch<IncidentValues>(incidentFields, values, patch);
  if (!isSecurityRelevant(values) || isSecurityRelevant(after)) return undefined;
  const reasons = ['assessmentReason', 'couldBeSecurityReason'] as const satisfies readonly FieldId[];
  if (reasons.some(field => !isBlank(after[field]) && after[field] !== values[field])) return undefined;
  return { code: 'reasonMissing', field: 'assessment' in patch ? 'assessmentReason' : 'couldBeSecurityReason' };
}

/** The refusal of a patch that decides a duty that is none: neither of the table nor of the setting nor in the record already. */
function unknownDuty(incident: Incident, patch: IncidentPatch, { ownDuties }: DecisionContext): IncidentRefusal | undefined {
  const known = new Set([...allDuties(incident), ...ownDuties.map(({ id }) => id)]);
  const unknown = dutiesIn(patch).some(id => !known.has(id));
  return unknown ? { code: 'invalidField', field: 'duties', detail: 'unknown' } : undefined;
}

/** The incident as it would be with these answers saved: any change takes back the sign-off that was given for the answers before. */
export function withAnswers(incident: Incident, patch: Patch, matrix: PriorityMatrix): Incident {
  const values = applyPatch<IncidentValues>(incidentFields, incident.values, patch);
  const fields = Object.keys(patch);
  return {
    ...incident,
    ...(fields.length > 0 && { signOff: undefined }),
    values,
    priority: asksMatrix(fields) ? priorityBy(matrix, values) : incident.priority,
  };
}

/** The fields that name another record. */
const naming = ['duplicateOf', 'carriedOnBy'] as const satisfies readonly FieldId[];

/** The refusal of a patch that names a record that is not there, or the incident itself; as original also one that is its duplicate. */
function unknownRecord({ id }: Incident, patch: IncidentPatch, context: DecisionContext): IncidentRefusal | undefined {
  for (const field of naming) {
    const named = patch[field]?.trim() ?? '';
    if (named === '') continue;
    if (named === id || !context.exists(named)) return { code: 'noSuchRecord', field, named };
    if (field === 'duplicateOf' && isDuplicateOf(named, id, context)) return { code: 'noOriginal', named };
  }
  return undefined;
}
