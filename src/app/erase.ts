import { compareCodes, type Instant } from '../domain/foundation/time';
import type { IncidentId } from '../domain/incident/incident';
import { isErasable } from '../domain/incident/retention';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../store/indexEntry';
import type { Store } from '../store/store';
import { countEach, type EachDone, type EachWaiter } from './toEach';

/** The incidents that may be erased after so many years, the first completed first. */
export function erasableIncidents(entries: readonly IndexEntry[], years: number, now: Instant): readonly RecordEntry<'incident'>[] {
  const erasable = (entry: IndexEntry): entry is RecordEntry<'incident'> =>
    isEntryOf('incident', entry) && !entry.fault && isErasable(entry.facts, years, now);
  return entries.filter(erasable).sort((a, b) => compareCodes(a.facts.closedAt ?? '', b.facts.closedAt ?? ''));
}

/** Erases each of these incidents. */
export function eraseEach(store: Store, ids: readonly IncidentId[], reason: string, waiter?: EachWaiter): Promise<EachDone> {
  return countEach(ids, id => store.execute(id, { type: 'erase', reason }), waiter);
}
