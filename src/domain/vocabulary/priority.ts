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

const hours = z.number().positive().max(8760);

/** Schema of the hours until the service is to be restored, by priority, used for the setting; what it lacks is as `defaultRestoreHours`. */
export const restoreHoursSchema = z.object({ P1: hours.default(4), P2: hours.default(8), P3: hours.default(72), P4: hours.default(120) });

/** Hours until the service is to be restored where no others were agreed: M 6.131 asks for targets by priority and leaves the figures to the organisation. */
export const defaultRestoreHours = { P1: 4, P2: 8, P3: 72, P4: 120 } as const satisfies Readonly<Record<Priority, number>>;

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
