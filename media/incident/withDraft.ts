import type { Incident } from '../../src/domain/incident/incident';
import { withAnswers } from '../../src/domain/incident/saving';
import type { PriorityMatrix } from '../../src/domain/vocabulary/priority';
import type { Edited } from '../form/model';

/** The incident as it would be with the draft saved: what the foot judges the gate by while one types. */
export function withDraft(incident: Incident, { draft }: Edited, matrix: PriorityMatrix): Incident {
  return withAnswers(incident, draft.patch, matrix);
}
