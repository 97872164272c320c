import { success, type Result } from '../domain/foundation/result';
import type { IncidentCommand } from '../domain/incident/command';
import type { IncidentId } from '../domain/incident/incident';
import type { Loaded } from '../store/loaded';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';
import { toEach, type NotDone } from './toEach';

/** What became of completing several incidents: which were refused, and which are completed without their report, each with the reason. */
export interface CompletedDuplicates {
  readonly refused: readonly NotDone[];
  readonly unreported: readonly NotDone[];
}

/** Completes these incidents by the short way as duplicates of `original`, each for itself, and stores the report of each. */
export async function completeDuplicates(
  store: Store,
  ids: readonly IncidentId[],
  original: IncidentId,
  report: (completed: Loaded<'incident'>) => IncidentCommand,
): Promise<CompletedDuplicates> {
  const patch = { closureCode: 'duplicate', duplicateOf: original };
  const refused = await toEach(ids, id => store.execute(id, { type: 'completeShortly', patch }));
  const completed = ids.filter(id => !refused.some(other => other.id === id));
  return { refused, unreported: await toEach(completed, id => storeReport(store, id, report)) };
}

async function storeReport(
  store: Store,
  id: IncidentId,
  report: (completed: Loaded<'incident'>) => IncidentCommand,
): Promise<Result<undefined, CommandFault>> {
  const loaded = await store.load(id);
  if (!loaded.ok) return loaded;
  const stored = await store.execute(id, report(loaded.value));
  return stored.ok ? success(undefined) : stored;
}
