import type { IncidentId } from '../domain/incident/incident';
import { isEntryOf, type IndexEntry } from '../store/indexEntry';
import type { Store } from '../store/store';
import { countEach, toEach, type EachDone, type EachWaiter, type NotDone } from './toEach';

/** A year, and what was completed in it and is not archived. */
export interface CompletedYear {
  readonly year: number;
  readonly incidents: readonly IncidentId[];
}

/** The years in which something was completed that is not archived, as the clock on the wall here has them: the last first, the running one at the end. */
export function completedYears(entries: readonly IndexEntry[], now: Date): readonly CompletedYear[] {
  const byYear = new Map<number, IncidentId[]>();
  for (const entry of entries) {
    if (!isEntryOf('incident', entry) || entry.facts.closedAt === undefined || entry.facts.archived) continue;
    const year = new Date(entry.facts.closedAt).getFullYear();
    byYear.set(year, [...(byYear.get(year) ?? []), entry.id]);
  }
  const isRunning = (year: number): number => Number(year >= now.getFullYear());
  return [...byYear].sort(([a], [b]) => isRunning(a) - isRunning(b) || b - a).map(([year, incidents]) => ({ year, incidents }));
}

/** Puts each of these incidents into the archive. */
export function archiveEach(store: Store, ids: readonly IncidentId[], waiter?: EachWaiter): Promise<EachDone> {
  return countEach(ids, id => store.execute(id, { type: 'archive' }), waiter);
}

/** Brings each of these incidents back from the archive. */
export function bringBackEach(store: Store, ids: readonly IncidentId[]): Promise<readonly NotDone[]> {
  return toEach(ids, id => store.execute(id, { type: 'bringBack' }));
}
