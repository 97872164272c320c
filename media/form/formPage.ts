import { html, nothing, render, type TemplateResult } from 'lit-html';
import { describePathName } from '../../src/words/describeValue';
import { formInWords, type FormInWords } from '../../src/words/form';
import { fill, type Words } from '../../src/words/words';
import { Connection } from './connection';
import { focusTargetOf, placesAround, stayAt } from './focus';
import { dialog, isTouched, type Answers, type DialogSpec } from './dialog';
import { leftBanner } from './leftBanner';
import { changedSince, knowingly, shownOver, type MeanwhileContext } from './meanwhileField';
import { hasUnsaved, rebase, settled, stamped, unfinishedPaths, type Edited } from './model';
import { Timeline } from '../shared/timeline';
import type { Kind } from '../../src/domain/records';
import type { Over, Written } from '../../src/domain/record/over';
import { headsOf } from '../../src/domain/record/log';
import { emptyDraft, type FormState, type LeftDraft } from '../../src/protocol/draft';
import type { AnswerMessage, RecordHostMessage } from '../../src/protocol/recordPage';

/** A line below the form that says what became of what one did. */
export interface FormNotice {
  readonly text: string;
  readonly bad: boolean;
}

/** A dialog that asks the host for something with its answers. */
export interface AskingDialog<R> extends Pick<DialogSpec, 'title' | 'questions' | 'answers'> {
  /** Where the answers overwrite what the form shows. */
  readonly paths?: readonly string[];
  readonly request: (answers: Answers, shown: ShownBefore) => R;
}

/** What stood before the person who was asked: what the answers overwrite, and the heads of the log. */
export interface ShownBefore {
  readonly over: Over;
  readonly seen: readonly string[];
}

/** What pages with a form have in common: what is typed, rows that are open, the dialog, the notice, and where the focus goes. */
export abstract class FormPage<V extends object, R> {
  protected readonly connection: Connection<R>;
  private texts: Words | undefined;
  protected gone: string | undefined;
  protected openRows: ReadonlySet<string> = new Set();
  protected readonly timeline = new Timeline(() => {
    this.draw();
  });
  protected notice: FormNotice | undefined;
  /** The window this page stands in; what is typed belongs to it. */
  private window = '';
  private left: LeftDraft | undefined;
  private dialog: DialogSpec | undefined;
  /** Where the focus was when the dialog opened, and where it goes back to. */
  private opener: Element | null = null;

