import { Debounce } from '../../base/debounce';
import type { Disposable } from '../../base/disposables';
import { Latest } from '../../base/latest';

/** How what is asked for is found, and where it goes. */
export interface AskedPorts<Q, A> {
  /** Undefined where there is nothing to be sent, or it is not wanted any more. */
  readonly find: (asked: Q, signal: AbortSignal) => Promise<A | undefined>;
  readonly post: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/** Changes that come together are answered once (milliseconds). */
const changeDelay = 2_000;

/** Sends what takes a while to find once a page has asked for it, and again when something has changed: an older answer never overtakes a newer one. */
export class AskedSender<Q, A> implements Disposable {
  private readonly finding = new Latest();
  private readonly waiting = new Debounce(() => void this.send(), changeDelay);
  /** What the page wants; none before it has asked. */
  private asked: { readonly what: Q } | undefined;

  constructor(private readonly ports: AskedPorts<Q, A>) {}

  /** The page wants this from now on. */
  async ask(what: Q): Promise<void> {
    this.asked = { what };
    await this.send();
  }

  /** Something has changed. */
  follow(): void {
    if (this.asked) this.waiting.soon();
  }

  /** There is no page any more. */
  stop(): void {
    this.finding.cancel();
    this.waiting.cancel();
    this.asked = undefined;
  }

  dispose(): void {
    this.stop();
    this.waiting.dispose();
  }

  private async send(): Promise<void> {
    const { asked, ports } = this;
    if (!asked) return;
    this.waiting.cancel();
    try {
      await this.finding.run(
        signal => ports.find(asked.what, signal),
        answer => {
          if (answer !== undefined) ports.post(answer);
        },
      );
    } catch (error) {
      ports.fail(error);
    }
  }
}
