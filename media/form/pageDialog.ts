import { nothing, type TemplateResult } from 'lit-html';
import type { Over, Written } from '../../src/domain/record/over';
import type { AnswerMessage } from '../../src/protocol/recordPage';
import type { FormInWords } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import { dialog, isTouched, type Answers, type DialogSpec } from './dialog';
import { changedSince, knowingly } from './meanwhileField';

/** A dialog that asks the host for something with its answers. */
export interface AskingDialog<R> extends Pick<DialogSpec, 'title' | 'questions' | 'answers' | 'warning'> {
  /** Where the answers overwrite what the form shows. */
  readonly paths?: readonly string[];
  readonly request: (answers: Answers, shown: ShownBefore) => R;
}

/** What stood before the person who was asked: what the answers overwrite, and the heads of the log. */
export interface ShownBefore {
  readonly over: Over;
  readonly seen: readonly string[];
}

/** What asking needs of the page it stands in. */
export interface PageDialogPorts<R> {
  readonly root: HTMLElement;
  readonly words: () => Words;
  readonly form: () => FormInWords;
  readonly written: () => Written | undefined;
  /** What stands at these paths now. */
  readonly shown: (paths: readonly string[]) => ShownBefore;
  readonly request: (request: R) => Promise<AnswerMessage>;
  readonly draw: () => void;
  /** Takes away the notice of the last request: the dialog says it. */
  readonly hush: () => void;
  readonly focus: (element: Element | null) => void;
}

/**
 * The dialog of a page. It stays until what it asks for is done. Where that is refused it comes back as it was answered and says why; where
 * somebody else has changed meanwhile what it overwrites, accepting it once more replaces that.
 */
export class PageDialog<R> {
  private spec: DialogSpec | undefined;
  /** Where the focus was when the dialog opened, and where it goes back to. */
  private opener: Element | null = null;

  constructor(private readonly ports: PageDialogPorts<R>) {}

  /** Opens a dialog; one in which something was typed stays instead. */
  open(asking: AskingDialog<R>): void {
    if (this.spec && isTouched(this.spec)) {
      this.focusFirst();
      return;
    }
    this.opener = document.activeElement;
    this.show(asking, this.ports.shown(asking.paths ?? []));
  }

  /** The dialog that is open, if any. */
  part(): TemplateResult | typeof nothing {
    if (!this.spec) return nothing;
    const change = (answers: Answers): void => {
      if (this.spec) this.spec = { ...this.spec, answers };
      this.ports.draw();
    };
    const close = (): void => {
      this.close();
    };
    const miss = (question: string): void => {
      if (this.spec) this.spec = { ...this.spec, tried: true };
      this.ports.draw();
      this.focusOn(`[data-question="${CSS.escape(question)}"]`);
    };
    return dialog(this.ports.words(), this.spec, { change, close, miss });
  }

  /** Puts the dialog away, wherever the focus is; what was typed goes by the button that says so alone. */
  escape(): void {
    if (this.spec && !isTouched(this.spec)) this.close();
  }

  private show(asking: AskingDialog<R>, shown: ShownBefore, note?: string): void {
    const { title, questions, answers, warning } = asking;
    const accept = (given: Answers): void => {
      void this.answer(asking, given, shown);
    };
    this.spec = { title, questions, answers, warning, accept, ...(note === undefined ? { proposed: answers } : { note }) };
    this.ports.draw();
    this.focusFirst();
  }

  private opened(): DialogSpec | undefined {
    return this.spec;
  }

  private async answer(asking: AskingDialog<R>, given: Answers, shown: ShownBefore): Promise<void> {
    const asked = this.spec;
    if (!asked || asked.busy) return;
    this.spec = { ...asked, busy: true };
    const answer = await this.ports.request(asking.request(given, shown));
    // Somebody may have put it away while it was on its way, or opened another.
    const open = this.opened();
    const isOpen = open?.accept === asked.accept;
    if (answer.ok) {
      if (isOpen) this.close();
      return;
    }
    if (open && !isOpen) return;
    const again = { ...asking, answers: open?.answers ?? asked.answers };
    const { paths = [] } = asking;
    const written = this.ports.written();
    const now = this.ports.shown(paths);
    this.ports.hush();
    if (!answer.changed || !written) return this.show(again, { ...now, over: shown.over }, answer.message);
    const note = changedSince({ words: this.ports.words(), form: this.ports.form(), written }, paths, shown.over);
    this.show(again, { ...now, over: knowingly(written, now.over, shown.over) }, note);
  }

  private focusFirst(): void {
    this.focusOn('[data-question]');
  }

  private focusOn(question: string): void {
    this.ports.focus(this.ports.root.querySelector(`.dialog ${question}`));
  }

  private close(): void {
    this.spec = undefined;
    this.ports.draw();
    this.ports.focus(this.opener?.isConnected === true ? this.opener : this.ports.root.querySelector('h1'));
  }
}
