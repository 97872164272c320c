import { eachOnce, eachOnceSorted, type KnownName } from '../domain/vocabulary/knownName';
import type { Store } from '../store/store';

/** Who takes part by the register of people, then who has or had an incident; each name once, by the alphabet. */
export function knownNames(store: Pick<Store, 'facts'>): readonly KnownName[] {
  const people = store.facts('person').filter(({ open }) => open);
  const entered = people.map(({ title, roles }) => ({ name: title, roles }));
  const seen = store.facts('incident').map(({ assignee = '' }) => ({ name: assignee, roles: [] }));
  return eachOnce([...eachOnceSorted(entered), ...eachOnceSorted(seen)]);
}
