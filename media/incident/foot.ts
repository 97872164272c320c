import { html, nothing, type TemplateResult } from 'lit-html';
import { completesFrom, missingAt } from '../../src/domain/incident/gate';
import { conditionPath } from '../../src/domain/incident/gateCondition';
import { isEarlier, nextStep, stepNumber } from '../../src/domain/vocabulary/steps';
import { fillAction } from '../../src/domain/vocabulary/permissions';
import { describeCondition } from '../../src/words/describe';
import { fill } from '../../src/words/words';
import { goBackDialog, reopenDialog } from './head';
import { hasUnsaved } from '../form/model';
import { belongsTo } from './belongsTo';
import { gateContext } from './gateContext';
import { withDraft } from './withDraft';
import type { FootParts } from '../record/recordFoot';
import type { PageContext } from './context';
import { isRead } from './summary';

/** What is missing before the next step, and the buttons. Stays in view. */
export function foot(context: PageContext): FootParts {
  return { above: missingList(context), buttons: html`<div class="buttons">${buttons(context)}</div>` };
}

function missingList(context: PageContext): TemplateResult | typeof nothing {
  const { words, step, shown, refused, goTo } = context;
  const incident = shown.record;
  if (!incident.open || isEarlier(step, incident.step)) return nothing;
  const missing = missingHere(context);
  const title = missingTitle(context);
  if (missing.length === 0) return html`<p class="help nothingMissing">${words.page.nothingMissing}</p>`;
  return html`<div class=${refused ? 'missing refused' : 'missing'} tabindex="-1" role=${refused ? 'alert' : 'group'} aria-label=${title}>
    <span class="missingTitle">${title}</span>
    <ul>${missing.map(
      condition =>
        html`<li><button type="button" class="link" data-condition=${condition.code} @click=${() => {
          const path = conditionPath(condition);
          if (path !== undefined) goTo(path);
        }}>${describeCondition(words, condition)}</button></li>`,
    )}</ul>
  </div>`;
}

/** What comes, and how much is missing before it: the one button that leads on, and saves. */
function wayOn(context: PageContext): string {
  const { words, step, values } = context;
  const missing = missingHere(context).length;
  const next = completesFrom(step, values) ? undefined : nextStep(step);
  const way = next ? fill(words.tree.goOn, { step: words.steps[next].short }) : words.steps.complete.short;
  return missing === 0 ? way : fill(words.page.stillMissing, { way, missing });
}

function missingHere({ step, edited, shown }: PageContext): ReturnType<typeof missingAt> {
  return missingAt(withDraft(shown.record, edited, shown.rules.priorityMatrix), step, gateContext(shown.rules));
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
      ? html`<vscode-button appearance="secondary" data-action="reopen" @click=${() => {
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
  if (!may.includes(fillAction(step)) || isRead(context)) return back;
  const completes = completesFrom(step, values);
  const goOn = step === incident.step && (!completes || may.includes('close'));
  return html`${back}
    <vscode-button appearance=${goOn ? 'secondary' : 'primary'} data-action="save" @click=${() => {
      save(false);
    }}>${words.page.save}</vscode-button>
    ${hasUnsaved(edited, belongsTo(step)) ? html`<vscode-button appearance="secondary" data-action="discard" @click=${discard}>${words.page.discard}</vscode-button>` : nothing}
    ${
      goOn
        ? html`<vscode-button data-action="goOn" @click=${() => {
            save(true);
          }}>${wayOn(context)}</vscode-button>`
        : nothing
    }`;
}
