import { linkOfPath } from '../record/link';
import { fillAction, type Action } from '../vocabulary/permissions';
import type { StepId } from '../vocabulary/steps';
import { stepOfField } from './forms';

/** The paths under which concurrent steps and priorities are told as conflicts: no field has these names (a test). */
export const [stepPath, priorityPath] = ['step', 'priority'] as const;

/** The step whose form holds what a conflict at this path is about, where the incident stands at `step`. */
export function stepOfConflict(path: string, step: StepId): StepId {
  if (path === priorityPath) return 'qualify';
  return stepOfField(path.split('/')[0] ?? '') ?? step;
}

/** What settling a conflict at this path takes, where the incident stands at `step`: what writing it takes. */
export function settlingAction(path: string, step: StepId): Action {
  return linkOfPath(path) ? 'link' : fillAction(stepOfConflict(path, step));
}
