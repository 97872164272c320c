import { isApplied } from '../../src/domain/incident/measure';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { SimilarRecord } from '../../src/protocol/insight';
import { describeReason } from '../../src/words/describe';
import { word } from '../../src/words/words';
import type { AskingDialog } from '../form/formPage';
import { formatTime, proposedReviewDate } from '../shared/time';
import type { PageContext } from './context';
import { workaroundPaths } from './workaround';

/** What looks like this incident, while one types: what became of it, why it is shown, and what one can do with it. */
export function similarCard(context: PageContext): TemplateResult | typeof nothing {
  const { words, insight } = context;
  if (!insight || insight.similar.length === 0) return nothing;
  return html`<section class="card" data-card="similar" aria-live="off"><h2>${word(words, 'page.similar')} <span class="measure">M 6.64</span></h2>
    <ul class="plain similar">${insight.similar.map(record => similarRow(context, record))}</ul></section>`;
}

function similarRow(context: PageContext, record: SimilarRecord): TemplateResult {
  const { words, ask } = context;
  const { id, title, kind, state, workaround, solution, reasons } = record;
  return html`<li data-similar=${id}>
    <p><button type="button" class="link" @click=${() => {
      ask({ type: 'openRecord', id });
    }}>${id} ${title}</button></p>
    <p class="muted small">${word(words, `kind.${kind}`)}${state ? ` · ${stateText(context, record)}` : ''} · ${reasons.map(reason => describeReason(words, reason, formatTime)).join(' · ')}</p>
    ${solution ? html`<p class="answer"><span class="muted">${word(words, 'page.itsSolution')}</span> ${solution}</p>` : nothing}
    ${workaround ? html`<p class="answer"><span class="muted">${word(words, 'page.itsWorkaround')}</span> ${workaround}</p>` : nothing}
    ${actions(context, record)}</li>`;
}

function stateText({ words }: PageContext, { kind, open, state = '' }: SimilarRecord): string {
  if (kind !== 'incident') return word(words, `option.${state}`);
  return open ? word(words, `step.short.${state}`) : word(words, `option.${state}`);
}

function actions(context: PageContext, record: SimilarRecord): TemplateResult | typeof nothing {
  const { words, ask, openDialog, takeOver, shown } = context;
  const { may } = shown;
  if (!shown.record.open) return nothing;
  const { id, kind, title, workaround, solution } = record;
  const button = (key: string, action: () => void): TemplateResult =>
    html`<vscode-button appearance="secondary" data-similar-action=${key} aria-label=${`${word(words, key)}: ${id} ${title}`} @click=${action}>${word(words, key)}</vscode-button>`;
  const link = (key: string, as: 'duplicate' | 'child' | 'related'): TemplateResult =>
    html`<button type="button" class="link small" data-similar-action=${key} aria-label=${`${word(words, key)}: ${id} ${title}`} @click=${() => {
      ask({ type: 'linkSimilar', id, as });
    }}>${word(words, key)}</button>`;
  const hasApplied = (type: 'workaround' | 'final'): boolean => isApplied(shown.record, id, type);
  const buttons = [
    kind === 'knownError' && workaround && may.includes('applyMeasure') && !hasApplied('workaround') && !hasApplied('final')
      ? button('page.applyItsWorkaround', () => {
          openDialog(reviewDateDialog(context, id));
        })
      : nothing,
    kind === 'knownError' && solution && may.includes('applyMeasure') && !hasApplied('final')
      ? button('page.applyItsSolution', () => {
          ask({ type: 'applyFrom', id, measure: 'final' });
        })
      : nothing,
    kind !== 'knownError' && solution && may.includes('fill:analyse')
      ? button('page.takeOver', () => {
          takeOver(record);
        })
      : nothing,
    ...(may.includes('link') && !isLinked(context, id)
      ? kind === 'incident'
        ? [link('page.linkDuplicate', 'duplicate'), link('page.linkChild', 'child'), link('page.linkRelated', 'related')]
        : [link('page.linkRelated', 'related')]
      : []),
  ];
  return buttons.every(candidate => candidate === nothing) ? nothing : html`<div class="buttons">${buttons}</div>`;
}

function isLinked({ shown }: PageContext, id: string): boolean {
  return shown.around.related.some(other => other.id === id);
}

function reviewDateDialog({ words }: PageContext, id: SimilarRecord['id']): AskingDialog<IncidentRequest> {
  return {
    title: word(words, 'page.dialog.applyFrom', id),
    questions: [{ id: 'reviewAt', kind: 'time', label: word(words, 'field.workaroundReviewAt') }],
    answers: { reviewAt: proposedReviewDate() },
    paths: workaroundPaths,
    request: (answers, { over }) => ({ type: 'applyFrom', id, measure: 'workaround', reviewAt: answers['reviewAt'] ?? '', over }),
  };
}
