import { firstPlace } from '../../base/firstPlace';
import { ByName } from '../../domain/foundation/byName';
import { addUnder } from '../../domain/foundation/grouped';
import { compareCodes } from '../../domain/foundation/time';
import type { Facet, FindingOf } from '../../domain/incident/finding';
import type { Calendar } from './calendar';
import { binomialTail, discoveries } from './chance';
import { CountedOnce } from './countedOnce';
import { day, hour, type Happening, type InSteps } from './history';
import { falseRate, strictFalseRate } from './rates';
import { sortedInSteps } from './sortedInSteps';
import { burstRule, recentSurge, recurrenceRule, surgeIn, type ScanRule, type Surge } from './scan';

/** What a happening has of each facet. */
const namesOf: Readonly<Record<Exclude<Facet, 'all'>, (happening: Happening) => readonly string[]>> = {
  component: ({ components }) => components,
  category: ({ category }) => (category === undefined ? [] : [category]),
  signature: ({ signatures }) => signatures,
  cause: ({ causes }) => causes,
};

/** The same thing is scanned again without what was found, so often at most. */
const mostOfOne = 3;

type SurgeFinding = FindingOf<'recurrence'> | FindingOf<'burst'>;

/** A surge of something that was tried, and everything that has it. */
interface Tested extends Surge {
  readonly name: string;
  readonly having: readonly Happening[];
}

/**
 * What came again and again, or many times in hours or days, against its own rate: each facet is a family of its own. A whole and its parts
 * (`wholes`) are one disturbance, in which each name counts once.
 */
export function* surges(
  happenings: readonly Happening[],
  wholes: ReadonlyMap<string, string>,
  calendar: Calendar,
  now: number,
): InSteps<readonly SurgeFinding[]> {
  const counted = new CountedOnce(wholes);
  const single = happenings.filter(happening => !counted.isAgain(happening, ''));
  const all = single.map(({ at }) => at);
  yield;
  const found: SurgeFinding[] = [];
  for (const facet of Object.keys(namesOf) as (keyof typeof namesOf)[]) {
    const byName = yield* grouped(happenings, wholes, namesOf[facet]);
    for (const [pattern, rule] of [['recurrence', recurrenceRule] as const, ['burst', burstRule] as const]) {
      const tested: Tested[] = [];
      // What came too seldom to be told of is not tried, however much of it there is.
      const names = byName.filter(([, having]) => having.length >= rule.fewest);
      for (const [name, having] of names) {
        for (const surge of yield* surgesOf(having, all, calendar, rule)) tested.push({ ...surge, name, having });
        yield;
      }
      const rate = pattern === 'recurrence' ? falseRate : strictFalseRate;
      found.push(...(yield* findings(pattern, facet, discoveries(tested, names.length, rate).map(ofIncidents), now)));
    }
    const recent: Tested[] = [];
    for (const [name, having] of byName) {
      const surge = recentSurge({ times: having.map(({ at }) => at), all, calendar }, recurrenceRule, now);
      if (surge) recent.push({ ...surge, name, having });
      yield;
    }
    found.push(...(yield* findings('recurrence', facet, discoveries(recent, byName.length, falseRate).map(ofIncidents), now)));
  }
  found.push(...(yield* busyTimes(single, calendar, now)));
  return found;
}

/** So many others are needed to say how large bursts usually are. */
const fewestBursts = 5;

/**
 * Without the bursts that are as large as they usually are here: where failures are regularly told by many, one more that is says nothing. Each
 * is held against the others, whose sizes fall off from the least one on (geometric distribution, its mean taken from them).
 */
