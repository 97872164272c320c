import { WorkingValues } from '../forms/values';
import type { FieldsOfForm, Patch, ValuesOf } from '../forms/field';
import type { Instant } from '../foundation/time';
import type { RecordEvent } from '../record/event';
import { ancestorsOf } from '../record/log';
import { isNamed, type Actor, type Role } from '../vocabulary/actor';
import { isPermitted, refusedAction } from '../vocabulary/permissions';
import { isTheirs, isWithin, type Register, type Span, type Tenure } from '../vocabulary/register';
import { person } from './definition';
import { entriesOfPeople, type PersonEntry, type PersonLog } from './entries';
import type { personForm } from './form';

/**
 * What the register of people says (docs/sharing.md, *Who may act in which role*), from the logs of all people's records together. It begins with the first
 * entry after which somebody holds a role that keeps it, without an end: until then anybody may write it, from then on whoever holds such a role
 * as it stands at that entry. Every other entry is refused, and does nothing, not even to the time; so is one after which nobody would keep it any
 * more. What an entry changes counts from its time on, and never for what was done before.
 *
 * Where it is known with which entry it began (`beginning`), it begins with no other: of the same record only what that entry builds on stands before
 * it, and of other records nothing that gives a role that keeps it, or names who stands in for somebody. Where that entry is not there, nobody holds
 * any role.
 */
export function registerOf(people: readonly PersonLog[], beginning?: string): Register {
  const entries = entriesOfPeople(people);
  if (beginning !== undefined && !entries.some(({ entry }) => entry.id === beginning)) return { since: '', tenures: [], refused: [] };
  const working = new WorkingRegister(beginning);
  for (const { of, entry, patch } of beginningWith(beginning, entries)) working.enter(of, entry, patch);
  return working.register();
}

/** The entries in their order, but for those of the record in which the register began that are dated before that and on which it does not build. */
function beginningWith(beginning: string | undefined, entries: readonly PersonEntry[]): readonly PersonEntry[] {
  const at = entries.findIndex(({ entry }) => entry.id === beginning);
  const first = entries[at];
  if (!first) return entries;
  const own = entries.filter(({ of }) => of === first.of).map(({ entry }) => entry);
  const built = new Set(ancestorsOf(own, [first.entry.id]).map(({ id }) => id));
  const isLater = ({ of, entry }: PersonEntry): boolean => of === first.of && !built.has(entry.id);
  const before = entries.slice(0, at);
  return [...before.filter(entry => !isLater(entry)), first, ...before.filter(isLater), ...entries.slice(at + 1)];
}

/** What stands in a person's record. */
export type PersonValues = ValuesOf<FieldsOfForm<typeof personForm>>;
type Named = Tenure['who'];

/** Somebody is to hold a role in a time, as people's records say it. */
interface Grant {
  readonly who: Named;
  readonly role: Role;
  readonly span: Span;
}

/** A grant, and since when the register says so. */
interface Standing extends Grant {
  readonly since: Instant;
}

class WorkingRegister {
  private readonly people = new Map<string, WorkingValues>();
  /** What the register says now, by what it says. */
  private standing = new Map<string, Standing>();
  private readonly tenures: Tenure[] = [];
  private readonly refused: string[] = [];
  private readonly leftNobody: string[] = [];
  private began: { readonly since: Instant; readonly beginning: string } | undefined;
  /** No entry counts before one that counted and stands before it. */
  private now: Instant = '';

  constructor(private readonly beginning: string | undefined) {}

  enter(id: string, { id: entry, at, by }: RecordEvent, patch: Patch): void {
    const now = at > this.now ? at : this.now;
    const hold = !this.began ? 'agreed' : this.holds(by, now) ? 'held' : 'notHeld';
    if (refusedAction(by.role, 'maintainRegister', hold)) {
      this.refused.push(entry);
      return;
    }
    const before = this.people.get(id);
    const values = new WorkingValues(person.fields, before?.values());
    values.apply(patch);
    this.people.set(id, values);
    const isKept = this.keepers(now).length > 0;
    const leavesNobody = this.began !== undefined && !isKept;
    if (leavesNobody || this.isTooEarly(entry, patch, values.values())) {
      if (before) this.people.set(id, before);
      else this.people.delete(id);
      this.refused.push(entry);
      if (leavesNobody) this.leftNobody.push(entry);
      return;
    }
    this.now = now;
    this.renew();
    if (isKept) this.began ??= { since: now, beginning: entry };
  }

