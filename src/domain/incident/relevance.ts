import type { Field, ListField } from '../forms/field';
import { formField, formGroups, type FormField, type FormGroup } from '../forms/form';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { StepId } from '../vocabulary/steps';
import { executionColumns, proposalColumns } from './forms/analyse';
import { writtenColumns } from './forms/detect';
import { answerColumns } from './forms/remedy';
import { incidentFields, incidentForms, type IncidentValues } from './forms';
import { askedDuties, asksEachDuty } from './dutyDecision';
import { applicableChecklist } from './gate';

/** Where the measures of step 3 are carried out: in a group of their own. */
const carriedOut = { step: 'remedy', group: 'measures' } as const;

/** The groups that the form of a step can have: its own, and that of the measures where they are carried out. */
export type GroupId<S extends StepId> =
  (keyof (typeof incidentForms)[S] & string) | (S extends (typeof carriedOut)['step'] ? (typeof carriedOut)['group'] : never);

/** The form of a step for these values: what cannot matter is left out, so that nobody has to read it. */
export function formOf(step: StepId, values: IncidentValues, ownDuties: readonly OwnDuty[] = []): readonly FormGroup[] {
  const shown = (id: string, field: Field): FormField => ({
    ...formField(id, field),
    ...(id === 'measures' && { columns: step === carriedOut.step ? executionColumns : proposalColumns }),
    ...(id === 'restoration' && { rows: applicableChecklist(values) }),
    ...(id === 'evidence' && { columns: writtenColumns }),
    ...(id === 'procedureSteps' && { rows: (values.procedureSteps ?? []).map(row => row.id), columns: answerColumns }),
    ...(id === 'duties' && { rows: askedDuties({ values, ownDuties }) }),
  });
  const groups = withoutUnasked(formGroups(incidentForms[step], values, shown), values);
  if (step !== carriedOut.step) return groups;
  const measures = incidentFields['measures'] as ListField;
  return [...groups.slice(0, 1), { id: carriedOut.group, fields: [shown('measures', measures)] }, ...groups.slice(1)];
}

/** Duties are asked one by one only where one applies, or may; whether they were met follows from them, and only earlier records say it. */
function withoutUnasked(groups: readonly FormGroup[], values: IncidentValues): readonly FormGroup[] {
  const isUnasked = (id: string): boolean =>
    id === 'dutiesMet' ? values.dutiesMet === undefined : (id === 'duties' || id === 'awareSince') && !asksEachDuty(values);
  return groups.map(({ id, fields }) => ({ id, fields: fields.filter(field => !isUnasked(field.id)) }));
}
