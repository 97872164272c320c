import type { MeasureKind } from '../vocabulary/measureKind';
import type { Patch } from '../forms/field';
import type { AnyId } from '../record/ids';
import { fillAction, type Action } from '../vocabulary/permissions';

/** A step of a procedure, as it is taken over; `id` is that of its row in the incident. */
export interface TakenStep {
  readonly id: string;
  readonly what: string;
  readonly person?: string;
  readonly expected?: string;
  readonly weakensSafeguard?: 'yes' | 'no';
  readonly safeguard?: string;
}

/** Where the steps of a procedure go. */
export const procedurePlaces = ['measures', 'checklist'] as const;

/** Where the steps of a procedure go. */
export type ProcedurePlace = (typeof procedurePlaces)[number];

/** What is asked where a procedure is taken over. */
export interface TakeProcedure {
  readonly type: 'takeProcedure';
  readonly procedure: AnyId;
  readonly into: ProcedurePlace;
  /** What following it comes to; undefined where the procedure does not say. */
  readonly brings?: MeasureKind;
  readonly steps: readonly TakenStep[];
}

/** The permission that taking a procedure over needs: that of the form its steps go to. */
export function takingAction(into: ProcedurePlace): Action {
  return fillAction(into === 'measures' ? 'analyse' : 'remedy');
}

/** The rows that the steps of a procedure have become, of whatever list. */
export function rowsTaken(patch: Patch): readonly string[] {
  return ['measures', 'procedureSteps'].flatMap(list => Object.keys(patch[list] ?? {}));
}
