import { html, nothing, type TemplateResult } from 'lit-html';
import { definitionOf, fold, linkedKinds, writtenIn, type Kind, type StateOf } from '../../src/domain/records';
import type { Patch } from '../../src/domain/forms/field';
import type { RecordEvent } from '../../src/domain/record/event';
import type { Over, Written } from '../../src/domain/record/over';
import { emptyDraft } from '../../src/protocol/draft';
import { joined } from '../../src/protocol/log';
import type { AnswerMessage, RecordHostMessage, RecordMessage } from '../../src/protocol/recordPage';
import type { CommonRequest } from '../../src/protocol/requests';
import { describeEvent } from '../../src/words/describe';
import { fill } from '../../src/words/words';
import { FormPage } from '../form/formPage';
import { linkList } from '../form/links';
import { overOf, patchOf, shownValues } from '../form/model';
import { commentButton, linkingButtons, toolbar, type ToolbarButton } from '../form/toolbar';
import { chainCard } from '../shared/chain';
import { formatTime } from '../shared/time';
import type { RecordContext, Shown } from './context';

type Part = TemplateResult | typeof nothing;

/** What a kind of record shows of itself in the head of its page. */
export interface HeadParts {
  readonly badges: TemplateResult;
  /** Who, when, what has become of it. */
  readonly line: string;
  /** What must be known before anything is done. */
  readonly notes: readonly Part[];
  /** What can be done with it as a whole, beside linking and commenting. */
  readonly tools: readonly ToolbarButton[];
  /** What leads through its forms. */
  readonly ways: Part;
}

/** What a kind of record shows in the foot of its page. */
export interface FootParts {
  readonly above: Part;
  readonly buttons: Part;
}

/** The messages that only the page of one kind takes. */
export type OwnMessage = Exclude<RecordHostMessage, AnswerMessage | { type: 'words' | 'record' | 'gone' }>;

/**
 * The page of a record: folds its log with the domain's code and shows head, form, what stands beside it, and foot. `S` is the state of
 * its kind, `R` are the requests that only this kind of page makes, `C` is what its parts read and call.
 */
export abstract class RecordPage<S extends StateOf<Kind>, R, C extends RecordContext<S, R> = RecordContext<S, R>> extends FormPage<
  S['values'],
  R | CommonRequest
