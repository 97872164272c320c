import { html, nothing, type TemplateResult } from 'lit-html';
import { isEarlier } from '../../src/domain/vocabulary/steps';
import { isTakenOver } from '../../src/domain/incident/takeOver';
import { takingAction, type ProcedurePlace } from '../../src/domain/incident/procedureSteps';
import type { Insight } from '../../src/protocol/insight';
import { describeReason } from '../../src/words/describe';
import { counted } from '../../src/words/words';
import { formatTime } from '../shared/time';
import type { PageContext } from './context';

/** Procedures that fit the incident, offered while it is found out what to do: why, and taking their steps over (M 6.134). */
export function procedureCard(context: PageContext): TemplateResult | typeof nothing {
  const { words, insight, shown } = context;
  const { open, step } = shown.record;
  if (!insight || insight.procedures.length === 0 || !open || !isEarlier(step, 'remedy')) return nothing;
  return html`<section class="card" data-card="procedures" aria-live="off"><h2>${words.page.procedures} <span class="measure">M 6.134</span></h2>
    <ul class="plain similar">${insight.procedures.map(procedure => row(context, procedure))}</ul></section>`;
}

function row(context: PageContext, { id, title, steps, reasons }: Insight['procedures'][number]): TemplateResult {
  const { words, ask, shown } = context;
  const why = reasons.map(reason => describeReason(words, reason, formatTime));
  const isTaken = isTakenOver(shown.record, id);
  const take = (key: 'takeIntoMeasures' | 'takeIntoChecklist', into: ProcedurePlace): TemplateResult | typeof nothing =>
    shown.may.includes(takingAction(into))
      ? html`<vscode-button appearance="secondary" data-procedure-action=${into} aria-label=${`${words.page[key]}: ${id} ${title}`} @click=${() => {
          ask({ type: 'takeProcedure', id, into });
        }}>${words.page[key]}</vscode-button>`
      : nothing;
  return html`<li data-procedure=${id}>
    <p><button type="button" class="link" @click=${() => {
      ask({ type: 'openRecord', id });
    }}>${id} ${title}</button></p>
    <p class="muted small">${[counted(words, words.page.procedureSteps, { count: steps }), ...(isTaken ? [words.page.procedureTaken] : []), ...why].join(' · ')}</p>
    ${steps === 0 || isTaken ? nothing : html`<div class="buttons">${take('takeIntoMeasures', 'measures')}${take('takeIntoChecklist', 'checklist')}</div>`}</li>`;
}
