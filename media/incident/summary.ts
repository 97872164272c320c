import { html, nothing, type TemplateResult } from 'lit-html';
import { isEarlier, stepIds, stepMeasures, type StepId } from '../../src/domain/vocabulary/steps';
import { fillAction } from '../../src/domain/vocabulary/permissions';
import { describeStep } from '../../src/words/describe';
import { describeDecisions } from '../../src/words/standing';
import { changedUnder } from '../form/meanwhile';
import { fieldOfPath, hasUnsaved } from '../form/model';
import { answerList } from '../shared/answers';
import { formatTime } from '../shared/time';
import { keptList } from './evidence';
import { belongsTo } from './belongsTo';
import type { PageContext } from './context';

/**
 * True where the step is read and not asked: it is behind the incident and nobody has chosen to edit it, or the role may not fill it in. What
 * is typed there and not saved, or was changed meanwhile, is asked all the same.
 */
export function isRead({
  step,
  edited,
  isEditing,
  shown: { record, may },
}: Pick<PageContext, 'step' | 'edited' | 'isEditing' | 'shown'>): boolean {
  if (!record.open) return true;
  if (isEditing || (may.includes(fillAction(step)) && !isEarlier(step, record.step))) return false;
  const own = belongsTo(step);
  return !hasUnsaved(edited, own) && !changedUnder(edited).map(fieldOfPath).some(own);
}

/** A finished step, to be read; who may fill it in can edit it. */
export function stepSummary(context: PageContext): TemplateResult {
  const {
    words,
    step,
    shown: { record, may },
    editStep,
  } = context;
  return html`${answerList(words, record, step)}${step === 'detect' ? keptList(context) : nothing}
    ${
      may.includes(fillAction(step))
        ? html`<p><vscode-button appearance="secondary" data-action="editStep" @click=${editStep}>${words.page.editStep}</vscode-button></p>`
        : nothing
    }`;
}

/** A completed incident: what was decided, and what stands in each of its steps. */
export function wholeSummary(context: PageContext): TemplateResult {
  const {
    words,
    shown: { record },
  } = context;
  const decisions = describeDecisions(words, record, formatTime);
  const section = (step: StepId): TemplateResult =>
    html`<section class="group"><h3 data-summary=${step} tabindex="-1">${describeStep(words, step)} <span class="measure">${stepMeasures[step].join(', ')}</span></h3>${answerList(words, record, step)}${step === 'detect' ? keptList(context) : nothing}</section>`;
  return html`${
    decisions.length > 0
      ? html`<section class="group"><h3>${words.report.decisions}</h3><ul class="plain">${decisions.map(text => html`<li>${text}</li>`)}</ul></section>`
      : nothing
  }${stepIds.map(section)}`;
}
