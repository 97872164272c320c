import type { nothing } from 'lit-html';
import { type TemplateResult } from 'lit-html';
import type { Patch } from '../../src/domain/forms/field';
import { maxLineLength } from '../../src/domain/forms/field';
import { fieldBelongsToStep, stepOfField } from '../../src/domain/incident/forms';
import { clocksOf } from '../../src/domain/incident/clock';
import { runningTarget } from '../../src/domain/incident/facts';
import { completesFrom } from '../../src/domain/incident/gate';
import type { Incident } from '../../src/domain/incident/incident';
import { isReviewField, reviewFields } from '../../src/domain/incident/review';
import type { Over } from '../../src/domain/record/over';
import type { Kind, StateOf } from '../../src/domain/records';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import type { IncidentRequest } from '../../src/protocol/requests';
import { fill } from '../../src/words/words';
import { editCell, fieldOfPath, hasUnsaved, patchOf } from '../form/model';
import { focusOpenQuestion } from '../form/questions';
import { fieldsAtRest } from '../form/quiet';
import type { RecordContext } from '../record/context';
import type { HeadParts } from '../record/recordHead';
import type { BesideCard } from '../record/beside';
import type { FootParts } from '../record/recordFoot';
import { RecordPage, type OwnMessage } from '../record/recordPage';
import { clockList } from '../shared/clocks';
import { gapList, ownAssessmentCard, waitingList } from '../shared/record';
import type { PageContext } from './context';
import { foot } from './foot';
import { gapActions } from './gaps';
import { noticeActions } from './notices';
import { completionDialog } from './completing';
import { dueAnswer } from './dueAnswers';
import { head, waitButton } from './head';
import { belongsTo } from './belongsTo';
import { Pictures } from '../shared/pictures';
import { takePictures } from './takePictures';
import { procedureCard } from './procedures';
import { similarCard } from './similar';
import { stepForm } from './stepForm';
import { suspectsCard } from './suspects';

/** The page of an incident: six forms with gates, and what is found out about it while one types. */
export class IncidentPage extends RecordPage<Incident, IncidentRequest, PageContext> {
  private insight: Insight | undefined;
  private step: StepId = 'detect';
  private refused = false;
  private isEditing = false;
  /** What is at rest has been looked up since the step is shown. */
  private isPlaced = false;
  private atRest: ReadonlySet<string> = new Set();

  private readonly pictures = new Pictures();

  override start(): void {
    super.start();
    takePictures(
      this.root,
      request => void this.request(request),
      why => {
        this.notice = { text: this.words.page[why], bad: true };
        this.draw();
      },
    );
  }

  protected isOfPage(record: StateOf<Kind>): record is Incident {
    return record.kind === 'incident';
  }

  protected taken(incident: Incident, before: Incident | undefined): void {
    if (!before || (before.open && !incident.open)) {
      this.place(incident.open ? incident.step : 'complete');
    } else if (before.step === this.step && incident.step !== this.step && incident.open) {
      this.place(incident.step);
    }
  }

  protected receiveOwn(message: OwnMessage): void {
    if (message.type === 'insight') this.insight = message.insight;
    else if (message.place === 'completion') this.askCompletion();
    else {
      this.place(message.place);
      if (message.path !== undefined) this.goTo(message.path);
    }
  }

  protected override draw(): void {
    if (this.shown && !this.isPlaced) {
      this.isPlaced = true;
      this.isEditing ||= hasUnsaved(this.edited, belongsTo(this.step));
      this.rest();
    }
    super.draw();
  }

  protected head(context: PageContext): HeadParts {
    return head(context);
  }

  protected form(context: PageContext): TemplateResult {
    return stepForm(context);
  }

