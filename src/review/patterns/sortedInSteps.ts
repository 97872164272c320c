import type { InSteps } from './history';

/** Values that are sorted or merged in one go. */
const atOnce = 2_000;

/** The values in an order, sorted in steps however they lie: tens of thousands in one go would be felt. Values of the same order stay as they came. */
export function* sortedInSteps<T>(values: readonly T[], compare: (a: T, b: T) => number): InSteps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < values.length; from += atOnce) {
    runs.push(values.slice(from, from + atOnce).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* mergedRuns(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedRuns<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): InSteps<readonly T[]> {
  const merged: T[] = [];
  let other = 0;
  for (const value of first) {
    for (let next = second[other]; other < second.length && compare(next as T, value) < 0; next = second[other]) {
      merged.push(next as T);
      other++;
      if (merged.length % atOnce === 0) yield;
    }
    merged.push(value);
    if (merged.length % atOnce === 0) yield;
  }
  for (; other < second.length; other++) merged.push(second[other] as T);
  return merged;
}
