import { html, nothing, type TemplateResult } from 'lit-html';
import { completesFrom, missingAt } from '../../src/domain/incident/gate';
import { isEarlier, nextStep, stepNumber } from '../../src/domain/vocabulary/steps';
import { fillAction } from '../../src/domain/vocabulary/permissions';
import { describeCondition } from '../../src/words/describe';
import { fill } from '../../src/words/words';
import { now } from '../shared/time';
import { goBackDialog, reopenDialog } from './head';
import { hasUnsaved } from '../form/model';
import { belongsTo, withDraft } from './judged';
import type { FootParts } from '../record/recordPage';
import type { PageContext } from './context';

/** What is missing before the next step, and the buttons. Stays in view. */
export function foot(context: PageContext): FootParts {
  return { above: missingList(context), buttons: html`<div class="buttons">${buttons(context)}</div>` };
}

function missingList(context: PageContext): TemplateResult | typeof nothing {
  const { words, step, edited, shown, refused, focusField } = context;
  const incident = shown.record;
  if (!incident.open || isEarlier(step, incident.step)) return nothing;
  const drafted = withDraft(incident, edited, shown.priorityMatrix);
  const missing = missingAt(drafted, step, now());
  const title = missingTitle(context);
  if (missing.length === 0) return html`<p class="help nothingMissing">${words.page.nothingMissing}</p>`;
  return html`<div class=${refused ? 'missing refused' : 'missing'} tabindex="-1" role=${refused ? 'alert' : 'group'} aria-label=${title}>
    <span class="missingTitle">${title}</span>
    <ul>${missing.map(
      condition =>
        html`<li><button type="button" class="link" data-condition=${condition.code} @click=${() => {
          focusField(condition);
        }}>${describeCondition(words, drafted, condition)}</button></li>`,
    )}</ul>
  </div>`;
}

function missingTitle(context: PageContext): string {
  const next = completesFrom(context.step, context.values) ? undefined : nextStep(context.step);
  return next ? fill(context.words.page.missing, { step: stepNumber(next) }) : context.words.page.missingToComplete;
}

function buttons(context: PageContext): TemplateResult | typeof nothing {
  const {
    words,
    step,
    edited,
    values,
    shown: { may, record: incident },
    save,
    discard,
    openDialog,
  } = context;
  if (!incident.open) {
    return may.includes('reopen')
      ? html`<vscode-button data-action="reopen" @click=${() => {
          openDialog(reopenDialog(context));
        }}>${words.page.reopen}</vscode-button>`
      : nothing;
  }
  const back =
    isEarlier(step, incident.step) && may.includes('goBack')
      ? html`<vscode-button appearance="secondary" data-action="goBackHere" @click=${() => {
          openDialog(goBackDialog(context, step));
        }}>${words.page.goBackHere}</vscode-button>`
      : nothing;
  if (!may.includes(fillAction(step))) return back;
  const completes = completesFrom(step, values);
  const goOn = step === incident.step && (!completes || may.includes('close'));
  return html`${back}
    ${hasUnsaved(edited, belongsTo(step)) ? html`<vscode-button appearance="secondary" data-action="discard" @click=${discard}>${words.page.discard}</vscode-button>` : nothing}
    ${
      goOn
        ? html`<vscode-button appearance="secondary" data-action="goOn" @click=${() => {
            save(true);
          }}>${completes ? words.page.saveAndComplete : words.page.saveAndGoOn}</vscode-button>`
        : nothing
    }
    <vscode-button data-action="save" @click=${() => {
      save(false);
    }}>${words.page.save}</vscode-button>`;
}
