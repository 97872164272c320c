import { sameText } from '../foundation/sameText';
import type { Instant } from '../foundation/time';
import { roles as allRoles, type Role } from './actor';
import { isPermitted, type Action } from './permissions';
import { isWithin, type Register } from './register';

/** A name that can be chosen, with the roles that the register of people gives to it; none where somebody was only named so far. */
export interface KnownName {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Each name once (`sameText`): where and as it comes first, with all the roles that it comes with. */
export function eachOnce(names: Iterable<KnownName>): readonly KnownName[] {
  return [...byText(names).values()];
}

/** The same by the alphabet. */
export function eachOnceSorted(names: Iterable<KnownName>): readonly KnownName[] {
  return [...byText(names)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
}

function byText(names: Iterable<KnownName>): ReadonlyMap<string, KnownName> {
  const once = new Map<string, KnownName>();
  for (const { name, roles } of names) {
    const text = sameText(name);
    if (text === '') continue;
    const before = once.get(text);
    if (!before) once.set(text, { name: name.trim(), roles });
    else if (roles.length > 0)
      once.set(text, { name: before.name, roles: allRoles.filter(role => before.roles.includes(role) || roles.includes(role)) });
  }
  return once;
}

/**
 * Who is offered where a record asks for a person: who holds a role by the register at this time, by the alphabet, then those who are `named` in
 * the record, in their order. Those whose role may do what they are to have done (`may`) come first.
 */
export function offeredNames(
  register: Pick<Register, 'tenures'> | undefined,
  named: readonly (string | undefined)[],
  at: Instant,
  may?: Action,
): readonly KnownName[] {
  const tenures = register?.tenures.filter(tenure => isWithin(tenure, at)) ?? [];
  const offered = eachOnce([
    ...eachOnceSorted(tenures.map(({ who, role }) => ({ name: who.name, roles: [role] }))),
    ...[...new Set(named)].map((name = '') => ({ name, roles: [] })),
  ]);
  if (may === undefined) return offered;
  const isFirst = ({ roles }: KnownName): boolean => roles.some(role => isPermitted(role, may));
  return [...offered.filter(isFirst), ...offered.filter(known => !isFirst(known))];
}
