import type { Instant } from '../foundation/time';
import { isSamePerson, type Actor, type Role } from './actor';
import type { Hold } from './permissions';

/** What the ids of people begin with. */
export const personPrefix = 'PER';

/** A time with an open beginning or end: `from` belongs to it, `until` no more. */
export interface Span {
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** True for a time that is within. */
export function isWithin({ from, until }: Span, at: Instant): boolean {
  return (from === undefined || from <= at) && (until === undefined || at < until);
}

/** Somebody, as entries name them, holds a role: `from` belongs to that time, `until` no more. */
export interface Tenure {
  readonly who: Pick<Actor, 'name' | 'email'>;
  readonly role: Role;
  readonly from: Instant;
  readonly until?: Instant | undefined;
}

/**
 * What the register of people says: since when it says anything, and who held which role when. Plain data that follows from the entries
 * alone, so that every machine and every page has the same.
 */
export interface Register {
  readonly since?: Instant | undefined;
  /** The id of the entry with which it began. */
  readonly beginning?: string | undefined;
  readonly tenures: readonly Tenure[];
  /** Ids of entries of people's records by somebody who could not change the register then, or after which nobody would keep it. */
  readonly refused: readonly string[];
  /** Those of them after which nobody would keep it; absent where there are none. */
  readonly leftNobody?: readonly string[];
  /** Ids of the people who keep it without an end; absent where there are none. */
  readonly keepers?: readonly string[];
}

/**
 * True for an entry of the person that the register has as `who`: by their address alone where it has one, so that nobody acts as them under the
 * bare name; by the name, whatever address stands beside it, where it has none.
 */
export function isTheirs(who: Tenure['who'], by: Tenure['who']): boolean {
  return who.email === '' ? who.name === by.name : who.email.toLowerCase() === by.email.toLowerCase();
}

/** What the role is worth that somebody acted in at a time; an agreement where there is no register, and before it began. */
export function holdOf(register: Register | undefined, actor: Actor, at: Instant): Hold {
  if (register?.since === undefined || at < register.since) return 'agreed';
  return heldBy(register, actor, at, isTheirs);
}

/**
 * The same of what takes something away for good: who acted before the register began is judged as it began, so that nobody gains a role by dating
 * an entry back. Nobody knew then that an address would be asked for: without one the name is enough.
 */
export function holdToTakeAway(register: Register | undefined, actor: Actor, at: Instant): Hold {
  const { since } = register ?? {};
  return register && since !== undefined && at < since ? heldBy(register, actor, since, isSamePerson) : holdOf(register, actor, at);
}

function heldBy({ tenures }: Register, actor: Actor, at: Instant, isMeant: typeof isTheirs): Hold {
  return tenures.some(tenure => tenure.role === actor.role && isWithin(tenure, at) && isMeant(tenure.who, actor)) ? 'held' : 'notHeld';
}
