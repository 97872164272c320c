import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf, Suspicion } from '../../domain/incident/finding';
import type { Calendar } from './calendar';
import { day, type Happening, type InSteps } from './history';

/** A reason for asking whether an incident is a security incident, and the incidents that it follows from. */
interface Reason {
  readonly reason: Suspicion;
  /** The account, address, host, component or incident that it is about. */
  readonly detail: string;
  readonly ids: readonly string[];
}

/**
 * What each reason weighs. What the words of a report themselves tell weighs most, that something happened near something else least: on a
 * component that often fails, both come together by chance. No reason alone is enough.
 */
const weights: Readonly<Record<Suspicion, number>> = {
  unexplainedAtOddTime: 2,
  repeatedAuthentication: 2,
  safeguardOff: 2,
  sameObservable: 2,
  afterSuspicious: 1,
  authentication: 1,
  privilege: 3,
  malware: 3,
  traces: 3,
  connection: 2,
  dataLeaving: 3,
};
/** So much together is worth a question, from two reasons at least. */
const worthAsking = 4;
const fewestReasons = 2;

/**
 * Failed authentications are repeated where so many incidents tell of them within this time: of one account, address or host, or of one
 * component, where they may be the work of many people who mistype.
 */
const [fewestOfOne, fewestOfComponent, authenticationsWithin] = [2, 4, 7 * day];
/** The same account, address or host is remarkable in so many incidents within this time, where it is hardly ever named otherwise. */
const [fewestNaming, namingWithin, shareOfNaming, mostNaming] = [3, 14 * day, 0.6, 0.02];
/** Instability that soon after a suspicious incident may be its effect. */
const soonAfter = 2 * day;

/**
 * Disruptions that look like a security incident nobody has noticed (M 6.124), by rules that each say why: what happened together is one
 * question. What security management knows, or has looked at and cleared, is not asked about again.
 */
export function* unnoticed(happenings: readonly Happening[], calendar: Calendar): InSteps<readonly FindingOf<'unnoticed'>[]> {
  const named = remarkableNames(happenings);
  yield;
  const reasons = new Map<string, Reason[]>();
  const gaps = happenings.flatMap(({ id, gaps: own }) => own.map(gap => ({ ...gap, id })));
  for (const [at, happening] of happenings.entries()) {
    if (at % 50 === 49) yield;
    if (happening.isSecurity || happening.isCleared || happening.kind === 'order') continue;
    const own: Reason[] = [
      ...oddTime(happening, calendar),
      ...repeatedAuthentication(happening, around(happenings, at, authenticationsWithin, authenticationsWithin)),
      ...offSafeguards(happening, gaps),
      ...(named.get(happening.id) ?? []),
      ...afterSuspicious(happening, around(happenings, at, soonAfter, 0)),
      ...happening.signs.map(sign => ({ reason: sign, detail: '', ids: [happening.id] })),
    ];
    if (own.length > 0) reasons.set(happening.id, withoutRepeated(own));
  }
  return questions(happenings, reasons);
}

/** That authentications failed is the same as that they failed repeatedly. */
function withoutRepeated(own: readonly Reason[]): Reason[] {
  const isRepeated = own.some(({ reason }) => reason === 'repeatedAuthentication');
  return own.filter(({ reason }) => reason !== 'authentication' || !isRepeated);
}

function oddTime(happening: Happening, calendar: Calendar): readonly Reason[] {
  const { id, at, isUnavailable, causeKnown } = happening;
  return isUnavailable && !causeKnown && calendar.isOdd(at) ? [{ reason: 'unexplainedAtOddTime', detail: '', ids: [id] }] : [];
}

function repeatedAuthentication(happening: Happening, nearby: readonly Happening[]): readonly Reason[] {
  if (!happening.signs.includes('authentication')) return [];
  const others = nearby.filter(other => other.signs.includes('authentication'));
  for (const [what, fewest] of [
    ['accounts', fewestOfOne],
    ['addresses', fewestOfOne],
    ['hosts', fewestOfOne],
    ['components', fewestOfComponent],
  ] as const) {
    for (const name of happening[what]) {
      const ids = others.filter(other => other[what].includes(name)).map(({ id }) => id);
      if (ids.length >= fewest) return [{ reason: 'repeatedAuthentication', detail: name, ids }];
    }
  }
  return [];
}

/** Two that have a component, an account, an address or a host in common. */
function isAkin(a: Happening, b: Happening): boolean {
  return (['components', 'accounts', 'addresses', 'hosts'] as const).some(what => a[what].some(name => b[what].includes(name)));
}

function offSafeguards(
  { id, at, components, signs, isUnavailable }: Happening,
  gaps: readonly (Happening['gaps'][number] & { readonly id: string })[],
): readonly Reason[] {
  if (signs.length === 0 && !isUnavailable) return [];
  const off = gaps.find(gap => gap.id !== id && gap.since <= at && at <= (gap.until ?? Infinity) && components.includes(gap.component));
  return off ? [{ reason: 'safeguardOff', detail: off.component, ids: [off.id, id] }] : [];
}

