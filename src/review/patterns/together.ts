import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf } from '../../domain/incident/finding';
import type { Calendar } from './calendar';
import { binomialTail, discoveries, hypergeometricTail } from './chance';
import { day, type ChangeMade, type Happening, type InSteps } from './history';
import { strictFalseRate } from './rates';

type Together = FindingOf<'together'>;
type Tested = Omit<Together, 'tried'>;

/** A name that came less often can not be told from chance, and as often together at least. */
const [fewestOfName, fewestTogether] = [4, 4];
/** Names of a facet that are compared, the most frequent first. */
const mostNames = 150;
/** One thing follows another within this time; an incident follows a change within one of those (milliseconds). */
const [followsWithin, changeWithin] = [day, [day, 3 * day]];
/** Hours that are counted together. */
const hoursTogether = 3;
/** So many times more often than expected: what is certain and small is nothing that anybody would act on. */
const leastRatio = 1.5;

/** What comes together more often than chance: components, times of day and days of the week, what follows what, and what follows changes. */
export function* together(
  happenings: readonly Happening[],
  changes: readonly ChangeMade[],
  calendar: Calendar,
): InSteps<readonly Together[]> {
  const byComponent = yield* onceADay(happenings, calendar);
  return [
    ...(yield* inOneIncident(happenings)),
    ...(yield* atOneTime(byComponent, calendar, 'hours')),
    ...(yield* atOneTime(byComponent, calendar, 'weekday')),
    ...(yield* following(byComponent, calendar)),
    ...(yield* afterChanges(byComponent, changes, calendar)),
  ];
}

/** The first happening of each component on each day: reports of one failure are no two witnesses. */
function* onceADay(happenings: readonly Happening[], calendar: Calendar): InSteps<ReadonlyMap<string, readonly Happening[]>> {
  const byName = new Map<string, { readonly firsts: Happening[]; last: number }>();
  for (const [at, happening] of happenings.entries()) {
    if (at % 1_000 === 999) yield;
    const { day: on } = calendar.placeOf(happening.at);
    for (const name of new Set(happening.components)) {
      const known = byName.get(name);
      if (!known) byName.set(name, { firsts: [happening], last: on });
      else if (known.last !== on) {
        known.firsts.push(happening);
        known.last = on;
      }
    }
  }
  const frequent = [...byName].filter(([, { firsts }]) => firsts.length >= fewestOfName);
  frequent.sort(([a, { firsts: m }], [b, { firsts: n }]) => n.length - m.length || (a < b ? -1 : 1));
  return new Map(frequent.slice(0, mostNames).map(([name, { firsts }]) => [name, firsts]));
}

