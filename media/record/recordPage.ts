import { html, nothing, type TemplateResult } from 'lit-html';
import { definitionOf, fold, linkedKinds, writtenIn, type Kind, type RecordId, type StateOf } from '../../src/domain/records';
import type { Patch } from '../../src/domain/forms/field';
import type { RecordEvent } from '../../src/domain/record/event';
import type { Over, Written } from '../../src/domain/record/over';
import { emptyDraft } from '../../src/protocol/draft';
import { joined } from '../../src/protocol/log';
import type { AnswerMessage, RecordHostMessage, RecordMessage } from '../../src/protocol/recordPage';
import type { CommonRequest } from '../../src/protocol/requests';
import { describeEvent } from '../../src/words/describeEvent';
import type { DescribedConflict, DescribedSide } from '../../src/words/describeConflict';
import { FormPage } from '../form/formPage';
import { linkList } from '../form/links';
import { overOf, patchOf, shownValues } from '../form/model';
import { commentButton, linkingButtons, toolbar, type ToolbarButton } from '../form/toolbar';
import { chainCard } from '../shared/chain';
import { formatTime } from '../shared/time';
import { columns, type BesideCard, type PageTab } from './beside';
import type { RecordContext, Shown } from './context';
import { elsewhereBanner } from './elsewhereBanner';
import { readsOtherwise, recordFoot, type FootParts } from './recordFoot';
import { recordHead, type HeadParts } from './recordHead';

type Part = TemplateResult | typeof nothing;

/** Where there is room for something beside the form. */
const wide = window.matchMedia('(min-width: 900px)');

