import { writtenIn } from '../../src/domain/records';
import { html, nothing, type TemplateResult } from 'lit-html';
import { fieldBelongsToStep, incidentFields, stepOfField, type IncidentValues } from '../../src/domain/incident/forms';
import { completesFrom, type GateCondition } from '../../src/domain/incident/gate';
import { reviewFields } from '../../src/domain/incident/review';
import type { StepId } from '../../src/domain/vocabulary/steps';
import { maxLineLength } from '../../src/domain/forms/field';
import type { Written } from '../../src/domain/record/over';
import type { IncidentRequest } from '../../src/protocol/incidentPanel';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import { incidentHostMessageSchema, type IncidentHostMessage } from '../../src/protocol/view';
import { word } from '../../src/words/words';
import { emptyDraft } from '../../src/protocol/draft';
import { FormPage } from '../form/formPage';
import { editCell, overOf, patchOf, shownValues } from '../form/model';
import { beside } from './beside';
import type { PageContext, State } from './context';
import { foot } from './foot';
import { head, rail } from './head';
import { belongsTo } from './judged';
import { stepForm } from './stepForm';

/** The page of the incident panel: holds what is shown and typed, and draws it again after each change. */
export class IncidentPage extends FormPage<IncidentValues, IncidentHostMessage, IncidentRequest> {
  private state: State | undefined;
  private insight: Insight | undefined;
  private step: StepId = 'detect';
  private refused = false;
  /** The form takes input first; what stands beside it follows a moment later. */
  private formIsDrawn = false;

  constructor(root: HTMLElement) {
    super(root, incidentHostMessageSchema, { fields: incidentFields, saved: {}, heads: [], draft: emptyDraft });
  }

  protected id(): string | undefined {
    return this.state?.view.incident.id;
  }

  protected written(): Written | undefined {
    return this.state && writtenIn(this.state.view.incident);
  }

  protected receive(message: Exclude<IncidentHostMessage, { type: 'answer' }>): void {
    switch (message.type) {
      case 'words':
        this.words = message.words;
        return;
      case 'state':
        return this.takeState(message);
      case 'insight':
        this.insight = message.insight;
        break;
      case 'showStep':
        this.step = message.step;
        this.refused = false;
        break;
      case 'gone':
        this.gone = message.message;
    }
    this.draw();
  }

  private takeState(state: State): void {
    const first = this.state === undefined;
    const { incident } = state.view;
    if (first) {
      this.step = incident.open ? incident.step : 'complete';
    } else if (this.state?.view.incident.step === this.step && incident.step !== this.step && incident.open) {
      this.step = incident.step;
      this.refused = false;
    }
    this.gone = undefined;
    this.state = state;
    this.takeSaved(incident.id, incident.values, state);
    this.draw();
  }

  protected override draw(): void {
    super.draw();
    if (this.formIsDrawn || !this.state) return;
    this.formIsDrawn = true;
    requestAnimationFrame(() => {
      this.draw();
    });
  }

  protected content(): TemplateResult {
    const { words, state, gone } = this;
    if (!state && gone !== undefined) return html`<main class="page">${this.banner()}</main>`;
    if (!state) return html`<main class="page"><p class="muted">${word(words, 'page.loading')}</p></main>`;
    const context = this.context(state);
    return html`<main class="page">
      ${this.banner()}
      ${head(context)}
      ${rail(context)}
      <div class="columns">
        <div class="mainColumn">
          ${this.dialogPart()}
          ${stepForm(context)}
        </div>
        ${this.formIsDrawn ? beside(context) : nothing}
      </div>
      ${foot(context)}
    </main>`;
  }

  private context(state: State): PageContext {
    const { words, step, edited, insight, openRows, timeline, refused, notice } = this;
    const { change, setRowOpen, openDialog, discard } = this;
    return {
      words,
      state,
      step,
      edited,
      values: shownValues(edited),
      insight,
      openRows,
      timeline,
      refused,
      notice,
      change,
      setRowOpen,
      openDialog,
      over: paths => this.over(paths),
      meanwhile: this.meanwhile(),
      discard,
      showStep: next => {
        this.showStep(next);
      },
      ask: request => {
        void this.request(request);
      },
      save: thenGoOn => {
        void this.save(thenGoOn);
      },
      focusField: condition => {
        this.focusCondition(condition);
      },
      takeOver: record => {
        this.takeOver(record);
      },
      retract: source => {
        const { outcome, match } = reviewFields[source];
        const over = this.over([outcome, match]);
        void this.request({ type: 'save', step: 'analyse', patch: { [outcome]: null, [match]: null }, over });
      },
    };
  }

  private showStep(step: StepId): void {
    this.step = step;
    this.refused = false;
    this.notice = undefined;
    this.draw();
  }

  private takeOver({ id, solution = '' }: SimilarRecord): void {
    const row = crypto.randomUUID();
    const what = word(this.words, 'page.takenOver', solution, id).slice(0, maxLineLength);
    this.showStep('analyse');
    this.setRowOpen(`measures/${row}`, true);
    this.change(edited => editCell(edited, 'measures', row, { what, type: 'final' }));
    this.focusPath(`measures/${row}/what`);
  }

  private async save(thenGoOn: boolean): Promise<void> {
    const { step, state } = this;
    if (!state || !this.isFinished(belongsTo(step))) return;
    const patch = patchOf(this.edited, belongsTo(step));
    const dirty = Object.keys(patch).length > 0;
    if (dirty) {
      const saved = await this.request({ type: 'save', step, patch, over: overOf(this.edited, belongsTo(step)) });
      if (!saved.ok) return;
    }
    if (thenGoOn) await this.goOn(step);
    else this.say(dirty ? 'page.saved' : 'page.nothingToSave');
  }

  private async goOn(step: StepId): Promise<void> {
    const incident = this.state?.view.incident;
    // Saving may have taken the incident back to another step (a recurrence): then there is nothing to go on from.
    if (incident?.step !== step) return;
    const answer = await this.request(completesFrom(step, incident.values) ? { type: 'complete' } : { type: 'advance', from: step });
    this.refused = !answer.ok;
    this.draw();
    if (answer.ok) {
      this.root.querySelector('h1')?.focus();
      window.scrollTo(0, 0);
    } else if (!answer.field) {
      this.focus(this.root.querySelector('.missing'));
    }
  }

  private focusCondition({ field, row }: GateCondition): void {
    if (!field) return;
    const step = stepOfField(field);
    if (step && !fieldBelongsToStep(field, this.step)) this.showStep(step);
    if (row) this.openRows = new Set([...this.openRows, `${field}/${row}`]);
    this.draw();
    this.focusPath(row ? `${field}/${row}` : field);
  }
}
