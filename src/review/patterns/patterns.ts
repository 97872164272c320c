import { addUnder } from '../../domain/foundation/grouped';
import type { Finding } from '../../domain/incident/finding';
import { Calendar } from './calendar';
import { chains } from './chains';
import { day, type Happening, type History, type InSteps } from './history';
import { hotspots } from './hotspots';
import { surges, withoutUsualBursts } from './surges';
import { together } from './together';
import { unnoticed } from './unnoticed';

/** Two findings that are made of the same incidents to this part (Jaccard) are one. */
const sameShare = 0.6;

/**
 * Looks for patterns of failure that nobody has noticed (M 6.124): what looks like a security incident first, then chains of cause and
 * effect, what comes again, comes at once, comes together, and areas of the code; each kind the clearest first.
 */
export function* findPatterns(history: History): InSteps<readonly Finding[]> {
  const happenings = yield* inOrder(history);
  const calendar = new Calendar(
    happenings.map(({ at }) => at),
    history.until,
    history.offset,
  );
  yield;
  return [
    ...(yield* unnoticed(happenings, calendar)),
    ...(yield* chains(history.happenings, history.causes, history.until)),
    ...withoutUsualBursts(yield* distinct(yield* surges(happenings, calendar, history.until))),
    ...(yield* distinct(yield* together(happenings, history.changes, calendar))),
    ...(yield* hotspots(history.happenings, history.changesByPath ?? new Map())),
  ];
}

/** Years that are looked at: what a wrong clock or a typing error put into another century makes no history of a thousand years. */
const mostYears = 10;

/**
 * What is looked at, in the order of time, without those that are the same event as another one that is there. Month by month: tens of
 * thousands are not sorted in one go.
 */
function* inOrder({ happenings, until }: History): InSteps<readonly Happening[]> {
  const looked = happenings.filter(({ at }) => at > until - mostYears * 365.25 * day && at < until + day);
  yield;
  const originals = new Set(looked.flatMap(({ duplicateOf }) => duplicateOf ?? []));
  yield;
  const known = new Set(looked.flatMap(({ id }) => (originals.has(id) ? [id] : [])));
  yield;
  const months = new Map<number, Happening[]>();
  for (const happening of looked) {
    const { at, duplicateOf } = happening;
    if (duplicateOf === undefined || !known.has(duplicateOf)) addUnder(months, Math.floor(at / (30 * day)), happening);
  }
  const ordered: Happening[] = [];
  for (const [, month] of [...months].sort(([a], [b]) => a - b)) {
    yield;
    for (const happening of month.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) ordered.push(happening);
  }
  return ordered;
}

/** Of findings that are made of nearly the same incidents the one that is least by chance, sorted by it. */
function* distinct<F extends { readonly pattern: string; readonly chance: number; readonly ids: readonly string[] }>(
  found: readonly F[],
): InSteps<readonly F[]> {
  const kept: { readonly one: F; readonly ids: ReadonlySet<string> }[] = [];
  for (const one of found.toSorted((a, b) => a.chance - b.chance)) {
    yield;
    const isKnown = kept.some(({ ids }) => {
      const both = one.ids.filter(id => ids.has(id)).length;
      return both / (one.ids.length + ids.size - both) >= sameShare;
    });
    if (!isKnown) kept.push({ one, ids: new Set(one.ids) });
  }
  return kept.map(({ one }) => one);
}