  constructor(
    protected readonly root: HTMLElement,
    protected edited: Edited<V>,
  ) {
    this.connection = new Connection<R>(message => {
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
  /** The kind of record that is shown; undefined before the first state. */
  protected abstract kind(): Kind | undefined;
  /** Takes a message of the host. */
  protected abstract receive(message: Exclude<RecordHostMessage, AnswerMessage>): void;
  /** The log of the record that is shown, as far as it wrote into the form. */
  protected abstract written(): Written | undefined;
  /** The whole page. */
  protected abstract content(): TemplateResult;

  /** The words of the page: the first message brings them, and nothing is drawn before. */
  protected get words(): Words {
    if (!this.texts) throw new Error('no words yet');
    return this.texts;
  }

  protected set words(words: Words) {
    this.texts = words;
  }

  protected draw(): void {
    if (!this.texts) return;
    render(this.content(), this.root);
  }

  /** Takes over what is saved, and the draft that the host kept or was told to take. */
  protected takeSaved(id: string, saved: V, { window, draft, left }: FormState): void {
    if (draft && !hasUnsaved(this.edited)) this.edited = settled({ ...this.edited, draft });
    const before = JSON.stringify(this.edited.draft);
    this.edited = rebase(this.edited, saved, headsOf(this.written()?.timeline ?? []));
    this.window = window;
    this.left = left;
    // What was saved is no longer unsaved: the host must not keep it, or it would be offered as what a window left.
    if (JSON.stringify(this.edited.draft) === before) this.connection.remember(id, window, this.edited.draft);
    else this.connection.keep(id, window, this.edited.draft);
  }

  protected readonly change = (update: (edited: Edited<V>) => Edited<V>): void => {
    this.edited = stamped(update(this.edited));
    this.notice = undefined;
    const id = this.id();
    if (id !== undefined) this.connection.keep(id, this.window, this.edited.draft);
    this.draw();
  };

  protected readonly discard = (): void => {
    this.change(edited => ({ ...edited, draft: emptyDraft }));
  };

  protected readonly setRowOpen = (path: string, open: boolean): void => {
    this.openRows = new Set(open ? [...this.openRows, path] : [...this.openRows].filter(other => other !== path));
    this.draw();
  };

  /**
   * A dialog stays until what it asks for is done. Where that is refused it comes back as it was answered and says why; where somebody
   * else has changed meanwhile what it overwrites, accepting it once more replaces that.
   */
  protected readonly openDialog = (asking: AskingDialog<R>): void => {
    if (this.dialog && isTouched(this.dialog)) {
      // What was typed into the open one would be gone.
      this.focus(this.root.querySelector('.dialog [data-question]'));
      return;
    }
    this.opener = document.activeElement;
    this.showDialog(asking, this.over(asking.paths ?? []));
  };

  private showDialog(asking: AskingDialog<R>, over: Over, note?: string): void {
    const { title, questions, answers } = asking;
    const shown = { over, seen: this.edited.heads };
    const accept = (given: Answers): void => {
      void this.answerDialog(asking, given, shown);
    };
    this.dialog = { title, questions, answers, accept, ...(note === undefined ? { proposed: answers } : { note }) };
    this.draw();
    this.focus(this.root.querySelector('.dialog [data-question]'));
  }

  private openedDialog(): DialogSpec | undefined {
    return this.dialog;
  }

  private async answerDialog(asking: AskingDialog<R>, given: Answers, shown: ShownBefore): Promise<void> {
    const asked = this.dialog;
    if (!asked || asked.busy) return;
    this.dialog = { ...asked, busy: true };
    const answer = await this.request(asking.request(given, shown));
    // Somebody may have put it away while it was on its way, or opened another.
    const open = this.openedDialog();
    const isOpen = open?.accept === asked.accept;
    if (answer.ok) {
      if (isOpen) this.closeDialog();
      return;
    }
    if (open && !isOpen) return;
    const again = { ...asking, answers: open?.answers ?? asked.answers };
    const { paths = [] } = asking;
    const written = this.written();
    this.notice = undefined;
    if (!answer.changed || !written) this.showDialog(again, shown.over, answer.message);
    else {
      const note = changedSince({ words: this.words, form: this.formInWords(), written }, paths, shown.over);
      this.showDialog(again, knowingly(written, this.over(paths), shown.over), note);
    }
  }

  /** What stands at these paths, as a request says what it was made over. */
  protected over(paths: readonly string[]): Over {
    return shownOver(this.edited, paths);
  }

  /** Asks the host and says what became of it. */
  protected async request(request: R): Promise<AnswerMessage> {
    const pressed = document.activeElement;
    const around = placesAround(pressed);
    const answer = await this.connection.ask(request);
    this.notice = answer.message === '' ? undefined : { text: answer.message, bad: !answer.ok };
    this.draw();
    if (!answer.ok && answer.field) this.focusPath(answer.field);
    else if (pressed?.isConnected === false) stayAt(around);
    return answer;
  }

  protected say(text: string): void {
    this.tell(text, false);
  }

  private formInWords(): FormInWords {
    const kind = this.kind();
    return kind === undefined ? { fields: {}, texts: {} } : formInWords(this.words, kind);
  }

  /** False where something of these fields is no value yet: it is said which, and there it says why. What is a value counts as typed in. */
  protected isFinished(belongs?: (field: string) => boolean): boolean {
    this.edited = settled(this.edited);
    const [unfinished] = unfinishedPaths(this.edited, belongs);
    if (unfinished === undefined) return true;
    this.tell(fill(this.words.page.unfinished, { field: describePathName(this.formInWords().texts, unfinished) }), true);
    this.focusPath(unfinished);
    return false;
  }

  private tell(text: string, bad: boolean): void {
    this.notice = { text, bad };
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
    const gone = this.gone === undefined ? nothing : html`<p class="error banner" role="alert">${this.gone}</p>`;
    return html`${gone}${leftBanner(this.words, this.formInWords().texts, this.left, hasUnsaved(this.edited), (window, answer) => {
      this.connection.answerLeft(window, answer);
      this.focus(this.root.querySelector('h1'));
    })}`;
  }

  /** What asking about changes from elsewhere needs; undefined before the first state. */
  protected meanwhile(): MeanwhileContext<V> | undefined {
    const written = this.written();
    const { words, edited, change } = this;
    const done = (path: string): void => {
      this.focusPath(path);
    };
    return written && { words, form: this.formInWords(), edited, written, change, done };
  }

  protected focusPath(path: string): void {
    const [field = '', row] = path.split('/');
    const list = this.root.querySelector(`[data-path="${CSS.escape(field)}"]`);
    const target =
      this.root.querySelector(`[data-ask="${CSS.escape(path)}"]`) ??
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
    focusTargetOf(element).focus();
  }

  private closeDialog(): void {
    this.dialog = undefined;
    this.draw();
    this.focus(this.opener?.isConnected === true ? this.opener : this.root.querySelector('h1'));
  }
}
