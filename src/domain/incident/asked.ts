import type { FormGroup } from '../forms/form';
import type { StepId } from '../vocabulary/steps';
import { gateOf } from './gate';
import type { GateContext } from './gateCondition';
import type { Incident } from './incident';

/** The fields that the gate of a step asks for, met or not: what must be answered to go on. */
export function askedFields(incident: Incident, step: StepId, context: GateContext): ReadonlySet<string> {
  return new Set(gateOf(incident, step, context).flatMap(({ field, asks }) => asks ?? field ?? []));
}

/** A form in two parts: what the gate asks for, and what may be filled in. Groups without a field of a part are left out of it. */
export interface DividedForm {
  readonly asked: readonly FormGroup[];
  readonly optional: readonly FormGroup[];
}

/** Divides a form; the order stays. */
export function divided(groups: readonly FormGroup[], asked: ReadonlySet<string>): DividedForm {
  const part = (isAsked: boolean): readonly FormGroup[] =>
    groups
      .map(({ id, fields }) => ({ id, fields: fields.filter(field => asked.has(field.id) === isAsked) }))
      .filter(({ fields }) => fields.length > 0);
  return { asked: part(true), optional: part(false) };
}
