import type { SimilarLink } from '../../src/domain/record/link';
import type { MeasureKind } from '../../src/domain/vocabulary/measureKind';
import { isApplied } from '../../src/domain/incident/measure';
import { appliesMeasures } from '../../src/domain/records';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { SimilarRecord } from '../../src/protocol/insight';
import { describeReason } from '../../src/words/describe';
import { describeState, optionText } from '../../src/words/form';
import { counted, fill } from '../../src/words/words';
import type { AskingDialog } from '../form/pageDialog';
import { formatTime, proposedReviewDate } from '../shared/time';
import type { PageContext } from './context';
import { workaroundPaths } from './measureDialogs';

/** Similar records that are in sight; the others are folded. */
const similarShown = 2;

/** What looks like this incident, while one types: what became of it, why it is shown, and what one can do with it. */
export function similarCard(context: PageContext): TemplateResult | typeof nothing {
  const { words, insight } = context;
  if (!insight || insight.similar.length === 0) return nothing;
  const rest = insight.similar.slice(similarShown);
  return html`<section class="card" data-card="similar" aria-live="off"><h2>${words.page.similar} <span class="measure">M 6.64</span></h2>
    ${list(context, insight.similar.slice(0, similarShown))}
    ${
      rest.length === 0
        ? nothing
        : html`<details class="folded fold" data-group="moreSimilar"><summary>${counted(words, words.suspects.more, { count: rest.length })}</summary>${list(context, rest)}</details>`
    }</section>`;
}

function list(context: PageContext, records: readonly SimilarRecord[]): TemplateResult {
  return html`<ul class="plain similar">${records.map(record => similarRow(context, record))}</ul>`;
}

function similarRow(context: PageContext, record: SimilarRecord): TemplateResult {
  const { words, ask } = context;
  const { id, title, kind, state, workaround, solution, instructions, reasons } = record;
  return html`<li data-similar=${id}>
    <p><button type="button" class="link" @click=${() => {
      ask({ type: 'openRecord', id });
    }}>${id} ${title}</button></p>
    <p class="muted small">${words.kinds[kind].name}${state ? ` · ${stateText(context, record)}` : ''} · ${reasons.map(reason => describeReason(words, reason, formatTime)).join(' · ')}</p>
    ${solution ? html`<p class="answer"><span class="muted">${words.page.itsSolution}</span> ${solution}</p>` : nothing}
    ${workaround ? html`<p class="answer"><span class="muted">${words.page.itsWorkaround}</span> ${workaround}</p>` : nothing}
    ${instructions ? html`<p class="answer"><span class="muted">${words.page.itsInstructions}</span> ${instructions}</p>` : nothing}
    ${actions(context, record)}</li>`;
}

function stateText({ words }: PageContext, { kind, open, state = '' }: SimilarRecord): string {
  if (kind !== 'incident') return describeState(words, kind, state);
  const short: Readonly<Record<string, { readonly short: string }>> = words.steps;
  return open ? (short[state]?.short ?? state) : optionText(words.kinds.incident.fields.closureCode, state);
}

function actions(context: PageContext, record: SimilarRecord): TemplateResult | typeof nothing {
  const { words, ask, openDialog, takeOver, shown } = context;
  const { may } = shown;
  if (!shown.record.open) return nothing;
  const { id, kind, title, workaround, solution } = record;
  const { page } = words;
  const applies = appliesMeasures(kind);
  const button = (key: 'applyItsWorkaround' | 'applyItsSolution' | 'takeOver', action: () => void): TemplateResult =>
    html`<vscode-button appearance="secondary" data-similar-action=${key} aria-label=${`${page[key]}: ${id} ${title}`} @click=${action}>${page[key]}</vscode-button>`;
  const link = (key: 'linkDuplicate' | 'linkChild' | 'linkRelated', as: SimilarLink): TemplateResult =>
    html`<button type="button" class="link small" data-similar-action=${key} aria-label=${`${page[key]}: ${id} ${title}`} @click=${() => {
      ask({ type: 'linkSimilar', id, as });
    }}>${page[key]}</button>`;
  const hasApplied = (type: MeasureKind): boolean => isApplied(shown.record, id, type);
  const buttons = [
    applies && workaround && may.includes('applyWorkaround') && !hasApplied('workaround') && !hasApplied('final')
      ? button('applyItsWorkaround', () => {
          openDialog(reviewDateDialog(context, id));
        })
      : nothing,
    applies && solution && may.includes('applySolution') && !hasApplied('final')
      ? button('applyItsSolution', () => {
          ask({ type: 'applyFrom', id, measure: 'final' });
        })
      : nothing,
    !applies && solution && may.includes('fill:analyse')
      ? button('takeOver', () => {
          takeOver(record);
        })
      : nothing,
    ...(may.includes('link') && !isLinked(context, id)
      ? kind === 'incident'
        ? [link('linkDuplicate', 'duplicate'), link('linkChild', 'child'), link('linkRelated', 'related')]
        : [link('linkRelated', 'related')]
      : []),
  ];
  return buttons.every(candidate => candidate === nothing) ? nothing : html`<div class="buttons">${buttons}</div>`;
}

function isLinked({ shown }: PageContext, id: string): boolean {
  return shown.around.related.some(other => other.id === id);
}

function reviewDateDialog({ words }: PageContext, id: SimilarRecord['id']): AskingDialog<IncidentRequest> {
  return {
    title: fill(words.dialog.applyFrom, { record: id }),
    questions: [{ id: 'reviewAt', kind: 'time', label: words.kinds.incident.fields.workaroundReviewAt.label }],
    answers: { reviewAt: proposedReviewDate() },
    paths: workaroundPaths,
    request: (answers, { over }) => ({ type: 'applyFrom', id, measure: 'workaround', reviewAt: answers['reviewAt'] ?? '', over }),
  };
}
