import { addUnder } from '../../domain/foundation/grouped';
import type { Finding } from '../../domain/incident/finding';
import { Calendar } from './calendar';
import { chains } from './chains';
import { day, mostYears, year, type CauseOf, type Happening, type History, type InSteps } from './history';
import { hotspots } from './hotspots';
import { originalsOf, wholesOf } from './originals';
import { sortedInSteps } from './sortedInSteps';
import { surges, withoutUsualBursts } from './surges';
import { together } from './together';
import { toldOnce } from './toldOnce';
import { unnoticed } from './unnoticed';

/** Two findings that are made of the same incidents to this part (Jaccard) are one. */
const sameShare = 0.6;

/**
 * Looks for patterns of failure that nobody has noticed (M 6.124): what looks like a security incident first, then chains of cause and
 * effect, what comes again, comes at once, comes together, and areas of the code; each kind the clearest first. The same incidents are told once.
 */
export function* findPatterns(history: History): InSteps<readonly Finding[]> {
  const looked = history.happenings.filter(({ at }) => at > history.until - mostYears * year && at < history.until + day);
  yield;
  const originals = yield* originalsOf(looked);
  const happenings = yield* inOrder(looked, originals);
  const wholes = yield* wholesOf(happenings, originals);
  const calendar = yield* Calendar.of(
    happenings.map(({ at }) => at),
    history.until,
    history.offset,
  );
  yield;
  return yield* toldOnce([
    ...(yield* unnoticed(happenings, wholes, calendar)),
    ...(yield* chains(happenings, yield* causesAmong(history, looked, originals), history.until)),
    ...withoutUsualBursts(yield* distinct(yield* surges(happenings, wholes, calendar, history.until))),
    ...(yield* distinct(yield* together(happenings, wholes, history.changes, calendar))),
    ...(yield* hotspots(happenings, history.changesByPath ?? new Map())),
  ]);
}

/** What is looked at, in the order of time, without those that are the same event as another one that is there. */
function* inOrder(looked: readonly Happening[], originals: ReadonlyMap<string, string>): InSteps<readonly Happening[]> {
  const single = looked.filter(({ id }) => !originals.has(id));
  yield;
  return yield* sortedInSteps(single, (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** What came of what, without incidents of other times; what came of a duplicate, or it came of, came of its original. */
function* causesAmong(
  { happenings, causes }: History,
  looked: readonly Happening[],
  originals: ReadonlyMap<string, string>,
): InSteps<readonly CauseOf[]> {
  const others = new Set<string>();
  // All of them are looked at, nearly always.
  if (looked.length < happenings.length) {
    const those = new Set(looked);
    yield;
    for (const one of happenings) if (!those.has(one)) others.add(one.id);
    yield;
  }
  const among: CauseOf[] = [];
  for (const [place, { cause, effect, isPart = false }] of causes.entries()) {
    if (place % 2_000 === 1_999) yield;
    if (others.has(cause) || others.has(effect)) continue;
    among.push({ cause: originals.get(cause) ?? cause, effect: originals.get(effect) ?? effect, isPart });
  }
  return among;
}

/** Of findings that are made of nearly the same incidents the one that is least by chance, sorted by it. */
function* distinct<F extends { readonly pattern: string; readonly chance: number; readonly ids: readonly string[] }>(
  found: readonly F[],
): InSteps<readonly F[]> {
  const kept: F[] = [];
  // For each incident the kept findings that are made of it, by their place.
  const keptOf = new Map<string, number[]>();
  for (const one of found.toSorted((a, b) => a.chance - b.chance)) {
    const shared = new Map<number, number>();
    let looked = 0;
    for (const id of one.ids) {
      for (const place of keptOf.get(id) ?? []) {
        shared.set(place, (shared.get(place) ?? 0) + 1);
        if (looked++ % 5_000 === 0) yield;
      }
    }
    const isKnown = [...shared].some(([place, both]) => both / (one.ids.length + (kept[place]?.ids.length ?? 0) - both) >= sameShare);
    if (isKnown) continue;
    for (const id of one.ids) addUnder(keptOf, id, kept.length);
    kept.push(one);
    yield;
  }
  return kept;
}
