import type { Disposable } from './disposables';

/** Work that is done once for many calls that come together. */
export class Debounce implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private isDisposed = false;

  /** `pause` is the quiet (milliseconds) after the last call. */
  constructor(
    private readonly work: () => void,
    private readonly pause: number,
  ) {}

  /** True between a call and the work. */
  get isWaiting(): boolean {
    return this.timer !== undefined;
  }

  /** Does the work when no other call has come for a while. */
  soon(pause = this.pause): void {
    this.cancel();
    this.wait(pause);
  }

  /** Does it that long after the first of the calls, however many follow: a stream of them does not put it off for good. */
  atLatest(): void {
    if (!this.isWaiting) this.wait(this.pause);
  }

  /** Leaves out what waits. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Leaves out what waits; later calls do nothing. */
  dispose(): void {
    this.isDisposed = true;
    this.cancel();
  }

  private wait(pause: number): void {
    if (this.isDisposed) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.work();
    }, pause);
  }
}
