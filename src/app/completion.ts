import { success, type Result } from '../domain/foundation/result';
import type { IncidentCommand } from '../domain/incident/command';
import type { IncidentId } from '../domain/incident/incident';
import type { Loaded } from '../store/loaded';
import type { CommandFault, Store } from '../store/store';

/** An incident that could not be completed, and why. */
export interface NotCompleted {
  readonly id: IncidentId;
  readonly fault: CommandFault;
}

/**
 * Completes these incidents by the short way as duplicates of `original`, each for itself, and stores the report of each. Resolves with those
 * that were refused.
 */
export async function completeDuplicates(
  store: Store,
  ids: readonly IncidentId[],
  original: IncidentId,
  report: (completed: Loaded<'incident'>) => IncidentCommand,
): Promise<readonly NotCompleted[]> {
  const refused: NotCompleted[] = [];
  for (const id of ids) {
    const patch = { closureCode: 'duplicate', duplicateOf: original };
    const outcome = await completed(store, id, { type: 'completeShortly', patch }, report);
    if (!outcome.ok) refused.push({ id, fault: outcome.error });
  }
  return refused;
}

async function completed(
  store: Store,
  id: IncidentId,
  command: IncidentCommand,
  report: (completed: Loaded<'incident'>) => IncidentCommand,
): Promise<Result<undefined, CommandFault>> {
  const outcome = await store.execute(id, command);
  if (!outcome.ok) return outcome;
  const loaded = await store.load(id);
  if (!loaded.ok) return loaded;
  const stored = await store.execute(id, report(loaded.value));
  return stored.ok ? success(undefined) : stored;
}
