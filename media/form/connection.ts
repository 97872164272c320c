import type * as z from 'zod';
import type { Draft } from '../../src/protocol/draft';
import { Host } from '../shared/host';

/** The host's answer to a request. */
export interface Answer {
  readonly type: 'answer';
  readonly id: number;
  readonly ok: boolean;
  readonly message: string;
  readonly field?: string | undefined;
  /** True when it was refused because somebody else changed meanwhile what it would overwrite. */
  readonly changed?: boolean | undefined;
}

/** Requests `R` with their answers, other messages of the host's `M`, and the draft that both sides keep. */
export class Connection<M extends { readonly type: string }, R> {
  private readonly host: Host<M | Answer>;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private nextRequest = 0;

  constructor(schema: z.ZodType<M | Answer>, receive: (message: Exclude<M, Answer>) => void) {
    this.host = new Host(schema);
    this.host.listen(message => {
      if (!isAnswer(message)) return receive(message as Exclude<M, Answer>);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  /** Asks the host for something and waits for its answer. */
  ask(request: R): Promise<Answer> {
    const id = this.nextRequest++;
    return new Promise(resolve => {
      this.waiting.set(id, resolve);
      this.host.post({ type: 'request', id, request });
    });
  }

  /** Keeps the draft with the page and with the host: it survives a reload and the closing of the panel. */
  keep(id: string, window: string, draft: Draft): void {
    this.remember(id, window, draft);
    this.host.post({ type: 'draft', draft });
  }

  /** Keeps with the page alone which record it shows, what is typed and in which window, so that it can be restored after a reload. */
  remember(id: string, window: string, draft: Draft): void {
    this.host.remember({ id, window, draft });
  }

  /** Says what becomes of a draft that another window left. */
  answerLeft(window: string, answer: 'take' | 'discard'): void {
    this.host.post({ type: 'left', window, answer });
  }
}

function isAnswer(message: { readonly type: string }): message is Answer {
  return message.type === 'answer';
}
