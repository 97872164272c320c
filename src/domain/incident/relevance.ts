import type { Field, ListField } from '../forms/field';
import { formField, formGroups, type FormField, type FormGroup } from '../forms/form';
import type { StepId } from '../vocabulary/steps';
import { executionColumns, proposalColumns } from './forms/analyse';
import { incidentFields, incidentForms, type IncidentValues } from './forms';
import { applicableChecklist } from './gate';

/** The form of a step for these values: what cannot matter is left out, so that nobody has to read it. */
export function formOf(step: StepId, values: IncidentValues): readonly FormGroup[] {
  const shown = (id: string, field: Field): FormField => ({
    ...formField(id, field),
    ...(id === 'measures' && { columns: step === 'remedy' ? executionColumns : proposalColumns }),
    ...(id === 'restoration' && { rows: applicableChecklist(values) }),
  });
  const groups = formGroups(incidentForms[step], values, shown);
  if (step !== 'remedy') return groups;
  const measures = incidentFields['measures'] as ListField;
  return [...groups.slice(0, 1), { id: 'measures', fields: [shown('measures', measures)] }, ...groups.slice(1)];
}
