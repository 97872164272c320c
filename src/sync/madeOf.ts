import type { RecordId } from '../domain/records';
import type { Store } from '../store/store';
import { isMadeOfIncidents } from './withdrawn';

/**
 * Gives what was made of a record, or of what was made of it, as far as it passes (`isOf`): links tell, also those that were taken away since, from either
 * side.
 */
export function madeOf(
  store: Pick<Store, 'entries' | 'entry' | 'linkingTo'>,
  isOf: (id: RecordId) => boolean,
): (id: RecordId) => Iterable<RecordId> {
  const formerly = new Map<string, RecordId[]>();
  for (const entry of store.entries())
    if (entry.type === 'record') for (const id of entry.facts.formerly ?? []) formerly.set(id, [...(formerly.get(id) ?? []), entry.id]);
  return id => {
    const made = new Set([id]);
    // What is added is looked at in the same way: a set is walked as it grows.
    for (const each of made) {
      const entry = store.entry(each);
      const facts = entry?.type === 'record' ? entry.facts : undefined;
      const linked = [...(facts?.relations ?? []).map(relation => relation.id), ...(facts?.formerly ?? [])];
      for (const other of [...linked, ...store.linkingTo(each), ...(formerly.get(each) ?? [])])
        if (isMadeOfIncidents(other) && isOf(other)) made.add(other);
    }
    made.delete(id);
    return made;
  };
}
