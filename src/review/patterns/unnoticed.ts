import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf, Suspicion } from '../../domain/incident/finding';
import type { Calendar } from './calendar';
import { day, hour, type Happening, type InSteps } from './history';
import { namedBy, NamedPlaces } from './namedPlaces';
import { OffSafeguards } from './offSafeguards';
import { densest, foundNames } from './remarkableNames';
import type { SuspicionReason } from './suspicionReason';
import { UsualReasons } from './usualReasons';

/**
 * What each reason weighs. What the words of a report themselves tell weighs most, that something happened near something else least: on a
 * component that often fails, both come together by chance. No reason alone is enough: none
 * weighs so much.
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
/** So much together is worth a question. */
const worthAsking = 4;
/**
 * So many incidents may have all of these reasons by chance, where several hang together, and where one stands alone: in a house in which much
 * happens every day, something always happens soon after something else. How often each reason is given otherwise says how likely it is.
 */
const [mostByChance, mostOfOne] = [0.5, 0.1];

/**
 * Failed authentications are repeated where so many incidents tell of them within this time: of one account, address or host, or of one
 * component, where they may be the work of many people who mistype.
 */
const [fewestOfOne, fewestOfComponent, authenticationsWithin] = [2, 4, 7 * day];
/** Of one component at unusual times without a known cause, on so many nights within this time: people who mistype do so in daylight. */
const [fewestNights, nightsWithin] = [3, 14 * day];
/** A night ends at noon. */
const noon = 12 * hour;
/** Instability that soon after a suspicious incident may be its effect. */
const soonAfter = 2 * day;

/**
 * Disruptions that look like a security incident nobody has noticed (M 6.124), by rules that each say why: what happened together is one
 * question. What security management knows, or has looked at and cleared, is not asked about again.
 */
export function* unnoticed(
  happenings: readonly Happening[],
  wholes: ReadonlyMap<string, string>,
  calendar: Calendar,
): InSteps<readonly FindingOf<'unnoticed'>[]> {
  const { remarkable, everywhere } = yield* foundNames(happenings);
  const off = yield* OffSafeguards.of(happenings);
  const failed = yield* NamedPlaces.of(happenings, ({ signs }) => signs.includes('authentication'));
  const unexplained = yield* NamedPlaces.of(
    happenings,
    happening => happening.signs.includes('authentication') && oddTime(happening, calendar).length > 0,
  );
  const suspicious = yield* NamedPlaces.of(happenings, ({ isSecurity }) => isSecurity);
  const reasons = new Map<string, SuspicionReason[]>();
  const usual = new UsualReasons();
  for (const [at, happening] of happenings.entries()) {
    if (at % 50 === 49) yield;
    if (happening.isSecurity || happening.isCleared || happening.kind === 'order') continue;
    const own: SuspicionReason[] = [
      ...oddTime(happening, calendar),
      ...repeatedAuthentication(happenings, at, failed, { wholes, everywhere }),
      ...authenticationAtNight(happenings, at, unexplained, calendar),
      ...off.reasons(happening),
      ...(remarkable.get(happening.id) ?? []),
      ...afterSuspicious(happenings, at, suspicious, everywhere),
      ...happening.signs.map(sign => ({ reason: sign, detail: '', ids: [happening.id] })),
    ];
    usual.add(happening, own);
    if (own.length > 0) reasons.set(happening.id, withoutRepeated(own));
  }
  return yield* questions(happenings, reasons, usual);
}

/** That authentications failed is the same as that they failed repeatedly. */
function withoutRepeated(own: readonly SuspicionReason[]): SuspicionReason[] {
  const isRepeated = own.some(({ reason }) => reason === 'repeatedAuthentication');
  return own.filter(({ reason }) => reason !== 'authentication' || !isRepeated);
}