> {
  protected shown: Shown<S> | undefined;
  private log: readonly RecordEvent[] = [];

  constructor(root: HTMLElement) {
    super(root, { fields: {}, saved: {}, heads: [], draft: emptyDraft });
  }

  /** True for a record of the kind that this page shows. */
  protected abstract isOfPage(record: StateOf<Kind>): record is S;
  /** Called with the record as it is now, before it is drawn; `before` is as it was, undefined the first time. */
  protected abstract taken(record: S, before: S | undefined): void;
  /** Takes a message that only this kind of page gets. */
  protected abstract receiveOwn(message: OwnMessage): void;
  /** What the parts of this page read and call, besides what those of every page do; made once for each drawing. */
  protected abstract context(common: RecordContext<S, R>): C;
  protected abstract head(context: C): HeadParts;
  protected abstract form(context: C): TemplateResult;
  /** What stands beside the form before links, chain and timeline. */
  protected abstract cards(context: C): readonly Part[];
  /** What more can be done with a linked record. */
  protected abstract withLink(context: C, id: string): Part;
  protected abstract mayUnlink(record: S): boolean;
  protected abstract foot(context: C): FootParts;
  /** Asks for what is typed to be saved. */
  protected abstract saving(patch: Patch, over: Over): R;

  protected id(): string | undefined {
    return this.shown?.record.id;
  }

  protected kind(): Kind | undefined {
    return this.shown?.record.kind;
  }

  protected written(): Written | undefined {
    return this.shown && writtenIn(this.shown.record);
  }

  protected receive(message: Exclude<RecordHostMessage, AnswerMessage>): void {
    switch (message.type) {
      case 'words':
        this.words = message.words;
        return;
      case 'record':
        this.take(message);
        break;
      case 'gone':
        this.gone = message.message;
        break;
      default:
        this.receiveOwn(message);
    }
    this.draw();
  }

  private take({ id, log, around, may, userName, priorityMatrix, ...form }: RecordMessage): void {
    this.log = joined(this.log, log);
    const record: StateOf<Kind> = fold(id, this.log);
    if (!this.isOfPage(record)) return;
    const before = this.shown?.record;
    this.gone = undefined;
    this.shown = { record, around, may, userName, priorityMatrix };
    this.edited = { ...this.edited, fields: definitionOf(record.kind).fields };
    this.taken(record, before);
    this.takeSaved(id, record.values, form);
  }

  private common(shown: Shown<S>): RecordContext<S, R> {
    const { words, edited, openRows, change, setRowOpen, openDialog, discard } = this;
    return {
      words,
      shown,
      edited,
      values: shownValues(edited),
      openRows,
      meanwhile: this.meanwhile(),
      change,
      setRowOpen,
      openDialog,
      discard,
      over: paths => this.over(paths),
      ask: request => {
        void this.request(request);
      },
    };
  }

  protected content(): TemplateResult {
    const { words, shown, gone } = this;
    if (!shown && gone !== undefined) return html`<main class="page">${this.banner()}</main>`;
    if (!shown) return html`<main class="page"><p class="muted">${words.page.loading}</p></main>`;
    const context = this.context(this.common(shown));
    const { ways, ...head } = this.head(context);
    return html`<main class="page">
      ${this.banner()}
      ${this.headPart(shown, head)}
      ${ways}
      <div class="columns">
        <div class="mainColumn">
          ${this.dialogPart()}
          ${this.form(context)}
        </div>
        ${this.besidePart(context)}
      </div>
      ${this.footPart(context)}
    </main>`;
  }

  private headPart(shown: Shown<S>, { badges, line, notes, tools }: Omit<HeadParts, 'ways'>): TemplateResult {
    const { words } = this;
    const { record, around } = shown;
    const { faults } = around;
    return html`<header class="head">
      <div class="headTop">
        <h1 tabindex="-1"><span class="id">${record.id}</span> ${record.values.title ?? words.tree.untitled}</h1>
        ${badges}
      </div>
      <p class="muted">${line}</p>
      ${notes}
      ${faults.length > 0 ? html`<p class="error" role="alert">${fill(words.page.integrityFailed, { faults: faults.join('; ') })}</p>` : nothing}
      ${this.tools(shown, tools)}
    </header>`;
  }

  private tools({ may, record }: Shown<S>, own: readonly ToolbarButton[]): Part {
    const { words, openDialog } = this;
    const mayLink = linkedKinds.includes(record.kind) && may.includes('link');
    return toolbar(words, [
      ...linkingButtons(mayLink, target => {
        void this.request({ type: 'addLink', target });
      }),
      ...own,
      commentButton(words, may.includes('comment'), openDialog),
    ]);
  }

  /** What stands beside the form; a page may let the form come first. */
  protected besidePart(context: C): Part {
    const { words, timeline } = this;
    const { record, around, may } = context.shown;
    const ask = (request: CommonRequest): void => {
      void this.request(request);
    };
    const links = linkList({
      words,
      ask,
      related: around.related,
      links: record.links,
      mayLink: may.includes('link'),
      mayUnlink: this.mayUnlink(record),
      more: id => this.withLink(context, id),
    });
    return html`<aside class="beside" aria-label=${words.page.beside}>
      ${this.cards(context)}
      <section class="card"><h2>${words.page.links}</h2>${links}</section>
      ${chainCard(words, around.chain, record.id, id => {
        ask({ type: 'openRecord', id });
      })}
      ${timeline.card(words, record, event => describeEvent(words, record, event, formatTime))}
    </aside>`;
  }

  private footPart(context: C): TemplateResult {
    const { notice } = this;
    const { above, buttons } = this.foot(context);
    return html`<footer class="foot">
      ${above}
      <div class="footRow">
        <p class=${notice?.bad ? 'error notice' : 'notice'} role="status">${notice?.text ?? ''}</p>
        ${buttons}
      </div>
    </footer>`;
  }

  /** Saves what is typed into these fields: false where it cannot be saved, else what there was to save. */
  protected async save(belongs?: (field: string) => boolean): Promise<false | 'saved' | 'nothingToSave'> {
    if (!this.isFinished(belongs)) return false;
    const patch = patchOf(this.edited, belongs);
    if (Object.keys(patch).length === 0) return 'nothingToSave';
    const answer = await this.request(this.saving(patch, overOf(this.edited, belongs)));
    return answer.ok && 'saved';
  }
}
