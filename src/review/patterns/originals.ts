import type { Happening, InSteps } from './history';

/** Incidents between two steps. */
const atOnce = 1_000;

/**
 * For each incident that is the same event as another one that is there, the id of the one it counts as: what that is a duplicate of in its turn,
 * to the last. Of those that are duplicates of one another in a circle, the one with the first id stays.
 */
export function* originalsOf(happenings: readonly Happening[]): InSteps<ReadonlyMap<string, string>> {
  const named = new Set<string>();
  for (const { duplicateOf } of happenings) if (duplicateOf !== undefined) named.add(duplicateOf);
  yield;
  const there = new Set<string>();
  for (const { id } of happenings) if (named.has(id)) there.add(id);
  yield;
  const next = new Map<string, string>();
  for (const { id, duplicateOf } of happenings) if (duplicateOf !== undefined && there.has(duplicateOf)) next.set(id, duplicateOf);
  yield;
  const originals = new Map<string, string>();
  // Those that are counted themselves.
  const last = new Set<string>();
  let walked = 0;
  for (const start of next.keys()) {
    const path = new Set<string>();
    let at = start;
    for (let to = next.get(at); to !== undefined && !path.has(at) && !originals.has(at) && !last.has(at); to = next.get(at)) {
      if (walked++ % atOnce === atOnce - 1) yield;
      path.add(at);
      at = to;
    }
    const original = originals.get(at) ?? (path.has(at) ? firstOfCircle(at, next) : at);
    last.add(original);
    for (const id of path) if (id !== original) originals.set(id, original);
  }
  return originals;
}

function firstOfCircle(start: string, next: ReadonlyMap<string, string>): string {
  let first = start;
  for (let at = next.get(start); at !== undefined && at !== start; at = next.get(at)) if (at < first) first = at;
  return first;
}