/** The messages that only the page of one kind takes. */
export type OwnMessage = Exclude<RecordHostMessage, AnswerMessage | { type: 'words' | 'folds' | 'record' | 'gone' | 'elsewhere' }>;

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
  /** The folder of the record, while another one is at work. */
  private elsewhere: string | undefined;
  /** The form takes input first; what stands beside it is drawn when the form is on the screen. */
  private isFormDrawn = false;
  /** What is in sight where the page is narrow: the form, or a card. */
  private tab: PageTab = 'form';

  constructor(root: HTMLElement) {
    super(root, { fields: {}, saved: {}, heads: [], draft: emptyDraft });
    wide.addEventListener('change', () => {
      this.draw();
    });
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
  protected abstract cards(context: C): readonly BesideCard[];
  /** What more can be done with a linked record. */
  protected abstract withLink(context: C, id: string): Part;
  protected abstract mayUnlink(record: S): boolean;
  protected abstract foot(context: C): FootParts;
  /** Asks for what is typed to be saved. */
  protected abstract saving(patch: Patch, over: Over): R;

  protected id(): RecordId | undefined {
    return this.shown?.record.id;
  }

  protected kind(): Kind | undefined {
    return this.shown?.record.kind;
  }

  protected written(): Written | undefined {
    return this.shown && writtenIn(this.shown.record);
  }

  protected receive(message: Exclude<RecordHostMessage, AnswerMessage>): void {
    const { elsewhere } = this;
    switch (message.type) {
      case 'words':
        this.words = message.words;
        return;
      case 'folds':
        this.openRows = new Set([...this.openRows, ...message.folds]);
        return;
      case 'record':
        this.take(message);
        break;
      case 'gone':
        this.gone = message.message;
        break;
      case 'elsewhere':
        this.elsewhere = message.folder;
        break;
      default:
        this.receiveOwn(message);
    }
    this.draw();
    if (this.shown) this.begin();
    // The button that led back is gone.
    if (elsewhere !== undefined && this.elsewhere === undefined) this.focus(this.root.querySelector('h1'));
  }

  private take({ id, folder, log, around, may, userName, rules, ...form }: RecordMessage): void {
    this.log = joined(this.log, log);
    const record: StateOf<Kind> = fold(id, this.log, around.register);
    if (!this.isOfPage(record)) return;
    const before = this.shown?.record;
    if (before && readsOtherwise(before, record)) this.changedOutside();
    this.gone = this.elsewhere = undefined;
    this.shown = { record, around, may, userName, rules };
    this.edited = { ...this.edited, fields: definitionOf(record.kind).fields };
    this.taken(record, before);
    this.takeSaved(id, folder, record.values, form);
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
      settle: (conflict, wanted) => {
        void this.settle(conflict, wanted);
      },
      goTo: path => {
        this.goTo(path);
      },
      ask: request => {
        void this.request(request);
      },
    };
  }

  /** What the parts of the page read and call, for the record as it is shown now. */
  protected contextOf(shown: Shown<S>): C {
    return this.context(this.common(shown));
  }

  protected content(): TemplateResult {
    const { words, elsewhere } = this;
    const workHere = (): void => {
      this.connection.workHere();
    };
    const isHere = elsewhere === undefined;
    return html`${isHere ? nothing : elsewhereBanner(words, elsewhere, workHere)}${isHere || this.shown ? this.whole() : nothing}`;
  }

  /** While another folder is at work it can be read, and nothing can be asked. */
  private whole(): TemplateResult {
    const { words, shown, gone } = this;
    if (!shown && gone !== undefined) return html`<main class="page">${this.banner()}</main>`;
    if (!shown) return html`<main class="page"><p class="muted">${words.page.loading}</p></main>`;
    const context = this.contextOf(shown);
    const { ways, ...head } = this.head(context);
    return html`<main class="page" ?inert=${this.elsewhere !== undefined}>
      ${this.banner()}
      ${recordHead(words, context, head, this.tools(shown, head.tools, head.wanted))}
      ${ways}
      ${this.dialogPart()}
      ${columns(words, {
        form: this.form(context),
        // Tabs would push the form down: where there are some, they come with it.
        cards: this.isFormDrawn || !wide.matches ? this.beside(context) : [],
        tab: wide.matches ? undefined : this.tab,
        show: tab => {
          this.showTab(tab);
        },
      })}
      ${recordFoot(context, this.foot(context), this.notice)}
    </main>`;
  }

  protected override draw(): void {
    super.draw();
    if (this.isFormDrawn || !this.shown) return;
    this.isFormDrawn = true;
    // Asked for in a frame, it comes before that frame is painted: only after that is the form there.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.draw();
      }),
    );
  }

  protected showTab(tab: PageTab): void {
    this.tab = tab;
    this.draw();
  }

  /** What is behind another tab comes to the front with the focus. */
  protected override focus(element: Element | null): void {
    const tab = element?.closest<HTMLElement>('[role="tabpanel"][hidden]')?.dataset['tab'];
    if (tab !== undefined) this.showTab(tab as PageTab);
    super.focus(element);
  }

  private tools({ may, record }: Shown<S>, own: readonly ToolbarButton[], wanted: HeadParts['wanted']): Part {
    const { words, openDialog } = this;
    const mayLink = linkedKinds.includes(record.kind) && may.includes('link');
    return toolbar(words, [
      ...linkingButtons(mayLink, wanted, target => {
        void this.request({ type: 'addLink', target });
      }),
      ...own.map(button => ({ ...button, wanted: wanted.includes(button.key) })),
      commentButton(words, may.includes('comment'), openDialog),
      {
        key: 'redact',
        shown: may.includes('redact'),
        action: () => {
          void this.request({ type: 'redactEntry' });
        },
      },
    ]);
  }

  /** What stands beside the form, without what has nothing to show. */
  private beside(context: C): readonly BesideCard[] {
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
    const chain = chainCard(words, around.chain, record.id, id => {
      ask({ type: 'openRecord', id });
    });
    const cards: readonly BesideCard[] = [
      ...this.cards(context),
      {
        id: 'links',
        parts: [html`<section class="card"><h2>${words.page.links}</h2>${links}</section>`, chain],
        count: record.links.length,
      },
      { id: 'timeline', parts: [timeline.card(words, record, around, event => describeEvent(words, record, event, formatTime))], count: 0 },
    ];
    return cards.filter(({ parts }) => parts.some(part => part !== nothing));
  }

  /** Settles a conflict; the next one, or what stands where the last was, gets the focus. */
  protected readonly settle = async ({ path, sides }: DescribedConflict, { entry }: DescribedSide): Promise<void> => {
    const answer = await this.request({ type: 'settle', path, wanted: entry, shown: sides.map(side => side.entry) });
    if (!answer.ok) return;
    this.say(this.words.conflict.settled);
    this.focus(this.root.querySelector('[data-settle]') ?? this.root.querySelector('h1'));
  };

  /** Saves what is typed into these fields: false where it cannot be saved, else what there was to save. */
  protected async save(belongs?: (field: string) => boolean): Promise<false | 'saved' | 'nothingToSave'> {
    if (!this.isFinished(belongs)) return false;
    const patch = patchOf(this.edited, belongs);
    if (Object.keys(patch).length === 0) return 'nothingToSave';
    const answer = await this.request(this.saving(patch, overOf(this.edited, belongs)));
    return answer.ok && 'saved';
  }
}
