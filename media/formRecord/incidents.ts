import type { MeasureKind } from '../../src/domain/vocabulary/measureKind';
import { releaseOf } from '../../src/domain/record/formRecord';
import { html, nothing, type TemplateResult } from 'lit-html';
import { fill } from '../../src/words/words';
import type { AskingDialog } from '../form/pageDialog';
import { appliesMeasures, offersOf, type FormRecordState } from '../../src/domain/records';
import type { FormRequest } from '../../src/protocol/requests';
import type { LinkedIncident } from '../../src/protocol/shown';
import { proposedReviewDate } from '../shared/time';
import type { RecordContext } from '../record/context';

type Context = RecordContext<FormRecordState, FormRequest>;

/** The open incidents linked to a problem or known error, what has been applied to each, and applying it to those that lack it. */
export function linkedIncidents(context: Context): TemplateResult | typeof nothing {
  const { words, ask, shown } = context;
  const { record, around } = shown;
  const incidents = around.openIncidents;
  if (!offersOf(record.kind).openIncidents) return nothing;
  return html`<section class="card" data-card="incidents"><h2>${words.page.openIncidents} <span class="measure">M 6.64</span></h2>
    ${incidents.length === 0 ? html`<p class="muted">${words.page.noOpenIncidents}</p>` : nothing}
    <ul class="plain">${incidents.map(
      incident => html`<li><button type="button" class="link" @click=${() => {
        ask({ type: 'openRecord', id: incident.id });
      }}>${incident.id} ${incident.title}</button>
      <span class="muted small">${appliedText(context, incident)}</span></li>`,
    )}</ul>
    ${appliesMeasures(record.kind) ? applyButtons(context) : nothing}</section>`;
}

function appliedText({ words }: Context, { hasWorkaround, hasSolution }: LinkedIncident): string {
  if (hasSolution) return words.page.solutionApplied;
  return hasWorkaround ? words.page.workaroundApplied : '';
}

function applyButtons(context: Context): TemplateResult | typeof nothing {
  const { words, openDialog, shown } = context;
  const { around, may, record } = shown;
  const incidents = around.openIncidents;
  const { workaround, solution } = record.values as { readonly workaround?: string; readonly solution?: string };
  const without = {
    workaround: may.includes('applyWorkaround') ? incidents.filter(({ hasWorkaround, hasSolution }) => !hasWorkaround && !hasSolution) : [],
    final: may.includes('applySolution') ? incidents.filter(({ hasSolution }) => !hasSolution) : [],
  };
  const button = (measure: MeasureKind): TemplateResult =>
    html`<vscode-button appearance="secondary" data-apply=${measure} @click=${() => {
      openDialog(applyDialog(context, measure, without[measure]));
    }}>${fill(words.page.apply[measure], { incidents: without[measure].length })}</vscode-button>`;
  return html`<div class="buttons">
    ${workaround !== undefined && without.workaround.length > 0 ? button('workaround') : nothing}
    ${solution !== undefined && without.final.length > 0 ? button('final') : nothing}</div>
    ${solution !== undefined && !releaseOf(record) && without.final.length > 0 ? html`<p class="help">${words.page.notReleased}</p>` : nothing}`;
}

/** One action for all of them: which incidents, and for a workaround until when it is looked at again. */
function applyDialog({ words }: Context, measure: MeasureKind, incidents: readonly LinkedIncident[]): AskingDialog<FormRequest> {
  const isWorkaround = measure === 'workaround';
  return {
    title: words.dialog.apply[measure],
    questions: [
      {
        id: 'incidents',
        kind: 'many',
        label: words.dialog.incidents,
        options: incidents.map(({ id, title }) => ({ value: id, label: `${id} ${title}` })),
      },
      ...(isWorkaround ? [{ id: 'reviewAt', kind: 'time', label: words.kinds.incident.fields.workaroundReviewAt.label } as const] : []),
    ],
    answers: { incidents: incidents.map(({ id }) => id).join(' '), ...(isWorkaround && { reviewAt: proposedReviewDate() }) },
    request: answers => {
      const answered = (answers['incidents'] ?? '').split(' ');
      const chosen = incidents.map(({ id }) => id).filter(id => answered.includes(id));
      return { type: 'apply', measure, incidents: chosen, ...(isWorkaround && { reviewAt: answers['reviewAt'] ?? '' }) };
    },
  };
}
