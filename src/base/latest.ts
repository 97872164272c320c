import type { Disposable } from './disposables';

/** One question of several that follow one another. */
export interface Turn {
  /** Aborted when it was cancelled, a newer one has begun, or the whole is over. */
  readonly signal: AbortSignal;
  /** False when a newer one has begun: what comes now is old and must not stand over what is newer. */
  readonly isNewest: () => boolean;
}

/** Lets an answer count only while no newer question has been asked: an older one never overwrites a newer. */
export class Latest implements Disposable {
  private current = new AbortController();
  private isDisposed = false;

  /** Begins a turn and ends the one before. */
  begin(): Turn {
    this.cancel();
    const controller = new AbortController();
    if (this.isDisposed) controller.abort();
    this.current = controller;
    return { signal: controller.signal, isNewest: () => this.current === controller };
  }

  /** Ends the turn that is under way; none follows by itself. */
  cancel(): void {
    this.current.abort();
  }

  /** Asks, and gives the answer to `take` if it is still wanted. Rejects with what asking rejects, if that is. */
  async run<T>(ask: (signal: AbortSignal) => Promise<T>, take: (answer: T) => void): Promise<void> {
    const { signal } = this.begin();
    try {
      const answer = await ask(signal);
      if (!signal.aborted) take(answer);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancel();
  }
}