function oddTime(happening: Happening, calendar: Calendar): readonly SuspicionReason[] {
  const { id, at, isUnavailable, causeKnown } = happening;
  return isUnavailable && !causeKnown && calendar.isOdd(at) ? [{ reason: 'unexplainedAtOddTime', detail: '', ids: [id] }] : [];
}

/** What it names that does not stand in every report. */
function told(happening: Happening, what: (typeof namedBy)[number], everywhere: ReadonlySet<string>): readonly string[] {
  return what === 'components' ? happening.components : happening[what].filter(name => !everywhere.has(name));
}

/** A whole and its parts are one disturbance, and count once. */
function repeatedAuthentication(
  happenings: readonly Happening[],
  place: number,
  failed: NamedPlaces,
  { wholes, everywhere }: { readonly wholes: ReadonlyMap<string, string>; readonly everywhere: ReadonlySet<string> },
): readonly SuspicionReason[] {
  const happening = happenings[place];
  if (happening?.signs.includes('authentication') !== true) return [];
  const { from, to } = around(happenings, place, authenticationsWithin, authenticationsWithin);
  for (const [what, fewest] of [
    ['accounts', fewestOfOne],
    ['addresses', fewestOfOne],
    ['hosts', fewestOfOne],
    ['components', fewestOfComponent],
  ] as const) {
    for (const name of told(happening, what, everywhere)) {
      const ids = failed.between(what, name, from, to).flatMap(at => happenings[at]?.id ?? []);
      const single = new Set(ids.map(id => wholes.get(id) ?? id));
      if (single.size >= fewest) return [{ reason: 'repeatedAuthentication', detail: name, ids, of: what }];
    }
  }
  return [];
}

/** That authentication failed while one of its components was out of order, unexplained, night after night, whoever it was that tried. */
function authenticationAtNight(
  happenings: readonly Happening[],
  place: number,
  unexplained: NamedPlaces,
  calendar: Calendar,
): readonly SuspicionReason[] {
  const happening = happenings[place];
  if (happening?.signs.includes('authentication') !== true || oddTime(happening, calendar).length === 0) return [];
  const { from, to } = around(happenings, place, nightsWithin, nightsWithin);
  for (const name of happening.components) {
    const places = unexplained.between('components', name, from, to);
    const those = densest(
      places.flatMap(at => happenings[at] ?? []),
      nightsWithin,
    );
    const nights = new Set(those.map(({ at }) => calendar.placeOf(at - noon).day));
    if (nights.size >= fewestNights && those.includes(happening))
      return [{ reason: 'repeatedAuthentication', detail: name, ids: those.map(({ id }) => id), of: 'nights' }];
  }
  return [];
}

/** That a security incident was there shortly before, with a component, an account, an address or a host in common. */
function afterSuspicious(
  happenings: readonly Happening[],
  place: number,
  suspicious: NamedPlaces,
  everywhere: ReadonlySet<string>,
): readonly SuspicionReason[] {
  const happening = happenings[place];
  if (!happening || (!happening.isUnavailable && happening.signs.length === 0)) return [];
  const { from } = around(happenings, place, soonAfter, 0);
  const places = namedBy.flatMap(what => told(happening, what, everywhere).flatMap(name => suspicious.nextFrom(what, name, from) ?? []));
  const first = happenings[Math.min(...places)];
  if (!first || Math.min(...places) >= place) return [];
  return [{ reason: 'afterSuspicious', detail: first.id, ids: [first.id, happening.id] }];
}

/** Components that a question is told with. */
const mostNamed = 3;

/** Where thousands come in a week, the nearest are looked at. */
const mostAround = 500;

/** The first and the last place of those that happened so long before the one at a place, and so long behind it, itself among them. */
function around(
  happenings: readonly Happening[],
  place: number,
  before: number,
  behind: number,
): { readonly from: number; readonly to: number } {
  const at = happenings[place]?.at ?? 0;
  let [from, to] = [place, place];
  while (from > 0 && at - (happenings[from - 1]?.at ?? -Infinity) <= before && place - from < mostAround) from--;
  while (to + 1 < happenings.length && (happenings[to + 1]?.at ?? Infinity) - at <= behind && to - place < mostAround) to++;
  return { from, to };
}

