import type { IncidentValues } from '../../src/domain/incident/forms';
import { fieldBelongsToStep } from '../../src/domain/incident/forms';
import type { Incident } from '../../src/domain/incident/incident';
import { asksMatrix, priorityBy } from '../../src/domain/incident/priority';
import type { PriorityMatrix } from '../../src/domain/vocabulary/priority';
import type { StepId } from '../../src/domain/vocabulary/steps';
import { shownValues, type Edited } from '../form/model';

/** The incident as it would be with the draft saved: what the foot judges the gate by while one types. */
export function withDraft(incident: Incident, edited: Edited<IncidentValues>, matrix: PriorityMatrix): Incident {
  const values = shownValues(edited);
  return {
    ...incident,
    // A change of any answer takes back what was given for the answers before it.
    ...(Object.keys(edited.draft.patch).length > 0 && { finalReport: undefined, signOff: undefined }),
    values,
    priority: asksMatrix(edited.draft.patch) ? priorityBy(matrix, values) : incident.priority,
  };
}

/** Chooses the fields that a step's form may change. */
export function belongsTo(step: StepId): (field: string) => boolean {
  return field => fieldBelongsToStep(field, step);
}
