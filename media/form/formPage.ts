import { html, nothing, render, type TemplateResult } from 'lit-html';
import { describePathName } from '../../src/words/describeValue';
import { formInWords, type FormInWords } from '../../src/words/form';
import { fill, type Words } from '../../src/words/words';
import { Connection } from './connection';
import { isFold } from './fields';
import { keepingFocus, putFocus } from './focus';
import { pressByKey } from './keys';
import { beginAtOpenQuestion } from './questions';
import { PageDialog, type AskingDialog } from './pageDialog';
import { leftBanner } from './leftBanner';
import { shownOver, type MeanwhileContext } from './meanwhileField';
import { hasUnsaved, rebase, settled, stamped, unfinishedPaths, type Edited } from './model';
import { Timeline } from '../shared/timeline';
import type { Kind, RecordId } from '../../src/domain/records';
import type { Over, Written } from '../../src/domain/record/over';
import { headsOf } from '../../src/domain/record/log';
import { emptyDraft, type FormState, type LeftDraft } from '../../src/protocol/draft';
import type { AnswerMessage, RecordHostMessage } from '../../src/protocol/recordPage';

/** A line below the form that says what became of what one did. */
export interface FormNotice {
  readonly text: string;
  readonly bad: boolean;
}

/** What pages with a form have in common: what is typed, rows that are open, the dialog, the notice, and where the focus goes. */
export abstract class FormPage<V extends object, R> {
  protected readonly connection: Connection<R>;
  private readonly asking: PageDialog<R>;
  private texts: Words | undefined;
  protected gone: string | undefined;
  protected openRows: ReadonlySet<string> = new Set();
  protected readonly timeline = new Timeline(() => {
    this.draw();
  }, true);
  protected notice: FormNotice | undefined;
  /** The window this page stands in; what is typed belongs to it. */
  private window = '';
  /** The folder that the record lies in. */
  private folder = '';
  private left: LeftDraft | undefined;
  private hasBegun = false;

  constructor(
    protected readonly root: HTMLElement,
    protected edited: Edited<V>,
  ) {
    this.connection = new Connection<R>(message => {
      this.receive(message);
    });
    this.asking = new PageDialog<R>({
      root,
      words: () => this.words,
      form: () => this.formInWords(),
      written: () => this.written(),
      shown: paths => ({ over: this.over(paths), seen: this.edited.heads }),
      request: request => this.request(request),
      draw: () => {
        this.draw();
      },
      hush: () => {
        this.notice = undefined;
      },
      focus: element => {
        this.focus(element);
      },
    });
  }

  /** Draws from now on. */
  start(): void {
    const onKey = (event: KeyboardEvent): void => {
      pressByKey(this.root, event);
    };
    document.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('keydown', ({ key, defaultPrevented }) => {
      // A menu or a dropdown that is open takes it first.
      if (key === 'Escape' && !defaultPrevented) this.asking.escape();
    });
    // Ages and clocks move on even when nothing happens.
    setInterval(() => {
      this.draw();
    }, 30_000);
  }

  /** The id of the record that is shown; undefined before the first state. */
  protected abstract id(): RecordId | undefined;
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
    keepingFocus(() => {
      render(this.content(), this.root);
    });
  }

  /** Takes over what is saved, and the draft that the host kept or was told to take. */
  protected takeSaved(id: RecordId, folder: string, saved: V, { window, draft, left }: FormState): void {
    if (draft && !hasUnsaved(this.edited)) this.edited = settled({ ...this.edited, draft });
    const before = JSON.stringify(this.edited.draft);
    this.edited = rebase(this.edited, saved, headsOf(this.written()?.timeline ?? []));
    [this.folder, this.window] = [folder, window];
    this.left = left;
    // What was saved is no longer unsaved: the host must not keep it, or it would be offered as what a window left.
    const kept = { id, folder, window, draft: this.edited.draft };
    if (JSON.stringify(this.edited.draft) === before) this.connection.remember(kept);
    else this.connection.keep(kept);
  }

  protected readonly change = (update: (edited: Edited<V>) => Edited<V>): void => {
    this.edited = stamped(update(this.edited));
    this.notice = undefined;
    const id = this.id();
    if (id !== undefined) this.connection.keep({ id, folder: this.folder, window: this.window, draft: this.edited.draft });
    this.draw();
  };

  protected readonly discard = (): void => {
    this.change(edited => ({ ...edited, draft: emptyDraft }));
  };

  protected readonly setRowOpen = (path: string, open: boolean): void => {
    this.openRows = new Set(open ? [...this.openRows, path] : [...this.openRows].filter(other => other !== path));
    if (isFold(path)) this.connection.keepFolds([...this.openRows].filter(isFold));
    this.draw();
  };

  protected readonly openDialog = (asking: AskingDialog<R>): void => {
    this.asking.open(asking);
  };

  /** The dialog that is open, if any. */
  protected dialogPart(): TemplateResult | typeof nothing {
    return this.asking.part();
  }

  /** What stands at these paths, as a request says what it was made over. */
  protected over(paths: readonly string[]): Over {
    return shownOver(this.edited, paths);
  }

  /** Asks the host and says what became of it. */
  protected async request(request: R): Promise<AnswerMessage> {
    const answer = await this.connection.ask(request);
    this.notice = answer.message === '' ? undefined : { text: answer.message, bad: !answer.ok };
    this.draw();
    if (!answer.ok && answer.field) this.goTo(answer.field);
    return answer;
  }

  protected say(text: string): void {
    this.tell(text, false);
  }

  /** What was said of what one did is over once others have changed what it was about; why it was not done still holds. */
  protected changedOutside(): void {
    if (!this.connection.isWaiting && this.notice?.bad === false) this.notice = undefined;
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

  /** The form stands there for the first time. */
  protected begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    beginAtOpenQuestion(this.root);
  }

  /** Leads to a field or row that can be filled in: unfolds what it lies in. */
  protected goTo(path: string): void {
    const [field = '', row] = path.split('/');
    if (row !== undefined) this.openRows = new Set([...this.openRows, `${field}/${row}`]);
    this.draw();
    this.focusPath(path);
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
    for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
    // Head and foot are always in sight: to scroll to where they would lie in the page leads away from the form.
    const isInSight = element.closest('.head, .foot') !== null;
    if (!isInSight) element.scrollIntoView({ block: 'center' });
    putFocus(element, { preventScroll: isInSight });
  }
}
