import { priorityOf, type Priority, type PriorityMatrix } from '../vocabulary/priority';
import type { IncidentValues } from './forms';

/** The values that the priority follows from, besides the matrix. */
type Inputs = Pick<IncidentValues, 'impact' | 'urgency' | 'priorityOverride'>;

/** The fields that the priority follows from. */
export const priorityInputs: readonly (keyof Inputs)[] = ['impact', 'urgency', 'priorityOverride'];

/** The priority that these values have by a matrix: what was set by hand, else what the matrix gives (M 6.131). */
export function priorityBy(matrix: PriorityMatrix, { impact, urgency, priorityOverride }: Inputs): Priority | undefined {
  return priorityOverride ?? priorityOf(matrix, impact, urgency);
}

/** True for the fields of a patch that asks the matrix: a changed setting must not rank old incidents anew whenever their form is saved. */
export function asksMatrix(fields: readonly string[]): boolean {
  return priorityInputs.some(field => fields.includes(field));
}
