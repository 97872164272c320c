import { ByName } from '../../domain/foundation/byName';
import { fnv1a } from '../../domain/foundation/fnv';
import type { Calendar } from './calendar';
import { CountedOnce } from './countedOnce';
import type { Happening, InSteps } from './history';
import { sortedInSteps } from './sortedInSteps';

/** A name that came less often can not be told from chance. */
export const fewestOfName = 4;
/** Names of a facet that are compared, the most frequent first. */
export const mostNames = 150;
/** Names that are looked at in one go. */
const atOnce = 2_000;

/**
 * One happening of each component on each day: reports of one failure are no two witnesses. Which one is as good as drawn, by its id: the first
 * of a day would come early, and the earlier the more often a component fails. `wholes` as in `surges`.
 */
export function* oncePerDay(
  happenings: readonly Happening[],
  wholes: ReadonlyMap<string, string>,
  calendar: Calendar,
): InSteps<ReadonlyMap<string, readonly Happening[]>> {
  const byName = new ByName<Map<number, { readonly one: Happening; readonly lot: number }>>();
  const counted = new CountedOnce(wholes);
  let looked = 0;
  for (const one of happenings) {
    if (looked++ % atOnce === 0) yield;
    const on = calendar.placeOf(one.at).day;
    // It has nothing to do with when the id was given.
    const lot = fnv1a(one.id) >>> 0;
    for (const name of new Set(one.components)) {
      if (looked++ % atOnce === 0) yield;
      if (counted.isAgain(one, name)) continue;
      const days = byName.get(name) ?? new Map<number, { one: Happening; lot: number }>();
      byName.set(name, days);
      if ((days.get(on)?.lot ?? Infinity) > lot) days.set(on, { one, lot });
    }
  }
  const often: (readonly [string, ReadonlyMap<number, { readonly one: Happening }>])[] = [];
  for (const named of byName) {
    if (looked++ % atOnce === 0) yield;
    if (named[1].size >= fewestOfName) often.push(named);
  }
  const frequent = yield* sortedInSteps(often, ([a, { size: m }], [b, { size: n }]) => n - m || (a < b ? -1 : 1));
  return new Map(frequent.slice(0, mostNames).map(([name, days]) => [name, Array.from(days.values(), ({ one }) => one)]));
}
