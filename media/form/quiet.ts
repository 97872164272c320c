import { isBlank } from '../../src/domain/foundation/blank';
import type { Conflict } from '../../src/domain/record/stamp';
import { changedUnder } from './meanwhile';
import { fieldOfPath, isDirty, type Edited } from './model';

/**
 * True for a field that is answered and at rest: its value is saved, nothing is typed over it, and nobody has changed it meanwhile or at
 * the same time. Lists have rows of their own, which are short until they are edited.
 */
export function isAtRest(edited: Edited, conflicts: readonly Pick<Conflict, 'path'>[], id: string): boolean {
  const field = edited.fields[id];
  if (field === undefined || field.kind === 'list') return false;
  return (
    !isBlank((edited.saved as Readonly<Record<string, unknown>>)[id]) &&
    !isDirty(edited, id) &&
    !changedUnder(edited).some(path => fieldOfPath(path) === id) &&
    !conflicts.some(({ path }) => fieldOfPath(path) === id)
  );
}

/** All fields at rest, but for the one in which somebody is: it would go from under their hands. */
export function fieldsAtRest(edited: Edited, conflicts: readonly Pick<Conflict, 'path'>[], focused?: string): ReadonlySet<string> {
  return new Set(Object.keys(edited.fields).filter(id => id !== focused && isAtRest(edited, conflicts, id)));
}
