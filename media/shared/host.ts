import type { ZodType } from 'zod';
import { hostLine } from './line';

/** What the page and its host say to each other: what comes in is parsed before anybody sees it. */
export class Host<In> {
  constructor(private readonly schema: ZodType<In>) {}

  /** Calls `listener` for each message that is one of the protocol's; reports any other to the console. */
  listen(listener: (message: In) => void): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const parsed = this.schema.safeParse(event.data);
      if (parsed.success) listener(parsed.data);
      else console.error('Faultline: message from the host not understood', parsed.error.issues[0]);
    });
  }

  /** Sends a message of the protocol. */
  post(message: unknown): void {
    hostLine.postMessage(message);
  }

  /** What `remember` kept, also over a reload of the window. */
  recall(): unknown {
    return hostLine.getState();
  }

  /** Keeps a value for this panel until it is closed. */
  remember(state: unknown): void {
    hostLine.setState(state);
  }
}
