import type { Kept } from '../../src/protocol/draft';
import { recordHostMessageSchema, type AnswerMessage, type RecordHostMessage } from '../../src/protocol/recordPage';
import { Host } from '../shared/host';

/** Requests `R` with their answers, other messages of the host, and the draft that both sides keep. */
export class Connection<R> {
  private readonly host = new Host<RecordHostMessage>(recordHostMessageSchema);
  private readonly waiting = new Map<number, (answer: AnswerMessage) => void>();
  private nextRequest = 0;

  constructor(receive: (message: Exclude<RecordHostMessage, AnswerMessage>) => void) {
    this.host.listen(message => {
      if (message.type !== 'answer') return receive(message);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  /** True while a request waits for its answer: the state that comes before it is what one has done oneself. */
  get isWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** Asks the host for something and waits for its answer. */
  ask(request: R): Promise<AnswerMessage> {
    const id = this.nextRequest++;
    return new Promise(resolve => {
      this.waiting.set(id, resolve);
      this.host.post({ type: 'request', id, request });
    });
  }

  /** Keeps the draft with the page and with the host: it survives a reload and the closing of the panel. */
  keep(kept: Kept): void {
    this.remember(kept);
    this.host.post({ type: 'draft', draft: kept.draft });
  }

  /** Keeps with the page alone which record it shows, what is typed and in which window, so that it can be restored after a reload. */
  remember(kept: Kept): void {
    this.host.remember(kept);
  }

  /** Says that the folder of the record is to be at work. */
  workHere(): void {
    this.host.post({ type: 'workHere' });
  }

  /** Says which parts of forms the person has opened or closed once. */
  keepFolds(folds: readonly string[]): void {
    this.host.post({ type: 'folds', folds });
  }

  /** Says what becomes of a draft that another window left. */
  answerLeft(window: string, answer: 'take' | 'discard'): void {
    this.host.post({ type: 'left', window, answer });
  }
}
