import { sideBySide } from '../base/sideBySide';
import { isBlank } from '../domain/foundation/blank';
import { isSamePerson, roles, type Actor, type Role } from '../domain/vocabulary/actor';
import { isPermitted } from '../domain/vocabulary/permissions';
import { isTheirs } from '../domain/vocabulary/register';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';

/** Somebody who has made entries here, and the roles they acted in. */
export interface SeenPerson extends Pick<Actor, 'name' | 'email'> {
  readonly roles: readonly Role[];
}

/** What a register of these people comes to, where there is none yet. */
export interface RegisterOutlook {
  /** Who keeps it from then on, and decides what only an IT manager may; nobody: it says nothing. */
  readonly keepers: readonly string[];
  /** True where the one who makes it is none of them. */
  readonly leavesOut: boolean;
  /** Those without an address: any entry under such a name is taken for theirs. */
  readonly withoutAddress: readonly string[];
}

/** What a register of these people would come to, made by `actor`; undefined where there is one already. */
export function outlookOf(
  store: Pick<Store, 'register'>,
  people: readonly SeenPerson[],
  actor: Pick<Actor, 'name' | 'email'>,
): RegisterOutlook | undefined {
  if (store.register()?.since !== undefined) return undefined;
  const keepers = people.filter(isKeeper);
  return {
    keepers: keepers.map(({ name }) => name),
    leavesOut: !keepers.some(keeper => isTheirs(keeper, actor)),
    withoutAddress: people.filter(({ email }) => isBlank(email)).map(({ name }) => name),
  };
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
  const rank = (person: SeenPerson): number => {
    if (isTheirs(person, actor) && isPermitted(actor.role, 'maintainRegister')) return 0;
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

function isKeeper({ roles }: SeenPerson): boolean {
  return roles.some(role => isPermitted(role, 'maintainRegister'));
}

/**
 * Who was seen under a name with an address and without is entered with it, or anybody could act under the name. The first is whoever asks, and stays as
 * they act now: an address that their machine does not have would lock them out.
 */
function note(seen: SeenPerson[], by: Actor): void {
  const at = seen.findIndex(known => isSamePerson(known, by));
  const known = seen[at];
  if (!known) seen.push({ name: by.name, email: by.email, roles: [by.role] });
  else
    seen[at] = {
      ...known,
      email: at === 0 || !isBlank(known.email) ? known.email : by.email,
      roles: roles.filter(role => role === by.role || known.roles.includes(role)),
    };
}