export function withoutUsualBursts<F extends { readonly pattern: string; readonly ids: readonly string[] }>(
  found: readonly F[],
): readonly F[] {
  const above = ({ ids }: F): number => Math.max(0, ids.length - burstRule.fewest);
  const bursts = found.filter(({ pattern }) => pattern === 'burst');
  if (bursts.length <= fewestBursts) return found;
  const sum = bursts.reduce((total, one) => total + above(one), 0);
  const isUsual = (one: F): boolean => {
    const mean = (sum - above(one)) / (bursts.length - 1);
    return bursts.length * (mean / (mean + 1)) ** above(one) > falseRate;
  };
  return found.filter(one => one.pattern !== 'burst' || !isUsual(one));
}

function* surgesOf(having: readonly Happening[], all: readonly number[], calendar: Calendar, rule: ScanRule): InSteps<readonly Surge[]> {
  const found: Surge[] = [];
  let times = having.map(({ at }) => at);
  while (times.length >= rule.fewest && found.length < mostOfOne) {
    const surge = yield* surgeIn({ times, all, calendar, without: found }, rule);
    if (!surge) break;
    found.push(surge);
    times = times.filter(at => at < surge.from || at > surge.to);
  }
  return found;
}

/** What is told counts incidents; what is tested are events, one that is told again within the hour being one. */
function ofIncidents<T extends Tested>(tested: T): T {
  const { having, total, expected } = tested;
  return { ...tested, total: having.length, expected: (expected / total) * having.length };
}

/** Days around a busy time that say what is usual there: a history grows and shrinks. */
const around = 28 * day;
const busyLengths = [3 * hour, 12 * hour, day, 3 * day];
const fewestBusy = 6;

/** Times in which far more came than around them, whatever it was. */
function* busyTimes(happenings: readonly Happening[], calendar: Calendar, now: number): InSteps<readonly SurgeFinding[]> {
  const times = happenings.map(({ at }) => at);
  const spread = usualSpread(times, calendar);
  const tested: Tested[] = [];
  let tried = 0;
  for (const length of busyLengths) {
    tried += calendar.length / length;
    let [end, before, behind, best] = [0, 0, 0, 0];
    for (const [start, from] of times.entries()) {
      if (start % 200 === 199) yield;
      const to = from + length;
      while (end < times.length && (times[end] ?? 0) <= to) end++;
      while ((times[before] ?? from) < from - around) before++;
      while (behind < times.length && (times[behind] ?? 0) <= to + around) behind++;
      const [count, total] = [end - start, behind - before];
      const share = calendar.share(from, to) / Math.max(1e-9, calendar.share(from - around, to + around));
      if (count < fewestBusy || count <= total * share) continue;
      const chance = binomialTail(Math.floor(count / spread), Math.round(total / spread), share);
      const last = tested.at(-1);
      if (chance * tried > 1 || (last && best === length && last.to >= from && last.chance <= chance)) continue;
      if (last && best === length && last.to >= from) tested.pop();
      best = length;
      tested.push({ name: '', having: happenings, from, to: times[end - 1] ?? to, count, total, expected: total * share, chance });
    }
  }
  yield;
  const distinct = distinctTimes(tested);
  yield;
  return yield* findings('burst', 'all', discoveries(distinct, Math.ceil(tried), strictFalseRate), now);
}

/** Of windows that overlap, the one that is least by chance. */
function distinctTimes<S extends Surge>(windows: readonly S[]): readonly S[] {
  const kept: S[] = [];
  for (const window of windows.toSorted((a, b) => a.chance - b.chance || a.from - b.from))
    if (kept.every(({ from, to }) => window.to < from || window.from > to)) kept.push(window);
  return kept;
}

