/**
 * Turns of work on a busy event loop: one caller at a time goes on, and before the next one the loop goes round, so that timers, messages
 * and what a person does come in between. A caller does its work in one go behind `next`.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise(resolve => {
      if (this.waiting.push(resolve) === 1) setImmediate(this.give);
    });
  }

  /** What an immediate schedules runs in the next round of the loop, not in this one (Node: `setImmediate`). */
  private readonly give = (): void => {
    this.waiting.shift()?.();
    if (this.waiting.length > 0) setImmediate(this.give);
  };
}
