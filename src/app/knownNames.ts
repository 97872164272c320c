import type { Role } from '../domain/vocabulary/actor';
import type { Store } from '../store/store';

/** A name that can be chosen, with the roles that the register of people gives to it; none where somebody was only named so far. */
export interface KnownName {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who takes part by the register of people, then who has or had an incident; each name once, whatever its case, by the alphabet. */
export function knownNames(store: Pick<Store, 'facts'>): readonly KnownName[] {
  const people = store.facts('person').filter(({ open }) => open);
  const entered = people.map(({ title, roles }) => ({ name: title.trim(), roles }));
  const seen = store.facts('incident').map(({ assignee = '' }) => ({ name: assignee.trim(), roles: [] }));
  return [entered, seen].flatMap((group, index) => {
    const before = new Set(index === 0 ? [] : entered.map(({ name }) => keyOf(name)));
    const byName = new Map(group.map(known => [keyOf(known.name), known]));
    return [...byName]
      .filter(([key]) => key !== '' && !before.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, known]) => known);
  });
}

function keyOf(name: string): string {
  return name.toLowerCase();
}
