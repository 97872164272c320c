import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { IncidentValues } from '../../src/domain/incident/forms';
import { completesFrom, type GateCondition } from '../../src/domain/incident/gate';
import type { StepId } from '../../src/domain/incident/steps';
import type { IncidentRequest } from '../../src/protocol/incidentPanel';
import { word, type Words } from '../../src/words/words';
import { beside } from './beside';
import { Connection, type Answer, type State } from './connection';
import { dialog, type DialogSpec } from './dialog';
import { emptyDraft, keptDraft, newerDraft, stamped } from './draft';
import { foot } from './foot';
import { head, rail } from './head';
import { patchOfStep, rebase, shownValues, unfinishedPaths, type Edited } from './model';
import { stepForm } from './stepForm';

/** What the parts of the page read and call. */
export interface PageContext {
  readonly words: Words;
  readonly state: State;
  readonly step: StepId;
  readonly edited: Edited;
  /** What the form shows: the saved values with the draft on top. */
  readonly values: IncidentValues;
  readonly openRows: ReadonlySet<string>;
  readonly timelineFilter: string;
  readonly refused: boolean;
  readonly notice: { readonly text: string; readonly bad: boolean } | undefined;
  readonly showStep: (step: StepId) => void;
  readonly change: (update: (edited: Edited) => Edited) => void;
  readonly setRowOpen: (path: string, open: boolean) => void;
  readonly filterTimeline: (text: string) => void;
  readonly ask: (request: IncidentRequest) => void;
  readonly openDialog: (spec: DialogSpec) => void;
  readonly save: (thenGoOn: boolean) => void;
  readonly discard: () => void;
  readonly focusField: (condition: GateCondition) => void;
}

/** The page of the incident panel: holds what is shown and typed, and draws it again after each change. */
export class IncidentPage {
  private readonly connection: Connection;
  private words: Words = {};
  private state: State | undefined;
  private gone: string | undefined;
  private step: StepId = 'detect';
  private edited: Edited = { saved: {}, draft: emptyDraft };
  private openRows: ReadonlySet<string> = new Set();
  private timelineFilter = '';
  private refused = false;
  private notice: PageContext['notice'];
  private dialog: DialogSpec | undefined;
  /** The form takes input first; what stands beside it follows a moment later. */
  private formIsDrawn = false;
  /** Where the focus was when the dialog opened, and where it goes back to. */
  private opener: Element | null = null;

  constructor(private readonly root: HTMLElement) {
    this.connection = new Connection({
      words: words => {
        this.words = words;
      },
      state: state => {
        this.receive(state);
      },
      showStep: step => {
        this.step = step;
        this.refused = false;
        this.draw();
      },
      gone: message => {
        this.gone = message;
        this.draw();
      },
    });
  }

  /** Draws from now on. */
  start(): void {
    // Ages and clocks move on even when nothing happens.
    setInterval(() => {
      this.draw();
    }, 30_000);
  }

  private receive(state: State): void {
    const first = this.state === undefined;
    const { incident } = state.view;
    if (first) {
      this.edited = { saved: incident.values, draft: newerDraft(keptDraft(this.connection.recall(), incident.id), state.draft) };
      this.step = incident.open ? incident.step : 'complete';
    } else if (this.state?.view.incident.step === this.step && incident.step !== this.step && incident.open) {
      this.step = incident.step;
      this.refused = false;
    }
    this.gone = undefined;
    this.state = state;
    this.edited = rebase(this.edited, incident.values);
    this.connection.remember(incident.id, this.edited.draft);
    this.draw();
  }

  private draw(): void {
    render(this.content(), this.root);
    if (this.formIsDrawn || !this.state) return;
    this.formIsDrawn = true;
    requestAnimationFrame(() => {
      this.draw();
    });
  }