function afterSuspicious(happening: Happening, before: readonly Happening[]): readonly Reason[] {
  if (!happening.isUnavailable && happening.signs.length === 0) return [];
  const suspicious = before.find(other => other.id !== happening.id && other.isSecurity && isAkin(other, happening));
  return suspicious ? [{ reason: 'afterSuspicious', detail: suspicious.id, ids: [suspicious.id, happening.id] }] : [];
}

/** For each incident the accounts, addresses and hosts that stand in several within two weeks and hardly anywhere else. */
function remarkableNames(happenings: readonly Happening[]): ReadonlyMap<string, readonly Reason[]> {
  const byName = new Map<string, Happening[]>();
  for (const happening of happenings)
    for (const name of new Set([...happening.accounts, ...happening.addresses, ...happening.hosts])) addUnder(byName, name, happening);
  const found = new Map<string, Reason[]>();
  for (const [name, having] of byName) {
    if (having.length < fewestNaming || having.length > Math.max(fewestNaming * 3, happenings.length * mostNaming)) continue;
    const together = densest(having, namingWithin);
    if (together.length < fewestNaming || together.length < having.length * shareOfNaming) continue;
    const ids = together.map(({ id }) => id);
    for (const id of ids) addUnder(found, id, { reason: 'sameObservable', detail: name, ids });
  }
  return found;
}

/** The most of these, ascending in time, that lie within a time. */
function densest(having: readonly Happening[], within: number): readonly Happening[] {
  let [from, best] = [0, having.slice(0, 0)];
  for (const [to, { at }] of having.entries()) {
    while (at - (having[from]?.at ?? at) > within) from++;
    if (to - from + 1 > best.length) best = having.slice(from, to + 1);
  }
  return best;
}

/** Where thousands come in a week, the nearest are looked at. */
const mostAround = 500;

/** Those that happened so long before the one at a place, and so long behind it, itself among them. */
function around(happenings: readonly Happening[], place: number, before: number, behind: number): readonly Happening[] {
  const at = happenings[place]?.at ?? 0;
  let [from, to] = [place, place];
  while (from > 0 && at - (happenings[from - 1]?.at ?? -Infinity) <= before && place - from < mostAround) from--;
  while (to + 1 < happenings.length && (happenings[to + 1]?.at ?? Infinity) - at <= behind && to - place < mostAround) to++;
  return happenings.slice(from, to + 1);
}

/** What hangs together by its reasons is one question; the strongest first. */
function questions(happenings: readonly Happening[], reasons: ReadonlyMap<string, readonly Reason[]>): readonly FindingOf<'unnoticed'>[] {
  const worth = happenings.filter(({ id }) => isWorthAsking(reasons.get(id) ?? []));
  const groupOf = new Map<string, string>();
  const leader = (id: string): string => {
    const next = groupOf.get(id) ?? id;
    return next === id ? id : leader(next);
  };
  for (const { id } of worth) for (const other of (reasons.get(id) ?? []).flatMap(({ ids }) => ids)) groupOf.set(leader(other), leader(id));
  const groups = new Map<string, string[]>();
  for (const { id } of worth) addUnder(groups, leader(id), id);
  return [...groups.values()]
    .map(ids => {
      const own = distinctReasons(ids.flatMap(id => reasons.get(id) ?? []));
      return { pattern: 'unnoticed' as const, key: `unnoticed ${ids[0] ?? ''}`, ids, score: scoreOf(own), reasons: own };
    })
    .sort((a, b) => b.score - a.score || b.ids.length - a.ids.length);
}

function isWorthAsking(own: readonly Reason[]): boolean {
  return new Set(own.map(({ reason }) => reason)).size >= fewestReasons && scoreOf(own) >= worthAsking;
}

/** Each reason counts once, however often it is given. */
function scoreOf(reasons: readonly Reason[]): number {
  return [...new Set(reasons.map(({ reason }) => reason))].reduce((sum, reason) => sum + weights[reason], 0);
}

function distinctReasons(reasons: readonly Reason[]): readonly Reason[] {
  const byKey = new Map<string, { readonly reason: Suspicion; readonly detail: string; readonly ids: Set<string> }>();
  for (const { reason, detail, ids } of reasons) {
    const known = byKey.get(`${reason} ${detail}`);
    if (known) for (const id of ids) known.ids.add(id);
    else byKey.set(`${reason} ${detail}`, { reason, detail, ids: new Set(ids) });
  }
  return [...byKey.values()]
    .map(({ reason, detail, ids }) => ({ reason, detail, ids: [...ids] }))
    .sort((a, b) => weights[b.reason] - weights[a.reason]);
}
