import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds that work goes on before others have their turn: far below what a person notices. */
const longestSlice = 5;

/** Runs work that yields wherever it can be interrupted, in slices between which the event loop goes round; undefined once it is not wanted any more. */
export async function inSlices<T>(work: Generator<unknown, T>, signal?: AbortSignal): Promise<T | undefined> {
  for (;;) {
    const began = performance.now();
    while (performance.now() - began < longestSlice) {
      const next = work.next();
      if (next.done) return next.value;
    }
    await nextTurn();
    if (signal?.aborted) return undefined;
  }
}
