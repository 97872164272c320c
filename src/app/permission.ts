import type { Actor, Role } from '../domain/vocabulary/actor';
import { isPermitted, refusedAction, type Action } from '../domain/vocabulary/permissions';
import { holdOf, isWithin, type Register } from '../domain/vocabulary/register';
import type { Instant } from '../domain/foundation/time';
import type { Store } from '../store/store';

/** Why somebody may not take an action now: not in their role, or they do not hold it by the register of people. */
export interface Refused {
  readonly code: 'notPermitted' | 'notHeld';
  readonly role: Role;
  readonly action: Action;
  /** The names of those who may, where a register of people says so. */
  readonly may?: readonly string[];
}

/** Why an action is refused; undefined where it is not. */
export type Refusals = (action: Action) => Refused | undefined;

/** What is refused to somebody now in a store, by their role and, where there is one, by its register of people. */
export async function refusalsFor(store: Pick<Store, 'meetPeople' | 'register'>, actor: Actor): Promise<Refusals> {
  await store.meetPeople();
  const now = new Date().toISOString();
  const register = store.register();
  const hold = holdOf(register, actor, now);
  return action => {
    const code = refusedAction(actor.role, action, hold);
    return code && { code, role: actor.role, action, ...(register && hold !== 'agreed' && { may: allowedBy(register, action, now) }) };
  };
}

/** Who may take an action by the register, each once. */
function allowedBy({ tenures }: Register, action: Action, now: Instant): readonly string[] {
  const allowed = tenures.filter(tenure => isPermitted(tenure.role, action) && isWithin(tenure, now));
  return [...new Set(allowed.map(({ who: { name, email } }) => name || email))];
}
