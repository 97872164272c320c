import type { ZodType } from 'zod';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's line to its host: what comes in is parsed before anybody sees it. */
export class Host<In> {
  private readonly api = acquireVsCodeApi();

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
    this.api.postMessage(message);
  }

  /** What `remember` kept, also over a reload of the window. */
  recall(): unknown {
    return this.api.getState();
  }

  /** Keeps a value for this panel until it is closed. */
  remember(state: unknown): void {
    this.api.setState(state);
  }
}
