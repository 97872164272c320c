import type { Field, ListField } from '../forms/field';
import { formGroups, type FormField, type FormGroup } from '../forms/form';
import { executionColumns, proposalColumns } from './forms/analyse';
import { incidentFields, incidentForms, type IncidentValues } from './forms';
import { applicableChecklist, isSuspectedSecurity } from './gate';
import type { StepId } from '../vocabulary/steps';

/** The form of a step for these values: what cannot matter is left out, so that nobody has to read it. */
export function formOf(step: StepId, values: IncidentValues): readonly FormGroup[] {
  const groups = formGroups(
    incidentForms[step],
    field => isRelevant(field, values),
    (id, field) => formField(id, field, step, values),
  );
  if (step !== 'remedy') return groups;
  const measures = incidentFields['measures'] as ListField;
  return [...groups.slice(0, 1), { id: 'measures', fields: [formField('measures', measures, step, values)] }, ...groups.slice(1)];
}

function formField(id: string, field: Field, step: StepId, values: IncidentValues): FormField {
  if (field.kind !== 'list') return { id, field };
  const columns = id === 'measures' ? (step === 'remedy' ? executionColumns : proposalColumns) : Object.keys(field.columns);
  const rows = id === 'restoration' ? applicableChecklist(values) : field.fixedRows;
  return rows ? { id, field, columns, rows } : { id, field, columns };
}

function isRelevant(id: string, values: IncidentValues): boolean {
  switch (id) {
    case 'priorityReason':
      return values.priorityOverride !== undefined;
    case 'problemMatch':
      return values.problemReview === 'matches';
    case 'knownErrorMatch':
      return values.knownErrorReview === 'matches';
    case 'changeMatch':
      return values.changeReview === 'matches';
    case 'cause':
      return values.causeKnown !== 'notKnown';
    case 'harm':
    case 'firstAim':
      return isSuspectedSecurity(values);
    case 'workaroundReviewAt':
      return values.serviceState === 'restricted';
    case 'recurrenceReason':
      return values.recurrence === 'yes';
    case 'duplicateOf':
      return values.closureCode === 'duplicate';
    case 'carriedOnBy':
      return values.closureCode === 'solvedByWorkaround' || values.closureCode === 'knownError';
    default:
      return true;
  }
}

/** True when a column matters in this row: which safeguard only after "yes", why dropped only when dropped. */
export function isColumnRelevant(list: string, column: string, row: Readonly<Record<string, unknown>>): boolean {
  switch (`${list}.${column}`) {
    case 'measures.safeguard':
      return row['weakensSafeguard'] === 'yes';
    case 'measures.doneAt':
    case 'measures.doneBy':
      return row['state'] === 'done' || row['state'] === 'ended';
    case 'measures.droppedReason':
      return row['state'] === 'dropped';
    case 'duties.awareAt':
    case 'duties.sentAt':
    case 'duties.reference':
      return row['applies'] === 'yes';
    case 'restoration.reason':
    case 'restoration.person':
    case 'restoration.at':
      return row['answer'] !== undefined;
    default:
      return true;
  }
}