/** What hangs together by its reasons is one question; the strongest first. */
function* questions(
  happenings: readonly Happening[],
  reasons: ReadonlyMap<string, readonly SuspicionReason[]>,
  usual: UsualReasons,
): InSteps<readonly FindingOf<'unnoticed'>[]> {
  const worth: Happening[] = [];
  const likely = new Map<string, number>();
  for (const [at, happening] of happenings.entries()) {
    if (at % 500 === 499) yield;
    const own = reasons.get(happening.id) ?? [];
    if (!isWorthAsking(own)) continue;
    const byChance = usual.byChance(happening, own);
    if (byChance <= mostByChance) worth.push(happening);
    likely.set(happening.id, byChance);
  }
  const groupOf = new Map<string, string>();
  const leader = (id: string): string => {
    let at = id;
    for (let next = groupOf.get(at); next !== undefined && next !== at; next = groupOf.get(at)) {
      groupOf.set(at, groupOf.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const [at, { id }] of worth.entries()) {
    if (at % 50 === 49) yield;
    for (const other of (reasons.get(id) ?? []).flatMap(({ ids }) => ids)) groupOf.set(leader(other), leader(id));
  }
  const groups = new Map<string, Happening[]>();
  for (const happening of worth) addUnder(groups, leader(happening.id), happening);
  const found: FindingOf<'unnoticed'>[] = [];
  for (const group of groups.values()) {
    yield;
    const ids = group.map(({ id }) => id);
    if (ids.length === 1 && (likely.get(ids[0] ?? '') ?? 0) > mostOfOne) continue;
    const own = yield* distinctReasons(ids.map(id => reasons.get(id) ?? []));
    found.push({ pattern: 'unnoticed', key: `unnoticed ${ids[0] ?? ''}`, ids, ...whereOf(group), score: scoreOf(own), reasons: own });
  }
  return found.sort((a, b) => b.score - a.score || b.ids.length - a.ids.length);
}

/** Between when and when these happened, which are ascending in time, and what they name. */
function whereOf(group: readonly Happening[]): Pick<FindingOf<'unnoticed'>, 'from' | 'to' | 'components'> {
  const [first = 0, last = first] = [group[0]?.at, group.at(-1)?.at];
  const named = new Map<string, number>();
  for (const name of group.flatMap(({ components }) => components)) named.set(name, (named.get(name) ?? 0) + 1);
  const components = [...named].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString(), components: components.slice(0, mostNamed) };
}

function isWorthAsking(own: readonly SuspicionReason[]): boolean {
  return scoreOf(own) >= worthAsking;
}

/** Each reason counts once, however often it is given. */
function scoreOf(reasons: readonly SuspicionReason[]): number {
  return [...new Set(reasons.map(({ reason }) => reason))].reduce((sum, reason) => sum + weights[reason], 0);
}

function* distinctReasons(reasons: readonly (readonly SuspicionReason[])[]): InSteps<readonly SuspicionReason[]> {
  const byKey = new Map<string, { readonly reason: Suspicion; readonly detail: string; readonly ids: Set<string> }>();
  for (const [at, own] of reasons.entries()) {
    if (at % 10 === 9) yield;
    for (const { reason, detail, ids } of own) {
      const known = byKey.get(`${reason} ${detail}`);
      if (known) for (const id of ids) known.ids.add(id);
      else byKey.set(`${reason} ${detail}`, { reason, detail, ids: new Set(ids) });
    }
  }
  return [...byKey.values()]
    .map(({ reason, detail, ids }) => ({ reason, detail, ids: [...ids] }))
    .sort((a, b) => weights[b.reason] - weights[a.reason]);
}
