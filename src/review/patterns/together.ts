import { ByName } from '../../domain/foundation/byName';
import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf } from '../../domain/incident/finding';
import type { Calendar } from './calendar';
import { binomialTail, discoveries, hypergeometricTail } from './chance';
import { CountedOnce } from './countedOnce';
import { day, type ChangeMade, type Happening, type InSteps } from './history';
import { fewestOfName, mostNames, oncePerDay } from './oncePerDay';
import { falseRate } from './rates';
import { isIn, merged, shareOf } from './timeSpans';

type Together = FindingOf<'together'>;
type Tested = Omit<Together, 'tried'>;

/** Fewer together can not be told from chance. */
const fewestTogether = 4;
/** One thing follows another within this time; an incident follows a change within one of those (milliseconds). */
const [followsWithin, changeWithin] = [day, [day, 3 * day]];
/** The whole that an incident is, or is a part of. */
type Wholes = ReadonlyMap<string, string>;

/** Names that are looked at in one go. */
const atOnce = 2_000;
/** Hours that are counted together. */
const hoursTogether = 3;
/** So many times more often than expected: what is certain and small is nothing that anybody would act on. */
const leastRatio = 1.5;

/** What comes together more often than chance: components, times of day and days of the week, what follows what, and what follows changes. `wholes` as in `surges`. */
export function* together(
  happenings: readonly Happening[],
  wholes: Wholes,
  changes: readonly ChangeMade[],
  calendar: Calendar,
): InSteps<readonly Together[]> {
  const byComponent = yield* oncePerDay(happenings, wholes, calendar);
  return [
    ...(yield* inOneIncident(happenings, wholes)),
    ...(yield* atHours(byComponent, calendar)),
    ...(yield* onWeekdays(byComponent, calendar)),
    ...(yield* following(byComponent, happenings, wholes, calendar)),
    ...(yield* afterChanges(byComponent, changes, calendar)),
  ];
}