  /**
   * True for what gives somebody a role that keeps the register, or names who stands in for them, before the entry with which it is known to begin.
   */
  private isTooEarly(entry: string, patch: Patch, { roles = [] }: PersonValues): boolean {
    if (this.began || this.beginning === undefined || entry === this.beginning) return false;
    return Object.hasOwn(patch, 'deputies') || roles.some(({ role }) => role !== undefined && isPermitted(role, 'maintainRegister'));
  }

  register(): Register {
    const open = [...this.standing.values()].flatMap(standing => tenureOf(standing, undefined));
    const tenures = [...this.tenures, ...open].map(tenure => [JSON.stringify(tenure), tenure] as const);
    const keepers = this.keepers(this.now);
    return {
      ...this.began,
      ...(this.leftNobody.length > 0 && { leftNobody: this.leftNobody }),
      ...(keepers.length > 0 && { keepers }),
      tenures: tenures.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tenure]) => tenure),
      refused: this.refused,
    };
  }

  private holds(actor: Actor, now: Instant): boolean {
    return [...this.standing.values()].some(({ who, role, span }) => role === actor.role && isWithin(span, now) && isTheirs(who, actor));
  }

  /** Who keeps the register without an end. */
  private keepers(now: Instant): readonly string[] {
    return [...this.people].flatMap(([id, values]) => (keepsRegister(values.values(), now) ? [id] : [])).sort();
  }

  /** People's records say something else: what they say no more ends, what they say anew begins. */
  private renew(): void {
    const before = this.standing;
    this.standing = new Map(
      this.grants().map(grant => {
        const key = JSON.stringify([grant.who, grant.role, grant.span.from, grant.span.until]);
        return [key, before.get(key) ?? { ...grant, since: this.now }];
      }),
    );
    for (const [key, ended] of before) if (!this.standing.has(key)) this.tenures.push(...tenureOf(ended, this.now));
  }

  /** Everybody's roles, also of those who stand in for them. */
  private grants(): readonly Grant[] {
    const people = [...this.people].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, values]) => values.values() as PersonValues);
    const present = people.filter(hasNotLeft);
    return present.flatMap(values => {
      const holders = [
        ...namesOf(values).map(who => ({ who, span: {} })),
        ...(values.deputies ?? []).flatMap(({ deputy = '', ...span }) => deputiesNamed(deputy, people).map(who => ({ who, span }))),
      ];
      return (values.roles ?? []).flatMap(({ role, ...span }) =>
        role === undefined ? [] : holders.map(holder => ({ who: holder.who, role, span: both(span, holder.span) })),
      );
    });
  }
}

/** True for who holds a role now that keeps the register, and holds it without an end. */
export function keepsRegister(values: PersonValues, now: Instant): boolean {
  return (
    hasNotLeft(values) &&
    (values.roles ?? []).some(
      ({ role, from, until }) =>
        role !== undefined && until === undefined && isWithin({ from }, now) && isPermitted(role, 'maintainRegister'),
    )
  );
}

/** How entries can name a person: by each address, by the name alone where there is none. */
export function namesOf({ title = '', addresses = [] }: PersonValues): readonly Named[] {
  const written = addresses.map(address => address.trim()).filter(Boolean);
  return (written.length > 0 ? written : ['']).map(email => ({ name: title, email }));
}

/** Who is meant by what stands there for a deputy: an address, the one person of the register so called, or a name that nobody there has; nobody, where they have left. */
function deputiesNamed(deputy: string, people: readonly PersonValues[]): readonly Named[] {
  const named = deputy.trim();
  if (named === '') return [];
  const known = people.filter(person => namesOf(person).some(({ name, email }) => isNamed(name, named) || isNamed(email, named)));
  // Two of one name are nobody: one of them may have entered himself under it.
  if (known.length > 1) return [];
  if (known.length > 0) return known.filter(hasNotLeft).flatMap(namesOf);
  return named.includes('@') ? [{ name: '', email: named }] : [{ name: named, email: '' }];
}

function hasNotLeft({ participation }: PersonValues): boolean {
  return participation !== 'left';
}

/** The time that is in both. */
function both(a: Span, b: Span): Span {
  const [from] = [a.from, b.from]
    .filter(at => at !== undefined)
    .sort()
    .reverse();
  const [until] = [a.until, b.until].filter(at => at !== undefined).sort();
  return { from, until };
}

/** For how long a grant counted that the register said until `ended`; nothing where that was no time at all. */
function tenureOf({ who, role, span, since }: Standing, ended: Instant | undefined): readonly Tenure[] {
  const { from = since, until } = both(span, { from: since, until: ended });
  return until !== undefined && until <= from ? [] : [{ who, role, from, ...(until !== undefined && { until }) }];
}
