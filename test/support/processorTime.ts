import assert from 'node:assert/strict';

/** Milliseconds of processor time, which other programs of the machine do not lengthen; the least of some runs. */
function processorTime(work: () => unknown): number {
  const times = [0, 1].map(() => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

/**
 * That what is four times as long costs about four times as much, on a fast machine and on a slow one: where it is quadratic it costs
 * sixteen times as much. What costs less than 20 ms is noise.
 *
 * @param make What is worked on, of this length
 * @param most How many times the cost of the short one the long one may cost
 */
export function assertGrowsWithLength<T>(length: number, make: (length: number) => T, work: (made: T) => unknown, most = 10): void {
  const [short, long] = [make(length), make(4 * length)];
  let [small, large] = [0, Infinity];
  // A busy machine makes caches cold and garbage dear: what seems too much is measured again before it counts.
  for (let round = 0; round < 3 && large >= most * Math.max(small, 20); round++)
    [small, large] = [processorTime(() => work(short)), processorTime(() => work(long))];
  assert.ok(large < most * Math.max(small, 20), `${small} ms for a length of ${length}, ${large} ms for four times as much`);
}
