import { isCommitHash } from '../../src/domain/record/commitHash';
import { html, nothing, type TemplateResult } from 'lit-html';
import { reviewFields, reviewSources, type Candidate, type ReviewSource } from '../../src/domain/incident/review';
import type { Over } from '../../src/domain/record/over';
import { fillAction } from '../../src/domain/vocabulary/permissions';
import { describeReason } from '../../src/words/describe';
import { describeState } from '../../src/words/form';
import { fill } from '../../src/words/words';
import { formatTime } from '../shared/time';
import type { PageContext } from './context';

/** The three reviews of step 3 (M 6.64): what may match, why, and the outcome of each. */
export function reviewGroup(context: PageContext): TemplateResult {
  const { words } = context;
  return html`<section class="group"><h3>${words.steps.analyse.groups.review} <span class="measure">M 6.64</span></h3>
    <div class="reviews">${reviewSources.map(source => review(context, source))}</div>
    ${noneOfThem(context)}
  </section>`;
}

/** One answer to all that have none, where that is more than one. */
function noneOfThem(context: PageContext): TemplateResult | typeof nothing {
  const { words, ask, values, insight, over } = context;
  const open = reviewSources.filter(source => values[reviewFields[source].outcome] === undefined);
  if (open.length < 2 || !mayReview(context) || insight === undefined) return nothing;
  const fields = open.flatMap(source => [reviewFields[source].outcome, reviewFields[source].match]);
  return html`<div class="buttons"><vscode-button appearance="secondary" data-review="none" @click=${() => {
    ask({ type: 'reviewNone', over: over(fields) });
  }}>${words.review.noneOfThem}</vscode-button></div>`;
}

function review(context: PageContext, source: ReviewSource): TemplateResult {
  const { words, values, insight } = context;
  const { outcome } = reviewFields[source];
  const title = words.review.title[source];
  const candidates = insight?.candidates[source] ?? [];
  const isReviewed = values[outcome] !== undefined;
  return html`<section class="review" role="group" aria-label=${title} data-path=${outcome} tabindex="-1"><h4>${title}</h4>
    ${isReviewed ? reviewed(context, source) : choose(context, source, title, candidates)}
  </section>`;
}

function choose(context: PageContext, source: ReviewSource, title: string, candidates: readonly Candidate[]): TemplateResult {
  const { words, ask } = context;
  const may = mayReview(context);
  return html`${
    candidates.length === 0
      ? html`<p class="muted">${words.review.noCandidates}</p>`
      : html`<ul class="rows candidates">${candidates.map(candidate => candidateRow(context, source, candidate, may))}</ul>`
  }${
    may
      ? html`<div class="buttons">
    <vscode-button appearance="secondary" data-review=${`${source}:none`} aria-label=${`${words.review.none}: ${title}`} @click=${() => {
      ask({ type: 'review', source, outcome: 'none', over: shown(context, source) });
    }}>${words.review.none}</vscode-button>
    <vscode-button appearance="secondary" data-review=${`${source}:other`} aria-label=${`${words.review.other}: ${title}`} @click=${() => {
      ask({ type: 'pickMatch', source, over: shown(context, source) });
    }}>${words.review.other}</vscode-button>${source === 'change' ? findSuspects(context) : nothing}</div>`
      : nothing
  }`;
}

/** Looks through the history for the commits that may have caused it; they appear as candidates. */
function findSuspects({ words, ask }: PageContext): TemplateResult {
  return html`<vscode-button appearance="secondary" data-find="suspects" @click=${() => {
    ask({ type: 'findSuspects' });
  }}>${words.suspects.find}</vscode-button>`;
}

function candidateRow(context: PageContext, source: ReviewSource, candidate: Candidate, may: boolean): TemplateResult {
  const { words, ask } = context;
  const { id, title, state, reasons } = candidate;
  const isCommit = isCommitHash(id);
  const name = `${isCommit ? id.slice(0, 8) : id} ${title}`;
  return html`<li class="row" data-candidate=${id}>
    <p class="rowSummary">${html`<button type="button" class="link" @click=${() => {
      ask(isCommit ? { type: 'openCommit', sha: id } : { type: 'openRecord', id });
    }}>${name}</button>`}${state && !isCommit ? html` <span class="muted small">${describeState(words, source, state)}</span>` : nothing}</p>
    <p class="muted small">${reasons.map(reason => describeReason(words, reason, formatTime)).join(' · ')}</p>
    ${
      may
        ? html`<div class="rowFoot"><vscode-button appearance="secondary" data-review=${`${source}:${id}`} aria-label=${fill(words.review.matchesName, { name })} @click=${() => {
            ask({ type: 'review', source, outcome: 'matches', match: id, over: shown(context, source) });
          }}>${words.review.matches}</vscode-button></div>`
        : nothing
    }</li>`;
}

/** The outcome, by whom and when, and how many candidates were considered. */
function reviewed(context: PageContext, source: ReviewSource): TemplateResult {
  const {
    words,
    values,
    shown: { record },
    retract,
  } = context;
  const { outcome, match } = reviewFields[source];
  const stored = record.reviews[source];
  const matched = values[match];
  const text = values[outcome] === 'matches' ? fill(words.review.outcome.matches, { match: matched ?? '–' }) : words.review.outcome.none;
  return html`<p class="outcome"><span class="codicon codicon-check" aria-hidden="true"></span> ${text}</p>
    ${stored ? html`<p class="muted small">${fill(words.review.by, { who: stored.by.name, when: formatTime(stored.at), candidates: stored.candidates.length })}</p>` : nothing}
    ${
      mayReview(context)
        ? html`<div class="buttons"><vscode-button appearance="secondary" data-review=${`${source}:again`} @click=${() => {
            retract(source);
          }}>${words.review.again}</vscode-button></div>`
        : nothing
    }`;
}

/** The outcome that is shown, over which another one is given. */
function shown({ over }: PageContext, source: ReviewSource): Over {
  const { outcome, match } = reviewFields[source];
  return over([outcome, match]);
}

function mayReview({ shown: { may, record } }: PageContext): boolean {
  return record.open && may.includes(fillAction('analyse'));
}