  protected cards(context: PageContext): readonly BesideCard[] {
    const { words, shown, insight } = context;
    const { record } = shown;
    const strong = insight?.suspects?.rows.filter(({ confidence }) => confidence !== 'weak');
    return [
      {
        id: 'clocks',
        parts: [
          ownAssessmentCard(words, record),
          clockList(words, record, clock => noticeActions(context, clock)),
          waitingList(words, record, what => dueAnswer(context, what)),
          gapList(words, record, gap => gapActions(context, gap)),
        ],
        count: clocksOf(record).length + (runningTarget(record) ? 1 : 0) + record.gaps.length,
      },
      { id: 'suspects', parts: [suspectsCard(context)], count: strong?.length ?? 0 },
      { id: 'similar', parts: [procedureCard(context), similarCard(context)], count: insight?.similar.length ?? 0 },
    ];
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
    const { step, insight, refused, isEditing, atRest } = this;
    return {
      ...common,
      step,
      insight,
      refused,
      isEditing,
      atRest,
      editStep: () => {
        this.editStep();
      },
      pictures: this.pictures,
      showContent: row => {
        void this.showContent(row);
      },
      showStep: next => {
        this.showStep(next);
      },
      save: thenGoOn => {
        void this.saveStep(thenGoOn);
      },
      takeOver: record => {
        this.takeOver(record);
      },
      unsaved: () => patchOf(this.edited, field => !isReviewField(field)),
      retract: source => {
        const { outcome, match } = reviewFields[source];
        const over = this.over([outcome, match]);
        void this.request({ type: 'save', step: 'analyse', patch: { [outcome]: null, [match]: null }, over });
      },
    };
  }

  /** Offers the short way, to who may take it. */
  private askCompletion(): void {
    if (this.shown?.record.open === true && this.shown.may.includes('close')) this.openDialog(completionDialog(this.contextOf(this.shown)));
  }

  private async showContent(row: string): Promise<void> {
    if (this.pictures.get(row) === undefined) this.pictures.show(row, (await this.request({ type: 'showContent', row })).picture);
    else this.pictures.hide(row);
    this.draw();
  }

  private showStep(step: StepId): void {
    this.place(step);
    this.notice = undefined;
    this.draw();
    // A completed incident is one text, in which its steps are places.
    if (this.shown?.record.open === false) this.focus(this.root.querySelector(`[data-summary="${step}"]`));
  }

  /** Shows the form of a step as it is when one comes to it: what is answered is at rest. */
  private place(step: StepId): void {
    [this.step, this.refused, this.isEditing, this.isPlaced] = [step, false, false, false];
  }

  private rest(focused?: string): void {
    this.atRest = fieldsAtRest(this.edited, this.shown?.record.conflicts ?? [], focused);
  }

  private editStep(): void {
    this.isEditing = true;
    this.draw();
    focusOpenQuestion(this.root);
  }

  private takeOver({ id, solution = '' }: SimilarRecord): void {
    const row = crypto.randomUUID();
    const what = fill(this.words.page.takenOver, { solution, record: id }).slice(0, maxLineLength);
    this.showStep('analyse');
    this.change(edited => editCell(edited, 'measures', row, { what, type: 'final' }));
    this.goTo(`measures/${row}`);
  }

  private async saveStep(thenGoOn: boolean): Promise<void> {
    const { step } = this;
    const outcome = await this.save(belongsTo(step));
    if (outcome === false) return;
    const at = document.activeElement?.closest('[data-path]')?.getAttribute('data-path');
    // The form does not go from under one's hands with what is saved.
    this.isEditing = true;
    this.rest(fieldOfPath(at ?? ''));
    this.draw();
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

  /** What stands in the form of another step is shown there. */
  protected override goTo(path: string): void {
    this.showTab(path.startsWith('gaps') ? 'clocks' : 'form');
    const field = fieldOfPath(path);
    const step = field === 'signOff' ? 'complete' : stepOfField(field);
    if (step && !fieldBelongsToStep(field, this.step)) this.showStep(step);
    if (step) this.isEditing = true;
    this.atRest = new Set([...this.atRest].filter(other => other !== field));
    super.goTo(path);
  }
}