/** Components that are named by one incident (Fisher's exact test). */
function* inOneIncident(happenings: readonly Happening[]): InSteps<readonly Together[]> {
  const several = happenings.filter(({ components }) => components.length > 0);
  const counts = new Map<string, number>();
  for (const { components } of several) for (const name of new Set(components)) counts.set(name, (counts.get(name) ?? 0) + 1);
  yield;
  const frequent = new Set([...counts].filter(([, count]) => count >= fewestOfName).map(([name]) => name));
  const pairs = new Map<string, { readonly a: string; readonly b: string; readonly ids: string[] }>();
  for (const [at, { id, components }] of several.entries()) {
    if (at % 200 === 199) yield;
    const names = [...new Set(components)]
      .filter(name => frequent.has(name))
      .sort()
      .slice(0, 20);
    for (const [place, a] of names.entries()) {
      for (const b of names.slice(place + 1)) {
        const key = `${a}\n${b}`;
        const pair = pairs.get(key);
        if (pair) pair.ids.push(id);
        else pairs.set(key, { a, b, ids: [id] });
      }
    }
  }
  const tested: Tested[] = [];
  for (const { a, b, ids } of pairs.values()) {
    const [of, other] = [counts.get(a) ?? 0, counts.get(b) ?? 0];
    const expected = (of * other) / several.length;
    if (ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
    tested.push(found('sameIncident', a, b, ids, Math.min(of, other), expected, hypergeometricTail(ids.length, of, other, several.length)));
  }
  return discoveries(tested, (frequent.size * (frequent.size - 1)) / 2, strictFalseRate);
}

/** A component at a time of day or on a day of the week, against all the others at that time (Fisher's exact test). */
function* atOneTime(
  byComponent: ReadonlyMap<string, readonly Happening[]>,
  calendar: Calendar,
  company: 'hours' | 'weekday',
): InSteps<readonly Together[]> {
  const slotOf = ({ at }: Happening): number => {
    const place = calendar.placeOf(at);
    return company === 'weekday' ? place.weekday : Math.floor(place.hour / hoursTogether);
  };
  const slots = company === 'weekday' ? 7 : 24 / hoursTogether;
  const all = new Array<number>(slots).fill(0);
  for (const happening of [...byComponent.values()].flat()) all[slotOf(happening)] = (all[slotOf(happening)] ?? 0) + 1;
  const sum = all.reduce((total, count) => total + count, 0);
  const tested: Tested[] = [];
  for (const [name, having] of byComponent) {
    yield;
    for (let slot = 0; slot < slots; slot++) {
      const ids = having.filter(happening => slotOf(happening) === slot).map(({ id }) => id);
      const expected = (having.length * (all[slot] ?? 0)) / sum;
      if (ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
      const b = String(company === 'weekday' ? slot : slot * hoursTogether);
      tested.push(
        found(company, name, b, ids, having.length, expected, hypergeometricTail(ids.length, having.length, all[slot] ?? 0, sum)),
      );
    }
  }
  return discoveries(tested, byComponent.size * slots, strictFalseRate);
}

/** A component that fails within a day after another one (binomial test against the share of the time behind that one). */
function* following(byComponent: ReadonlyMap<string, readonly Happening[]>, calendar: Calendar): InSteps<readonly Together[]> {
  const all = [...byComponent.values()].flat().sort((a, b) => a.at - b.at);
  const tested: Tested[] = [];
  for (const [first, leading] of byComponent) {
    const spans = merged(
      leading.map(({ at }) => at),
      followsWithin,
    );
    const share = shareOf(spans, all, calendar);
    for (const [second, behind] of byComponent) {
      yield;
      if (second === first) continue;
      // What names both is one failure, and told as such.
      const others = behind.filter(({ components }) => !components.includes(first));
      const ids = others.filter(({ at }) => isIn(spans, at)).map(({ id }) => id);
      const expected = others.length * share;
      if (share > 0.5 || ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
      const ahead = merged(
        others.map(({ at }) => at - followsWithin),
        followsWithin,
      );
      const before = leading.filter(({ at }) => isIn(ahead, at)).map(({ id }) => id);
      tested.push(
        found(
          'follows',
          second,
          first,
          [...before, ...ids],
          others.length,
          expected,
          binomialTail(ids.length, others.length, share),
          ids.length,
        ),
      );
    }
    yield;
  }
  return discoveries(tested, byComponent.size * (byComponent.size - 1), strictFalseRate);
}

/** A component that fails within a day or three after changes of a component, its own or another. */
function* afterChanges(
  byComponent: ReadonlyMap<string, readonly Happening[]>,
  changes: readonly ChangeMade[],
  calendar: Calendar,
): InSteps<readonly Together[]> {
  const all = [...byComponent.values()].flat().sort((a, b) => a.at - b.at);
  const changesOf = new Map<string, number[]>();
  for (const { at, components } of changes) for (const name of new Set(components)) addUnder(changesOf, name, at);
  const several = [...changesOf].filter(([, times]) => times.length >= 2).slice(0, mostNames);
  const tested: Tested[] = [];
  for (const [changed, times] of several) {
    times.sort((a, b) => a - b);
    for (const within of changeWithin) {
      const spans = merged(times, within);
      const share = shareOf(spans, all, calendar);
      for (const [name, having] of byComponent) {
        yield;
        const ids = having.filter(({ at }) => isIn(spans, at)).map(({ id }) => id);
        const expected = having.length * share;
        if (share > 0.5 || ids.length < fewestTogether || ids.length < expected * leastRatio) continue;
        tested.push(found('afterChange', name, changed, ids, having.length, expected, binomialTail(ids.length, having.length, share)));
      }
      yield;
    }
  }
  // That a component fails after its own changes is nearer at hand than after any other's: a family of its own.
  const [own, others] = [tested.filter(({ a, b }) => a === b), tested.filter(({ a, b }) => a !== b)];
  return [
    ...discoveries(own, several.length * changeWithin.length, strictFalseRate),
    ...discoveries(others, several.length * byComponent.size * changeWithin.length, strictFalseRate),
  ];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The times behind these, joined where they overlap. */
function merged(times: readonly number[], within: number): readonly Span[] {
  const spans: { readonly from: number; to: number }[] = [];
  for (const at of times) {
    const last = spans.at(-1);
    if (last && at <= last.to) last.to = at + within;
    else spans.push({ from: at, to: at + within });
  }
  return spans;
}

/** The share of everything that falls into these times by the calendar, or does, whichever is more. */
function shareOf(spans: readonly Span[], all: readonly Happening[], calendar: Calendar): number {
  const byCalendar = spans.reduce((sum, { from, to }) => sum + calendar.share(from, to), 0);
  const byOthers = all.filter(({ at }) => isIn(spans, at)).length / Math.max(1, all.length);
  return Math.max(byCalendar, byOthers);
}

function isIn(spans: readonly Span[], at: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return at <= (spans[low - 1]?.to ?? -Infinity);
}

function found(
  company: Together['company'],
  a: string,
  b: string,
  ids: readonly string[],
  of: number,
  expected: number,
  chance: number,
  count = ids.length,
): Tested {
  return { pattern: 'together', key: `together ${company} ${a} ${b}`, company, a, b, ids, count, of, expected, chance };
}