  private content(): TemplateResult {
    const { words, state, gone } = this;
    const banner = gone === undefined ? nothing : html`<p class="error banner" role="alert">${gone}</p>`;
    // What has been typed stays in sight, also when the file is gone.
    if (!state && gone !== undefined) return html`<main class="page">${banner}</main>`;
    if (!state) return html`<main class="page"><p class="muted">${word(words, 'page.loading')}</p></main>`;
    const context = this.context(state);
    return html`<main class="page">
      ${banner}
      ${head(context)}
      ${rail(context)}
      <div class="columns">
        <div class="mainColumn">
          ${
            this.dialog
              ? dialog(
                  words,
                  this.dialog,
                  answers => {
                    if (this.dialog) this.dialog = { ...this.dialog, answers };
                    this.draw();
                  },
                  () => {
                    this.closeDialog();
                  },
                )
              : ''
          }
          ${stepForm(context)}
        </div>
        ${this.formIsDrawn ? beside(context) : nothing}
      </div>
      ${foot(context)}
    </main>`;
  }

  private context(state: State): PageContext {
    const { words, step, edited, openRows, timelineFilter, refused, notice } = this;
    return {
      words,
      state,
      step,
      edited,
      values: shownValues(edited),
      openRows,
      timelineFilter,
      refused,
      notice,
      showStep: next => {
        this.step = next;
        this.refused = false;
        this.notice = undefined;
        this.draw();
      },
      change: update => {
        this.change(update);
      },
      setRowOpen: (path, open) => {
        this.openRows = new Set(open ? [...this.openRows, path] : [...this.openRows].filter(other => other !== path));
        this.draw();
      },
      filterTimeline: text => {
        this.timelineFilter = text;
        this.draw();
      },
      ask: request => {
        void this.ask(request);
      },
      openDialog: spec => {
        this.openDialog(spec);
      },
      save: thenGoOn => {
        void this.save(thenGoOn);
      },
      discard: () => {
        this.change(edited => ({ ...edited, draft: emptyDraft }));
      },
      focusField: condition => {
        this.focusCondition(condition);
      },
    };
  }

  private change(update: (edited: Edited) => Edited): void {
    this.edited = stamped(update(this.edited));
    this.notice = undefined;
    if (this.state) this.connection.keep(this.state.view.incident.id, this.edited.draft);
    this.draw();
  }

  private openDialog(spec: DialogSpec): void {
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
  }

  private closeDialog(): void {
    this.dialog = undefined;
    this.draw();
    this.focus(this.opener);
  }

  private async ask(request: IncidentRequest): Promise<Answer> {
    const answer = await this.connection.ask(request);
    this.notice = answer.message === '' ? undefined : { text: answer.message, bad: !answer.ok };
    this.draw();
    if (!answer.ok && answer.field) this.focusPath(answer.field);
    return answer;
  }

  private async save(thenGoOn: boolean): Promise<void> {
    const { step, state } = this;
    if (!state) return;
    const unfinished = unfinishedPaths(this.edited, step)[0];
    if (unfinished !== undefined) {
      this.notice = { text: word(this.words, 'page.unfinished'), bad: true };
      this.draw();
      this.focusPath(unfinished);
      return;
    }
    const patch = patchOfStep(this.edited, step);
    const dirty = Object.keys(patch).length > 0;
    if (dirty) {
      const saved = await this.ask({ type: 'save', step, patch });
      if (!saved.ok) return;
    }
    if (thenGoOn) await this.goOn(step);
    else this.say(dirty ? 'page.saved' : 'page.nothingToSave');
  }

  private async goOn(step: StepId): Promise<void> {
    const incident = this.state?.view.incident;
    // Saving may have taken the incident back to another step (a recurrence): then there is nothing to go on from.
    if (incident?.step !== step) return;
    const answer = await this.ask(completesFrom(step, incident.values) ? { type: 'complete' } : { type: 'advance', from: step });
    this.refused = !answer.ok;
    this.draw();
    if (answer.ok) {
      this.root.querySelector('h1')?.focus();
      window.scrollTo(0, 0);
    } else if (!answer.field) {
      this.focus(this.root.querySelector('.missing'));
    }
  }

  private say(key: string): void {
    this.notice = { text: word(this.words, key), bad: false };
    this.draw();
  }

  private focusCondition({ field, row }: GateCondition): void {
    if (!field) return;
    if (row) this.openRows = new Set([...this.openRows, `${field}/${row}`]);
    this.draw();
    this.focusPath(row ? `${field}/${row}` : field);
  }

  private focusPath(path: string): void {
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

  private focus(element: Element | null): void {
    if (!(element instanceof HTMLElement)) return;
    element.scrollIntoView({ block: 'center' });
    element.focus();
  }
}
