import type { Result } from '../domain/foundation/result';
import type { SupportLevel } from '../domain/incident/command';
import type { IncidentId } from '../domain/incident/incident';
import type { CommandFault, Store } from '../store/store';

/** One of several incidents that something was not done to, and why. */
export interface NotDone {
  readonly id: IncidentId;
  readonly fault: CommandFault;
}

/** Does something to each of these incidents, whatever became of the others. Resolves with those that it was refused for. */
export async function toEach(
  ids: readonly IncidentId[],
  act: (id: IncidentId) => Promise<Result<unknown, CommandFault>>,
): Promise<readonly NotDone[]> {
  const refused: NotDone[] = [];
  for (const id of ids) {
    const outcome = await act(id);
    if (!outcome.ok) refused.push({ id, fault: outcome.error });
  }
  return refused;
}

/** Hands each of these incidents to a person; where no level is named it stays, or is the first. */
export function assignEach(store: Store, ids: readonly IncidentId[], person: string, level?: SupportLevel): Promise<readonly NotDone[]> {
  return toEach(ids, async id => {
    const loaded = await store.load(id);
    if (!loaded.ok) return loaded;
    return store.execute(id, { type: 'assign', level: level ?? loaded.value.record.values.level ?? 'first', person, reason: '' });
  });
}

/** Says something of each of these incidents. */
export function commentEach(store: Store, ids: readonly IncidentId[], text: string): Promise<readonly NotDone[]> {
  return toEach(ids, id => store.execute(id, { type: 'comment', text }));
}
