import { html, type TemplateResult } from 'lit-html';
import type { RecordEvent } from '../../src/domain/record/event';
import { fold } from '../../src/domain/records';
import { joined } from '../../src/protocol/log';
import type { ReadOnlyHostMessage } from '../../src/protocol/readOnlyPage';
import type { Words } from '../../src/words/words';
import { Pictures } from '../shared/pictures';
import { Timeline } from '../shared/timeline';
import { recordDocument, type ShownRecord } from './document';

/** What the host says of the record that is open. */
type OpenedMessage = Extract<ReadOnlyHostMessage, { type: 'record' | 'kept' | 'gone' }>;

/** What the document of a record calls. */
interface OpenedContext {
  readonly show: (id: string) => void;
  readonly askKept: (incident: string, row: string) => void;
}

/** The record that is open as a document, folded from the log that the host sends. */
export class OpenedRecord {
  private view: ShownRecord | undefined;
  private log: readonly RecordEvent[] = [];
  private gone: string | undefined;
  private readonly pictures = new Pictures();
  /** Why what is kept of a row of evidence cannot be shown. */
  private readonly unshown = new Map<string, string>();
  private readonly timeline: Timeline;

  constructor(private readonly redraw: () => void) {
    this.timeline = new Timeline(redraw);
  }

  /** True where the record cannot be shown, and says why. */
  get isGone(): boolean {
    return this.gone !== undefined;
  }

  /** Nothing is left of what was open before. */
  forget(): void {
    for (const { id: row } of this.view?.record.kind === 'incident' ? (this.view.record.values.evidence ?? []) : [])
      this.pictures.hide(row);
    this.unshown.clear();
    this.view = undefined;
    this.gone = undefined;
    this.timeline.reset();
  }

  /** Takes what the host says of it. */
  take(message: OpenedMessage): void {
    switch (message.type) {
      case 'record':
        this.log = joined(this.log, message.log);
        this.view = { record: fold(message.id, this.log, message.around.register), around: message.around };
        this.gone = undefined;
        break;
      case 'kept':
        this.pictures.show(message.row, message.picture);
        this.unshown.delete(message.row);
        if (message.message !== undefined) this.unshown.set(message.row, message.message);
        break;
      case 'gone':
        this.view = undefined;
        this.gone = message.message;
    }
  }

  /** The document; in its place why there is none, or that it is on its way. */
  content(words: Words, { show, askKept }: OpenedContext): TemplateResult {
    const { view, timeline, pictures, unshown } = this;
    if (!view) return html`<p class=${this.isGone ? 'bad' : 'muted'} role="status">${this.gone ?? words.page.loading}</p>`;
    // A picture that is shown is hidden, and anything else is asked for.
    const showKept = (id: string, row: string): void => {
      if (pictures.get(row) === undefined) askKept(id, row);
      else pictures.hide(row);
      this.redraw();
    };
    return recordDocument(view, { words, timeline, show, pictures, unshown, showKept });
  }
}
