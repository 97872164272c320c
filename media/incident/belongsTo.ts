import { fieldBelongsToStep } from '../../src/domain/incident/forms';
import type { StepId } from '../../src/domain/vocabulary/steps';

/** Chooses the fields that a step's form may change. */
export function belongsTo(step: StepId): (field: string) => boolean {
  return field => fieldBelongsToStep(field, step);
}
