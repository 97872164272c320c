import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { ShownSuspect } from '../../src/protocol/insight';
import { describeDuration, describeReason } from '../../src/words/describe';
import { commitLabel, withoutUnseen } from '../../src/words/plain';
import { counted, fill, labelled } from '../../src/words/words';
import { formatTime } from '../shared/time';
import type { PageContext } from './context';

/** Reasons shown of one suspect. */
const reasonsShown = 3;
/** The bar of how sure Faultline is, in CSS pixels. */
const [barWidth, barHeight] = [56, 6];

/** The commits that may have caused it: how sure, what, who, when, why; the strong ones first, the weak ones folded. */
export function suspectsCard(context: PageContext): TemplateResult | typeof nothing {
  const { words, insight } = context;
  if (!insight?.suspects) return nothing;
  const { rows, running, notes, fixes } = insight.suspects;
  if (rows.length === 0 && !running && notes === '') return nothing;
  const weak = rows.filter(isWeak);
  return html`<section class="card" data-card="suspects"><h2>${words.suspects.title} <span class="measure">M 6.64</span></h2>
    ${running ? html`<p class="muted" role="status">${words.suspects.running}</p>` : nothing}
    ${notes === '' ? nothing : html`<p class="muted">${notes}</p>`}
    ${table(
      context,
      rows.filter(row => !isWeak(row)),
    )}
    ${
      weak.length === 0
        ? nothing
        : html`<details class="folded fold" data-group="weakSuspects"><summary>${counted(words, words.suspects.others, { count: weak.length })}</summary>${table(context, weak)}</details>`
    }${fixes === undefined ? nothing : offer(context, fixes)}</section>`;
}

/** A quiet line: how good all this is here. */
function offer({ words, ask }: PageContext, count: number): TemplateResult {
  return html`<p class="muted small">${counted(words, words.trial.offer, { count })} <button type="button" class="link" data-act="tryOut" @click=${() => {
    ask({ type: 'tryOutSuspects' });
  }}>${words.trial.ask}</button></p>`;
}

/** What somebody has judged is not weak any more, whatever the model says. */
function isWeak({ confidence, state }: ShownSuspect): boolean {
  return confidence === 'weak' && state === undefined;
}

function table(context: PageContext, rows: readonly ShownSuspect[]): TemplateResult | typeof nothing {
  const { words } = context;
  const { columns } = words.suspects;
  return rows.length === 0
    ? nothing
    : html`<table class="suspects"><thead class="srOnly"><tr><th scope="col">${columns.sure}</th><th scope="col">${columns.change}</th><th scope="col">${columns.judge}</th></tr></thead>
      <tbody>${rows.map(row => suspectRow(context, row))}</tbody></table>`;
}

function suspectRow(context: PageContext, suspect: ShownSuspect): TemplateResult {
  const { words, ask } = context;
  const { sha, author, before, reasons, state } = suspect;
  const shown = reasons.slice(0, reasonsShown).map(reason => withoutUnseen(describeReason(words, reason, formatTime)));
  return html`<tr data-suspect=${sha}>
    <td class="sure">${sure(context, suspect)}</td>
    <td><button type="button" class="link" @click=${() => {
      ask({ type: 'openSuspect', sha });
    }}>${commitLabel(suspect)}</button>
      <p class="muted small">${[withoutUnseen(author), fill(words.suspects.before, { time: describeDuration(words, before) }), state && words.linkState[state]].filter(Boolean).join(' · ')}</p>
      ${shown.length === 0 ? nothing : html`<ul class="chips">${shown.map(reason => html`<li>${reason}</li>`)}</ul>`}
    </td>
    <td class="judge">${judging(context, suspect)}</td></tr>`;
}

function sure({ words }: PageContext, { chance, confidence, state }: ShownSuspect): TemplateResult {
  const text = words.suspects[confidence];
  if (state === 'confirmed')
    return html`<span class="codicon codicon-pass-filled" role="img" aria-label=${words.linkState.confirmed}></span>`;
  return html`<svg class=${confidence} role="img" aria-label=${fill(words.suspects.chance, { chance: Math.round(chance * 100) })} width=${barWidth} height=${barHeight}>${svg`<rect class="track" width=${barWidth} height=${barHeight} rx="3" /><rect class="share" width=${Math.max(2, Math.round(chance * barWidth))} height=${barHeight} rx="3" />`}</svg><span class="small">${text}</span>`;
}

function judging({ words, ask, shown: { may, record } }: PageContext, suspect: ShownSuspect): TemplateResult | typeof nothing {
  if (!record.open || !may.includes('link')) return nothing;
  const { sha, state } = suspect;
  const button = (name: string, icon: string, judgement: 'confirmed' | 'ruledOut'): TemplateResult =>
    html`<button type="button" class="iconButton" data-judge-suspect=${judgement} title=${name} aria-label=${labelled(name, commitLabel(suspect))} @click=${() => {
      ask({ type: 'judgeSuspect', sha, state: judgement });
    }}><span class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
  const { confirm, ruleOut } = words.suspects.do;
  return html`${state === 'confirmed' ? nothing : button(confirm, 'check', 'confirmed')}${button(ruleOut, 'close', 'ruledOut')}`;
}
