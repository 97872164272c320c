import { fieldBelongsToStep } from '../../src/domain/incident/forms';
import { withOwnDuties, type DutySource } from '../../src/domain/incident/dutyDecision';
import type { Incident } from '../../src/domain/incident/incident';
import { withAnswers } from '../../src/domain/incident/saving';
import type { PriorityMatrix } from '../../src/domain/vocabulary/priority';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { GateContext } from '../../src/domain/incident/gateCondition';
import type { RecordMessage } from '../../src/protocol/recordPage';
import type { Edited } from '../form/model';
import { now } from '../shared/time';
import type { PageContext } from './context';

/** The incident as it would be with the draft saved: what the foot judges the gate by while one types. */
export function withDraft(incident: Incident, { draft }: Edited, matrix: PriorityMatrix): Incident {
  return withAnswers(incident, draft.patch, matrix);
}

/** What gates depend on here. Which records there are, and of what they are duplicates, only the host knows: it refuses what names none. */
export function gateContext({ releaseRule, ownDuties }: Pick<RecordMessage['rules'], 'releaseRule' | 'ownDuties'>): GateContext {
  return { now: now(), releaseRule, ownDuties, exists: () => true, originals: () => [] };
}

/** What decides about duties while one types: the answers as they stand in the form, the rules of the incident beside those of the setting. */
export function dutySource({ values, shown: { record, rules } }: PageContext): DutySource {
  return withOwnDuties({ values, ownDuties: record.ownDuties }, rules);
}

/** Chooses the fields that a step's form may change. */
export function belongsTo(step: StepId): (field: string) => boolean {
  return field => fieldBelongsToStep(field, step);
}
