/** What work that is done in steps gives, done at once. */
export function inOneGo<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
