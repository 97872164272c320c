import type { RecordId } from '../domain/records';
import type { Store } from '../store/store';
import { isMadeOfIncidents } from './withdrawn';

/**
 * What was made of these records, or of what was made of them, as far as it passes (`isOf`), each with the record of which it was: links tell, also those
 * that were taken away since, from either side.
 */
export function* madeOf(
  store: Pick<Store, 'entries' | 'entry' | 'linkingTo'>,
  ids: readonly RecordId[],
  isOf: (id: RecordId) => boolean,
): Generator<readonly [made: RecordId, of: RecordId]> {
  if (ids.length === 0) return;
  const formerly = new Map<string, RecordId[]>();
  for (const entry of store.entries())
    if (entry.type === 'record') for (const id of entry.facts.formerly ?? []) formerly.set(id, [...(formerly.get(id) ?? []), entry.id]);
  for (const id of ids) {
    const made = new Set([id]);
    // What is added is looked at in the same way: a set is walked as it grows.
    for (const each of made) {
      const entry = store.entry(each);
      const facts = entry?.type === 'record' ? entry.facts : undefined;
      const linked = [...(facts?.relations ?? []).map(relation => relation.id), ...(facts?.formerly ?? [])];
      for (const other of [...linked, ...store.linkingTo(each), ...(formerly.get(each) ?? [])])
        if (isMadeOfIncidents(other) && isOf(other)) made.add(other);
      if (each !== id) yield [each, id];
    }
  }
}
