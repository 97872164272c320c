import type { Disposable } from '../base/disposables';

/** What a listener sees of a signal: it can subscribe, and only the owner can fire. */
export type Subscribe<T> = (listener: (value: T) => void) => Disposable;

/** A list of listeners owned by whoever fires it. `report` gets what a listener throws: it must not harm the others, nor whoever fires. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private readonly report: (error: unknown) => void) {}

  /** Adds a listener until the returned subscription is disposed. */
  readonly subscribe: Subscribe<T> = listener => {
    const own = (value: T): void => {
      listener(value);
    };
    this.listeners.add(own);
    return {
      dispose: () => {
        this.listeners.delete(own);
      },
    };
  };

  /** Calls every listener with the value. */
  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.report(error);
      }
    }
  }
}
