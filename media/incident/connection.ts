import { incidentHostMessageSchema } from '../../src/protocol/view';
import type { Draft, IncidentRequest } from '../../src/protocol/incidentPanel';
import type { StepId } from '../../src/domain/incident/steps';
import type * as z from 'zod';
import { Host } from '../shared/host';

type HostMessage = z.output<typeof incidentHostMessageSchema>;
/** The host's answer to a request. */
export type Answer = Extract<HostMessage, { type: 'answer' }>;
/** What the host says about the incident and what the person may do. */
export type State = Extract<HostMessage, { type: 'state' }>;

/** What the page does with messages that are not answers. */
export interface Listener {
  words(words: Readonly<Record<string, string>>): void;
  state(state: State): void;
  showStep(step: StepId): void;
  gone(message: string): void;
}

/** Requests with their answers, and the draft that both sides keep. */
export class Connection {
  private readonly host = new Host<HostMessage>(incidentHostMessageSchema);
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private nextRequest = 0;

  constructor(listener: Listener) {
    this.host.listen(message => {
      switch (message.type) {
        case 'words':
          return listener.words(message.words);
        case 'state':
          return listener.state(message);
        case 'showStep':
          return listener.showStep(message.step);
        case 'gone':
          return listener.gone(message.message);
        case 'answer':
          this.waiting.get(message.id)?.(message);
          this.waiting.delete(message.id);
      }
    });
  }

  /** Asks the host for something and waits for its answer. */
  ask(request: IncidentRequest): Promise<Answer> {
    const id = this.nextRequest++;
    return new Promise(resolve => {
      this.waiting.set(id, resolve);
      this.host.post({ type: 'request', id, request });
    });
  }

  /** Keeps the draft with the page and with the host: it survives a reload and the closing of the panel. */
  keep(id: string, draft: Draft): void {
    this.remember(id, draft);
    this.host.post({ type: 'draft', draft });
  }

  /** The state the page itself kept, if it is one. */
  recall(): unknown {
    return this.host.recall();
  }

  /** Keeps with the page alone which incident it shows and what is typed, so that it can be restored after a reload. */
  remember(id: string, draft: Draft): void {
    this.host.remember({ id, draft });
  }
}
