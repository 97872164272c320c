import type { IncidentId } from '../domain/incident/incident';
import { isIncidentId, type RecordId } from '../domain/records';
import type { Store } from '../store/store';
import { isMadeOfIncidents } from './withdrawn';

/** What is asked of a store to find what was made of what. */
type LinkedRecords = Pick<Store, 'entry' | 'linkingTo'>;

/**
 * What was made of these records, or of what was made of them, as far as it passes (`isOf`), each with the record of which it was: links tell, also those
 * that were taken away since, from either side.
 */
export function* madeOf(
  store: LinkedRecords,
  ids: readonly RecordId[],
  isOf: (id: RecordId) => boolean,
): Generator<readonly [made: RecordId, of: RecordId]> {
  for (const id of ids) {
    const made = new Set([id]);
    // What is added is looked at in the same way: a set is walked as it grows.
    for (const each of made) {
      for (const other of linkedWith(store, each)) if (isMadeOfIncidents(other) && isOf(other)) made.add(other);
      if (each !== id) yield [each, id];
    }
  }
}

/** The incidents of which a record was made, or what it was made of as far as that passes (`isOf`). */
export function sourcesOf(store: LinkedRecords, id: RecordId, isOf: (id: RecordId) => boolean): readonly IncidentId[] {
  const [sources, made] = [new Set<IncidentId>(), new Set([id])];
  for (const each of made)
    for (const other of linkedWith(store, each)) {
      if (isIncidentId(other)) sources.add(other);
      else if (isMadeOfIncidents(other) && isOf(other)) made.add(other);
    }
  return [...sources];
}

/** What a record is linked with, or was, whichever side says so. */
function linkedWith(store: LinkedRecords, id: RecordId): readonly string[] {
  const entry = store.entry(id);
  const facts = entry?.type === 'record' ? entry.facts : undefined;
  const own = [...(facts?.relations ?? []).map(relation => relation.id), ...(facts?.formerly ?? [])];
  return [...own, ...store.linkingTo(id), ...store.linkingTo(id, true)];
}
