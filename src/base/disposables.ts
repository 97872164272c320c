/** Stops what it was given for: a subscription, a timer, a watcher. */
export interface Disposable {
  dispose(): void;
}

/**
 * What somebody has begun and must end again: registered in the line that begins it, ended in reverse, the last first. What is added after
 * the end is ended at once.
 */
export class Disposables implements Disposable {
  private readonly begun: Disposable[] = [];
  private isDisposed = false;

  /** Ends it with the others. Gives it back. */
  add<T extends Disposable>(disposable: T): T {
    if (this.isDisposed) disposable.dispose();
    else this.begun.push(disposable);
    return disposable;
  }

  /** Runs `end` with the others. */
  defer(end: () => void): void {
    this.add({ dispose: end });
  }

  /** Calls `work` every so many milliseconds until the end. */
  every(milliseconds: number, work: () => void): void {
    const timer = setInterval(work, milliseconds);
    this.defer(() => {
      clearInterval(timer);
    });
  }

  /** Ends everything, once. One that throws does not keep the others: what was thrown is thrown behind them, several as an `AggregateError`. */
  dispose(): void {
    this.isDisposed = true;
    const errors: unknown[] = [];
    for (let last = this.begun.pop(); last; last = this.begun.pop()) {
      try {
        last.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 1) throw new AggregateError(errors, 'several things could not be ended');
    if (errors.length === 1) throw errors[0];
  }
}

/** A place for one thing at a time: what comes ends what was there. */
export class Slot<T extends Disposable = Disposable> implements Disposable {
  private current: T | undefined;

  /** What is there now. */
  get value(): T | undefined {
    return this.current;
  }

  /** Puts another in its place. */
  set(next: T | undefined): void {
    const before = this.current;
    this.current = next;
    before?.dispose();
  }

  dispose(): void {
    this.set(undefined);
  }
}
