import { sideBySide } from '../base/sideBySide';
import { isBlank } from '../domain/foundation/blank';
import { isSamePerson, type Actor, type Role } from '../domain/vocabulary/actor';
import { isPermitted } from '../domain/vocabulary/permissions';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';

/** Somebody who has made entries here, and the roles they acted in. */
export interface SeenPerson extends Pick<Actor, 'name' | 'email'> {
  readonly roles: readonly Role[];
}

/** Everybody who has made an entry, whom the register of people does not know yet, `actor` among them; by name. */
export async function peopleSeen(store: Store, actor: Actor): Promise<readonly SeenPerson[]> {
  const seen: SeenPerson[] = [{ name: actor.name, email: actor.email, roles: [actor.role] }];
  const entered: Pick<Actor, 'name' | 'email'>[] = [];
  await sideBySide(store.entries(), async ({ id }) => {
    const loaded = await store.load(id);
    if (!loaded.ok) return;
    const { record } = loaded.value;
    if (record.kind === 'person') {
      const { title = '', addresses = [] } = record.values;
      entered.push(...['', ...addresses].map(email => ({ name: title, email: email.trim() })));
    }
    for (const { by } of record.timeline) note(seen, by);
  });
  return seen.filter(person => !entered.some(known => isSamePerson(known, person))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Enters people into the register, each with the roles they acted in. Who keeps it comes first where they enter it themselves; else last, since from
 * then on it is theirs. Stops at the first that is refused; gives how many are entered, and why no more.
 */
export async function enterPeople(
  store: Store,
  people: readonly SeenPerson[],
  actor: Actor,
): Promise<{ readonly entered: number; readonly fault?: CommandFault }> {
  const isKeeper = ({ roles }: SeenPerson): boolean => roles.some(role => isPermitted(role, 'maintainRegister'));
  const rank = (person: SeenPerson): number => {
    if (isSamePerson(person, actor) && isPermitted(actor.role, 'maintainRegister')) return 0;
    return isKeeper(person) ? 2 : 1;
  };
  let entered = 0;
  for (const { name, email, roles } of [...people].sort((a, b) => rank(a) - rank(b))) {
    const rows = Object.fromEntries(roles.map(role => [role, { role }]));
    const created = await store.create('person', { title: name, ...(!isBlank(email) && { addresses: [email] }), roles: rows });
    if (!created.ok) return { entered, fault: created.error };
    entered++;
  }
  return { entered };
}

function note(seen: SeenPerson[], by: Actor): void {
  const at = seen.findIndex(known => isSamePerson(known, by));
  const known = seen[at];
  if (!known) seen.push({ name: by.name, email: by.email, roles: [by.role] });
  else if (!known.roles.includes(by.role)) seen[at] = { ...known, roles: [...known.roles, by.role] };
}
