/**
 * Times that were claimed one after the other, by what most of them agree on: of as many as can stand in this order none is later than the next, and
 * where there is a choice those that came first count. In the place of each other one, and of one after `now`, stands the latest before that counts;
 * undefined where there is none.
 */
export function inAgreement(times: readonly number[], now: number): readonly (number | undefined)[] {
  // From the last to the first: for each length the place at which a row of that length begins, with the latest time possible.
  const begins: number[] = [];
  const nextOf = new Map<number, number | undefined>();
  for (let at = times.length - 1; at >= 0; at--) {
    const time = times[at] ?? 0;
    if (time > now) continue;
    const length = countWhile(begins, place => (times[place] ?? 0) >= time);
    nextOf.set(at, begins[length - 1]);
    begins[length] = at;
  }
  const counting = new Set<number>();
  for (let at = begins.at(-1); at !== undefined; at = nextOf.get(at)) counting.add(at);
  let latest: number | undefined;
  return times.map((time, at) => (latest = counting.has(at) ? time : latest));
}

/** How many of these there are from the first on of which something holds that holds of none behind; halving. */
function countWhile(places: readonly number[], holds: (place: number) => boolean): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(places[middle] ?? 0)) from = middle + 1;
    else to = middle;
  }
  return from;
}
