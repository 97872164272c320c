import { html, nothing, render, type TemplateResult } from 'lit-html';
import type * as z from 'zod';
import { word, type Words } from '../../src/words/words';
import { Connection, type Answer } from './connection';
import { dialog, type DialogSpec } from './dialog';
import { emptyDraft, keptDraft, newerDraft, stamped } from './draft';
import { rebase, type Edited } from './model';
import type { Draft } from '../../src/protocol/incidentPanel';

/** A line below the form that says what became of what one did. */
export interface Notice {
  readonly text: string;
  readonly bad: boolean;
}

/** What pages with a form have in common: what is typed, rows that are open, the dialog, the notice, and where the focus goes. */
export abstract class FormPage<V extends object, M extends { readonly type: string }, R> {
  protected readonly connection: Connection<M, R>;
  protected words: Words = {};
  protected gone: string | undefined;
  protected openRows: ReadonlySet<string> = new Set();
  protected timelineFilter = '';
  protected notice: Notice | undefined;
  private dialog: DialogSpec | undefined;
  /** Where the focus was when the dialog opened, and where it goes back to. */
  private opener: Element | null = null;

  constructor(
    protected readonly root: HTMLElement,
    schema: z.ZodType<M | Answer>,
    protected edited: Edited<V>,
  ) {
    this.connection = new Connection<M, R>(schema, message => {
      this.receive(message);
    });
  }

  /** Draws from now on. */
  start(): void {
    // Ages and clocks move on even when nothing happens.
    setInterval(() => {
      this.draw();
    }, 30_000);
  }

  /** The id of the record that is shown; undefined before the first state. */
  protected abstract id(): string | undefined;
  /** Takes a message of the host. */
  protected abstract receive(message: Exclude<M, Answer>): void;
  /** The whole page. */
  protected abstract content(): TemplateResult;

  protected draw(): void {
    render(this.content(), this.root);
  }

  /** Takes over what is saved: the first time with the draft that page or host kept. */
  protected takeSaved(id: string, saved: V, first: boolean, draft: Draft | undefined): void {
    if (first) this.edited = { ...this.edited, saved, draft: newerDraft(keptDraft(this.connection.recall(), id), draft) };
    this.edited = rebase(this.edited, saved);
    this.connection.remember(id, this.edited.draft);
  }

  protected readonly change = (update: (edited: Edited<V>) => Edited<V>): void => {
    this.edited = stamped(update(this.edited));
    this.notice = undefined;
    const id = this.id();
    if (id !== undefined) this.connection.keep(id, this.edited.draft);
    this.draw();
  };

  protected readonly discard = (): void => {
    this.change(edited => ({ ...edited, draft: emptyDraft }));
  };

  protected readonly setRowOpen = (path: string, open: boolean): void => {
    this.openRows = new Set(open ? [...this.openRows, path] : [...this.openRows].filter(other => other !== path));
    this.draw();
  };

  protected readonly filterTimeline = (text: string): void => {
    this.timelineFilter = text;
    this.draw();
  };

  protected readonly openDialog = (spec: DialogSpec): void => {
    this.opener = document.activeElement;
    this.dialog = {
      ...spec,
      accept: answers => {
        this.closeDialog();
        spec.accept(answers);
      },
    };
    this.draw();
    this.focus(this.root.querySelector('.dialog [data-question]'));
  };

  /** Asks the host and says what became of it. */
  protected async request(request: R): Promise<Answer> {
    const answer = await this.connection.ask(request);
    this.notice = answer.message === '' ? undefined : { text: answer.message, bad: !answer.ok };
    this.draw();
    if (!answer.ok && answer.field) this.focusPath(answer.field);
    return answer;
  }

  protected say(key: string, bad = false): void {
    this.notice = { text: word(this.words, key), bad };
    this.draw();
  }

  /** The dialog that is open, if any. */
  protected dialogPart(): TemplateResult | typeof nothing {
    if (!this.dialog) return nothing;
    return dialog(
      this.words,
      this.dialog,
      answers => {
        if (this.dialog) this.dialog = { ...this.dialog, answers };
        this.draw();
      },
      () => {
        this.closeDialog();
      },
    );
  }

  /** What stands above everything when the record cannot be shown: what has been typed stays in sight. */
  protected banner(): TemplateResult | typeof nothing {
    return this.gone === undefined ? nothing : html`<p class="error banner" role="alert">${this.gone}</p>`;
  }

  protected focusPath(path: string): void {
    const [field = '', row] = path.split('/');
    const list = this.root.querySelector(`[data-path="${CSS.escape(field)}"]`);
    const target =
      this.root.querySelector(`[data-path="${CSS.escape(path)}"]`) ??
      (row
        ? (list?.querySelector(`[data-row="${CSS.escape(row)}"] [data-path]`) ?? list?.querySelector(`[data-row="${CSS.escape(row)}"]`))
        : undefined) ??
      list?.querySelector('[data-add]') ??
      list;
    this.focus(target ?? null);
  }

  protected focus(element: Element | null): void {
    if (!(element instanceof HTMLElement)) return;
    element.scrollIntoView({ block: 'center' });
    element.focus();
  }

  private closeDialog(): void {
    this.dialog = undefined;
    this.draw();
    this.focus(this.opener);
  }
}
