import type { Happening, InSteps } from './history';

/** Incidents between two steps. */
const atOnce = 1_000;

/**
 * For each incident that is the same event as another one that is there, the id of the one it counts as: what that is a duplicate of in its turn,
 * to the last. Of those that are duplicates of one another in a circle, the one with the first id stays.
 */
export function originalsOf(happenings: readonly Happening[]): InSteps<ReadonlyMap<string, string>> {
  return lastOf(happenings, ({ duplicateOf }) => duplicateOf);
}

/**
 * For each incident that is a part of a whole, a child of a parent, or is one that has parts, the id of the whole, the outermost. What stands for
 * itself has none.
 */
export function* wholesOf(happenings: readonly Happening[], originals: ReadonlyMap<string, string>): InSteps<ReadonlyMap<string, string>> {
  const partOf = ({ partOf: whole }: Happening): string | undefined => whole && (originals.get(whole) ?? whole);
  const wholes = new Map(yield* lastOf(happenings, partOf));
  yield;
  for (const whole of new Set(wholes.values())) wholes.set(whole, whole);
  return wholes;
}

/** For each incident that leads to another one, where that leads in its turn, to the last; of those in a circle the one with the first id stays. */
function* lastOf(
  happenings: readonly Happening[],
  toOf: (happening: Happening) => string | undefined,
): InSteps<ReadonlyMap<string, string>> {
  const named = new Set<string>();
  for (const happening of happenings) {
    const to = toOf(happening);
    if (to !== undefined) named.add(to);
  }
  yield;
  const there = new Set<string>();
  for (const { id } of happenings) if (named.has(id)) there.add(id);
  yield;
  const next = new Map<string, string>();
  for (const happening of happenings) {
    const to = toOf(happening);
    if (to !== undefined && to !== happening.id && there.has(to)) next.set(happening.id, to);
  }
  yield;
  const lasts = new Map<string, string>();
  // Those that are counted themselves.
  const last = new Set<string>();
  let walked = 0;
  for (const start of next.keys()) {
    const path = new Set<string>();
    let at = start;
    for (let to = next.get(at); to !== undefined && !path.has(at) && !lasts.has(at) && !last.has(at); to = next.get(at)) {
      if (walked++ % atOnce === atOnce - 1) yield;
      path.add(at);
      at = to;
    }
    const end = lasts.get(at) ?? (path.has(at) ? firstOfCircle(at, next) : at);
    last.add(end);
    for (const id of path) if (id !== end) lasts.set(id, end);
  }
  return lasts;
}

function firstOfCircle(start: string, next: ReadonlyMap<string, string>): string {
  let first = start;
  for (let at = next.get(start); at !== undefined && at !== start; at = next.get(at)) if (at < first) first = at;
  return first;
}