/** Components that are named by one incident (Fisher's exact test). */
function* inOneIncident(happenings: readonly Happening[], wholes: Wholes): InSteps<readonly Together[]> {
  yield;
  const several = happenings.filter(({ components }) => components.length > 0);
  const counts = new ByName<number>();
  const [counted, paired] = [new CountedOnce(wholes), new CountedOnce(wholes)];
  let looked = 0;
  for (const happening of several) {
    for (const name of new Set(happening.components)) {
      if (!counted.isAgain(happening, name)) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (looked++ % atOnce === 0) yield;
    }
  }
  const frequent = new Set<string>();
  for (const [name, count] of counts) {
    if (looked++ % atOnce === 0) yield;
    if (count >= fewestOfName) frequent.add(name);
  }
  const pairs = new ByName<Map<string, string[]>>();
  for (const [at, happening] of several.entries()) {
    if (at % 10 === 9) yield;
    const names = [...new Set(happening.components)]
      .filter(name => frequent.has(name))
      .sort()
      .slice(0, 20);
    for (const [place, a] of names.entries()) {
      for (const b of names.slice(place + 1)) {
        if (paired.isAgain(happening, `${a}\n${b}`)) continue;
        const withA = pairs.get(a) ?? new Map<string, string[]>();
        pairs.set(a, withA);
        addUnder(withA, b, happening.id);
      }
    }
  }
  const tested: Tested[] = [];
  for (const [a, withA] of pairs) {
    for (const [b, ids] of withA) {
      if (looked++ % 100 === 0) yield;
      const [of, other] = [counts.get(a) ?? 0, counts.get(b) ?? 0];
      const expected = (of * other) / several.length;
      if (ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
      tested.push(
        found('sameIncident', a, b, ids, Math.min(of, other), expected, hypergeometricTail(ids.length, of, other, several.length)),
      );
    }
  }
  return discoveries(tested, (frequent.size * (frequent.size - 1)) / 2, falseRate);
}

/** A component at a time of day, against all the others at that time (Fisher's exact test). */
function* atHours(byComponent: ReadonlyMap<string, readonly Happening[]>, calendar: Calendar): InSteps<readonly Together[]> {
  const slotOf = ({ at }: Happening): number => Math.floor(calendar.placeOf(at).hour / hoursTogether);
  const slots = 24 / hoursTogether;
  const all = new Array<number>(slots).fill(0);
  for (const having of byComponent.values()) {
    yield;
    for (const happening of having) all[slotOf(happening)] = (all[slotOf(happening)] ?? 0) + 1;
  }
  const sum = all.reduce((total, count) => total + count, 0);
  const tested: Tested[] = [];
  for (const [name, having] of byComponent) {
    yield;
    const inSlot = Array.from({ length: slots }, (): string[] => []);
    for (const happening of having) inSlot[slotOf(happening)]?.push(happening.id);
    const expectedIn = all.map(count => (having.length * count) / sum);
    for (const [slot, ids] of inSlot.entries()) {
      const expected = expectedIn[slot] ?? 0;
      // What is used at other hours than the rest, in another part of the world, fails at other hours: a peak stands above the hours beside it, too.
      const beside = [(slot + slots - 1) % slots, (slot + 1) % slots];
      const [failed, usual] = [inSlot.map(({ length }) => length), expectedIn].map(counts =>
        beside.reduce((total, at) => total + (counts[at] ?? 0), 0),
      );
      const there = ((failed ?? 0) + 1) / ((usual ?? 0) + 1);
      if (ids.length < fewestTogether || ids.length < expected * Math.max(1, there) * leastRatio) continue;
      const chance = hypergeometricTail(ids.length, having.length, all[slot] ?? 0, sum);
      tested.push(found('hours', name, String(slot * hoursTogether), ids, having.length, expected, chance));
    }
  }
  return discoveries(tested, byComponent.size * slots, falseRate);
}

/** A component on a day of the week, against the share of that day among those on which it would fail (binomial test). */
function* onWeekdays(byComponent: ReadonlyMap<string, readonly Happening[]>, calendar: Calendar): InSteps<readonly Together[]> {
  const weekdays = calendar.weekdays();
  const tested: Tested[] = [];
  for (const [name, having] of byComponent) {
    yield;
    const expectedOn = activeDays(having.length, weekdays);
    for (const [weekday, expected] of expectedOn.entries()) {
      const ids = having.filter(({ at }) => calendar.placeOf(at).weekday === weekday).map(({ id }) => id);
      if (ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
      const chance = binomialTail(ids.length, having.length, expected / having.length);
      tested.push(found('weekday', name, String(weekday), ids, having.length, expected, chance));
    }
  }
  return discoveries(tested, byComponent.size * weekdays.length, falseRate);
}

/**
 * On how many days of each day of the week something fails at least once, if on `active` days in all. What fails seldom fails as the days are
 * busy; what fails often fails every day, busy or not: the rate at which so many days come together is looked for (Poisson, by halving).
 */
function activeDays(active: number, weekdays: ReturnType<Calendar['weekdays']>): readonly number[] {
  const expected = (rate: number): readonly number[] => weekdays.map(({ days, share }) => days * -Math.expm1(-rate * share));
  const sum = (rate: number): number => expected(rate).reduce((total, one) => total + one, 0);
  let [low, high] = [0, 1];
  while (sum(high) < active && high < 1e9) high *= 2;
  for (let halved = 0; halved < 50; halved++) {
    const middle = (low + high) / 2;
    if (sum(middle) < active) low = middle;
    else high = middle;
  }
  return expected(high);
}

/** A component that fails within a day after another one (binomial test against the share of the time behind that one). */
function* following(
  byComponent: ReadonlyMap<string, readonly Happening[]>,
  happenings: readonly Happening[],
  wholes: Wholes,
  calendar: Calendar,
): InSteps<readonly Together[]> {
  const namedIn = new Map<string, Set<string>>();
  const timesOf = new Map([...byComponent.keys()].map(name => [name, [] as number[]]));
  let looked = 0;
  for (const { id, at, components } of happenings) {
    if (looked++ % atOnce === 0) yield;
    const whole = wholes.get(id);
    for (const name of new Set(components)) {
      if (whole !== undefined) namedIn.set(whole, (namedIn.get(whole) ?? new Set()).add(name));
      timesOf.get(name)?.push(at);
      if (looked++ % atOnce === 0) yield;
    }
  }
  const all = [...byComponent.values()].flat();
  const tested: Tested[] = [];
  for (const [first, leading] of byComponent) {
    const spans = merged(timesOf.get(first) ?? [], followsWithin);
    const share = yield* shareOf(spans, all, calendar);
    for (const [second, behind] of byComponent) {
      yield;
      if (second === first) continue;
      // What names both is one failure, and told as such; so is a whole whose parts do.
      const others = behind.filter(
        ({ id, components }) => !components.includes(first) && namedIn.get(wholes.get(id) ?? '')?.has(first) !== true,
      );
      const ids = others.filter(({ at }) => isIn(spans, at)).map(({ id }) => id);
      const expected = others.length * share;
      if (share > 0.5 || ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
      const ahead = merged(
        others.map(({ at }) => at - followsWithin),
        followsWithin,
      );
      const before = leading.filter(({ at }) => isIn(ahead, at)).map(({ id }) => id);
      tested.push(
        found('follows', second, first, [...before, ...ids], others.length, expected, binomialTail(ids.length, others.length, share), {
          count: ids.length,
        }),
      );
    }
    yield;
  }
  return discoveries(tested, byComponent.size * (byComponent.size - 1), falseRate);
}

/** A component that fails within a day or three after changes of a component, its own or another. */
function* afterChanges(
  byComponent: ReadonlyMap<string, readonly Happening[]>,
  changes: readonly ChangeMade[],
  calendar: Calendar,
): InSteps<readonly Together[]> {
  const all = [...byComponent.values()].flat();
  const changesOf = new Map<string, number[]>();
  for (const { at, components } of changes) for (const name of new Set(components)) addUnder(changesOf, name, at);
  const several = [...changesOf].filter(([, times]) => times.length >= 2).slice(0, mostNames);
  const tested: Tested[] = [];
  for (const [changed, times] of several) {
    times.sort((a, b) => a - b);
    for (const within of changeWithin) {
      const spans = merged(times, within);
      const share = yield* shareOf(spans, all, calendar);
      for (const [name, having] of byComponent) {
        yield;
        const ids = having.filter(({ at }) => isIn(spans, at)).map(({ id }) => id);
        const expected = having.length * share;
        if (share > 0.5 || ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
        tested.push(
          found('afterChange', name, changed, ids, having.length, expected, binomialTail(ids.length, having.length, share), {
            days: within / day,
          }),
        );
      }
      yield;
    }
  }
  // That a component fails after its own changes is nearer at hand than after any other's: a family of its own.
  const [own, others] = [tested.filter(({ a, b }) => a === b), tested.filter(({ a, b }) => a !== b)];
  return [
    ...discoveries(own, several.length * changeWithin.length, falseRate),
    ...discoveries(others, several.length * byComponent.size * changeWithin.length, falseRate),
  ];
}

function found(
  company: Together['company'],
  a: string,
  b: string,
  ids: readonly string[],
  of: number,
  expected: number,
  chance: number,
  more: Partial<Pick<Tested, 'count' | 'days'>> = {},
): Tested {
  return {
    pattern: 'together',
    key: `together ${company} ${a} ${b}`,
    company,
    a,
    b,
    ids,
    count: ids.length,
    of,
    expected,
    chance,
    ...more,
  };
}
