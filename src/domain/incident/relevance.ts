import type { Field, ListField } from '../forms/field';
import { formField, formGroups, type FormField, type FormGroup } from '../forms/form';
import type { StepId } from '../vocabulary/steps';
import { executionColumns, proposalColumns } from './forms/analyse';
import { incidentFields, incidentForms, type IncidentValues } from './forms';
import { applicableChecklist } from './gate';

/** Where the measures of step 3 are carried out: in a group of their own. */
const carriedOut = { step: 'remedy', group: 'measures' } as const;

/** The groups that the form of a step can have: its own, and that of the measures where they are carried out. */
export type GroupId<S extends StepId> =
  (keyof (typeof incidentForms)[S] & string) | (S extends (typeof carriedOut)['step'] ? (typeof carriedOut)['group'] : never);

/** The form of a step for these values: what cannot matter is left out, so that nobody has to read it. */
export function formOf(step: StepId, values: IncidentValues): readonly FormGroup[] {
  const shown = (id: string, field: Field): FormField => ({
    ...formField(id, field),
    ...(id === 'measures' && { columns: step === carriedOut.step ? executionColumns : proposalColumns }),
    ...(id === 'restoration' && { rows: applicableChecklist(values) }),
  });
  const groups = formGroups(incidentForms[step], values, shown);
  if (step !== carriedOut.step) return groups;
  const measures = incidentFields['measures'] as ListField;
  return [...groups.slice(0, 1), { id: carriedOut.group, fields: [shown('measures', measures)] }, ...groups.slice(1)];
}
