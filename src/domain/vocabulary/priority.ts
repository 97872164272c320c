import * as z from 'zod';

/** Impact and urgency, 1 the greatest. */
export const grades = ['1', '2', '3', '4'] as const;
/** Priorities, P1 the most urgent. */
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

/** P1 (most urgent) to P4. */
export type Priority = (typeof priorities)[number];

/** `matrix[impact - 1][urgency - 1]`: four rows of four priorities. */
export type PriorityMatrix = readonly (readonly Priority[])[];

/** Schema of the matrix, used for the setting. */
export const priorityMatrixSchema = z.array(z.array(z.enum(priorities)).length(4)).length(4);

/** The matrix used when none is set. */
export const defaultPriorityMatrix: PriorityMatrix = [
  ['P1', 'P1', 'P2', 'P2'],
  ['P1', 'P2', 'P2', 'P3'],
  ['P2', 'P2', 'P3', 'P4'],
  ['P2', 'P3', 'P4', 'P4'],
];

/** The priority of the matrix for impact and urgency, each '1' (greatest) to '4' (M 6.131). */
export function priorityOf(matrix: PriorityMatrix, impact: string | undefined, urgency: string | undefined): Priority | undefined {
  return matrix[Number(impact) - 1]?.[Number(urgency) - 1];
}
