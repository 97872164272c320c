import {
  fieldsOf,
  type Fields,
  type FieldsById,
  type FieldsOfForm,
  type FormGroups,
  type Intersection,
  type PatchOf,
  type ValuesOf,
} from '../forms/field';
import { analyseForm } from './forms/analyse';
import { completeForm } from './forms/complete';
import { detectForm } from './forms/detect';
import { monitorForm } from './forms/monitor';
import { qualifyForm } from './forms/qualify';
import { remedyForm } from './forms/remedy';
import { stepIds, type StepId } from '../vocabulary/steps';

/** The six forms by step: all fields of an incident, as data. */
export const incidentForms = {
  detect: detectForm,
  qualify: qualifyForm,
  analyse: analyseForm,
  remedy: remedyForm,
  monitor: monitorForm,
  complete: completeForm,
} as const satisfies Record<StepId, FormGroups>;

/** All fields of an incident, by id. */
export type IncidentFields = Intersection<{ [S in StepId]: FieldsOfForm<(typeof incidentForms)[S]> }[StepId]>;

/** Id of an incident field. */
export type FieldId = Extract<keyof IncidentFields, string>;

/** Everything the six forms hold: each field is missing until somebody fills it in. */
export type IncidentValues = ValuesOf<IncidentFields>;

/** Changes of an incident's fields. */
export type IncidentPatch = PatchOf<IncidentFields>;

/** A row of one of the lists. */
export type Row<F extends FieldId> = NonNullable<IncidentValues[F]> extends readonly (infer R)[] ? R : never;

/** All fields by id. */
export const incidentFields: FieldsById = fieldsOf(...stepIds.map(step => incidentForms[step]));

const stepByField: ReadonlyMap<string, StepId> = new Map(
  stepIds.flatMap(step => Object.values<Fields>(incidentForms[step]).flatMap(fields => Object.keys(fields).map(id => [id, step] as const))),
);

/** The step whose form a field stands in; undefined for what is no field. */
export function stepOfField(id: string): StepId | undefined {
  return stepByField.get(id);
}

/** Fields a step's form may change: its own, and in step 4 the measures of step 3, which are carried out there. */
export function fieldBelongsToStep(id: string, step: StepId): boolean {
  return stepByField.get(id) === step || (step === 'remedy' && id === 'measures');
}
