import type { ZodType } from 'zod';
import { takeLine } from './line';

/** What the page and its host say to each other: what comes in is parsed before anybody sees it. */
export class Host<In extends { readonly type: string }> {
  private readonly line = takeLine();

  constructor(private readonly schema: ZodType<In>) {}

  /**
   * Calls `listener` for each message that is one of the protocol's; reports any other to the console. The host answers `ready` with the
   * words: what comes before them was meant for the page that stood here before a reload, and builds on what only that one had.
   */
  listen(listener: (message: In) => void): void {
    let isAnswered = false;
    this.line.listen(message => {
      const parsed = this.schema.safeParse(message);
      if (!parsed.success) return console.error('Faultline: message from the host not understood', parsed.error.issues[0]);
      isAnswered ||= parsed.data.type === 'words';
      if (isAnswered) listener(parsed.data);
    });
  }

  /** Sends a message of the protocol. */
  post(message: unknown): void {
    this.line.post(message);
  }

  /** What `remember` kept, also over a reload of the window. */
  recall(): unknown {
    return this.line.kept();
  }

  /** Keeps a value for this panel until it is closed. */
  remember(state: unknown): void {
    this.line.keep(state);
  }
}
