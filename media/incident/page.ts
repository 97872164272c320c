import type { TemplateResult } from 'lit-html';
import { nothing } from 'lit-html';
import type { Patch } from '../../src/domain/forms/field';
import { maxLineLength } from '../../src/domain/forms/field';
import { fieldBelongsToStep, stepOfField } from '../../src/domain/incident/forms';
import { completesFrom, type GateCondition } from '../../src/domain/incident/gate';
import type { Incident } from '../../src/domain/incident/incident';
import { reviewFields } from '../../src/domain/incident/review';
import type { Over } from '../../src/domain/record/over';
import type { Kind, StateOf } from '../../src/domain/records';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import type { IncidentRequest } from '../../src/protocol/requests';
import { fill } from '../../src/words/words';
import { editCell } from '../form/model';
import type { RecordContext } from '../record/context';
import { RecordPage, type FootParts, type HeadParts, type OwnMessage } from '../record/recordPage';
import { clockList, gapList } from '../shared/record';
import type { PageContext } from './context';
import { foot } from './foot';
import { gapActions } from './gaps';
import { head, waitButton } from './head';
import { belongsTo } from './judged';
import { similarCard } from './similar';
import { stepForm } from './stepForm';

/** The page of an incident: six forms with gates, and what is found out about it while one types. */
export class IncidentPage extends RecordPage<Incident, IncidentRequest, PageContext> {
  private insight: Insight | undefined;
  private step: StepId = 'detect';
  private refused = false;
  /** The form takes input first; what stands beside it follows a moment later. */
  private formIsDrawn = false;

  protected isOfPage(record: StateOf<Kind>): record is Incident {
    return record.kind === 'incident';
  }

  protected taken(incident: Incident, before: Incident | undefined): void {
    if (!before) {
      this.step = incident.open ? incident.step : 'complete';
    } else if (before.step === this.step && incident.step !== this.step && incident.open) {
      this.step = incident.step;
      this.refused = false;
    }
  }

  protected receiveOwn(message: OwnMessage): void {
    if (message.type === 'insight') this.insight = message.insight;
    else {
      this.step = message.step;
      this.refused = false;
    }
  }

  protected override draw(): void {
    super.draw();
    if (this.formIsDrawn || !this.shown) return;
    this.formIsDrawn = true;
    requestAnimationFrame(() => {
      this.draw();
    });
  }

  protected head(context: PageContext): HeadParts {
    return head(context);
  }

  protected form(context: PageContext): TemplateResult {
    return stepForm(context);
  }

  protected override besidePart(context: PageContext): TemplateResult | typeof nothing {
    return this.formIsDrawn ? super.besidePart(context) : nothing;
  }

  protected cards(context: PageContext): readonly (TemplateResult | typeof nothing)[] {
    const { words, shown } = context;
    return [similarCard(context), clockList(words, shown.record), gapList(words, shown.record, gap => gapActions(context, gap))];
  }

  protected withLink(context: PageContext, id: string): TemplateResult | typeof nothing {
    return waitButton(context, id);
  }

  protected mayUnlink({ open }: Incident): boolean {
    return open;
  }

  protected foot(context: PageContext): FootParts {
    return foot(context);
  }

  protected saving(patch: Patch, over: Over): IncidentRequest {
    return { type: 'save', step: this.step, patch, over };
  }

  protected context(common: RecordContext<Incident, IncidentRequest>): PageContext {
    const { step, insight, refused } = this;
    return {
      ...common,
      step,
      insight,
      refused,
      showStep: next => {
        this.showStep(next);
      },
      save: thenGoOn => {
        void this.saveStep(thenGoOn);
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
    const what = fill(this.words.page.takenOver, { solution, record: id }).slice(0, maxLineLength);
    this.showStep('analyse');
    this.setRowOpen(`measures/${row}`, true);
    this.change(edited => editCell(edited, 'measures', row, { what, type: 'final' }));
    this.focusPath(`measures/${row}/what`);
  }

  private async saveStep(thenGoOn: boolean): Promise<void> {
    const { step } = this;
    const outcome = await this.save(belongsTo(step));
    if (outcome === false) return;
    if (thenGoOn) await this.goOn(step);
    else this.say(this.words.page[outcome]);
  }

  private async goOn(step: StepId): Promise<void> {
    const incident = this.shown?.record;
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