/** How unevenly days usually come, against what the calendar expects: the mean of their squared residuals, without the topmost twentieth. */
function usualSpread(times: readonly number[], calendar: Calendar): number {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const counts = new Map<number, number>();
  for (const at of times) counts.set(Math.floor(at / day), (counts.get(Math.floor(at / day)) ?? 0) + 1);
  const residuals: number[] = [];
  for (let number = Math.ceil(first / day); (number + 1) * day <= last; number++) {
    let nearby = 0;
    for (let other = number - 14; other <= number + 14; other++) nearby += counts.get(other) ?? 0;
    const share =
      calendar.share(number * day, (number + 1) * day) / Math.max(1e-9, calendar.share((number - 14) * day, (number + 15) * day));
    const expected = Math.max(0.05, nearby * share);
    residuals.push(((counts.get(number) ?? 0) - expected) ** 2 / expected);
  }
  const kept = residuals.sort((a, b) => a - b).slice(0, Math.floor(residuals.length * 0.95));
  if (kept.length < 14) return 1;
  return Math.max(1, kept.reduce((sum, one) => sum + one, 0) / kept.length / trimmedMean);
}

/** The mean of a chi-squared variable of one degree below its 95 % quantile. */
const trimmedMean = 0.759;

/** Names that are looked at in one go. */
const atOnce = 2_000;

/** Happenings by what they have of a facet, the names in their order, without those that came too seldom for any pattern. */
function* grouped(
  happenings: readonly Happening[],
  wholes: ReadonlyMap<string, string>,
  names: (happening: Happening) => readonly string[],
): InSteps<readonly (readonly [string, readonly Happening[]])[]> {
  const byName = new ByName<Happening[]>();
  const counted = new CountedOnce(wholes);
  let looked = 0;
  for (const happening of happenings) {
    if (looked++ % atOnce === 0) yield;
    for (const name of new Set(names(happening))) {
      if (name !== '' && !counted.isAgain(happening, name)) addUnder(byName, name, happening);
      if (looked++ % atOnce === 0) yield;
    }
  }
  const often: [string, readonly Happening[]][] = [];
  for (const one of byName) {
    if (looked++ % atOnce === 0) yield;
    if (one[1].length >= recurrenceRule.fewest) often.push(one);
  }
  return yield* sortedInSteps(often, ([a], [b]) => compareCodes(a, b));
}

/** What is told of each, in steps; the weeks of one thing are counted once, however many of its times are told. */
function* findings(
  pattern: SurgeFinding['pattern'],
  facet: Facet,
  tested: readonly (Tested & { readonly tried: number })[],
  now: number,
): InSteps<readonly SurgeFinding[]> {
  const weeksOf = new Map<readonly Happening[], readonly number[]>();
  const found: SurgeFinding[] = [];
  for (const { name, having, from, to, total, expected, chance, tried } of tested) {
    yield;
    const weeks = weeksOf.get(having) ?? perWeek(having, now);
    weeksOf.set(having, weeks);
    found.push({
      pattern,
      // The time in which something came most wanders from day to day; that of everything together does not.
      key: facet === 'all' ? `${pattern} all ${iso(from).slice(0, 10)}` : `${pattern} ${facet} ${name}`,
      facet,
      name,
      from: iso(from),
      to: iso(to),
      ids: within(having, from, to).map(({ id }) => id),
      weeks,
      total,
      expected,
      chance,
      tried,
    });
  }
  return found;
}

/** Those between two times, of some in the order of time. */
function within(having: readonly Happening[], from: number, to: number): readonly Happening[] {
  const placeOf = (isBefore: (at: number) => boolean): number => firstPlace(having.length, place => isBefore(having[place]?.at ?? 0));
  return having.slice(
    placeOf(at => at < from),
    placeOf(at => at <= to),
  );
}

/** Weeks that a picture shows. */
const weeksShown = 104;

/** How many came in each of the weeks that end now, from the first on in which one came, at most two years of them. */
function perWeek(having: readonly Happening[], now: number): readonly number[] {
  const counts = new Array<number>(weeksShown).fill(0);
  for (const { at } of having) {
    const place = weeksShown - 1 - Math.floor((now - at) / (7 * day));
    if (place in counts) counts[place] = (counts[place] ?? 0) + 1;
  }
  const first = counts.findIndex(count => count > 0);
  return counts.slice(first < 0 ? -1 : first);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
