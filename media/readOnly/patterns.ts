import { html, nothing, svg, type TemplateResult } from 'lit-html';
import {
  gapsOfWorkarounds,
  perDay,
  recurringComponents,
  recurringSafeguards,
  workaroundsPastReview,
  type Day,
  type Pattern,
} from '../../src/domain/incident/patterns';
import { effectsAmong, longestChains, type Effects } from '../../src/domain/record/longestChains';
import { counted, fill } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import { findingsView } from './findings';
import type { Only } from './filter';

/** Width of a bar and height of the picture, in its own units. */
const [barWidth, pictureHeight] = [8, 60];
/** A record has caused much when it has at least so many effects. */
const fewestEffects = 2;

type Row = Only & { readonly cells: readonly (string | number)[] };

/** Patterns of failure: what comes again, when it came, what came of what (M 6.124). Components and processes, never persons. */
export function patternView(context: ReadOnlyContext): TemplateResult {
  const { words, incidents, others } = context;
  const texts = words.readOnly.patterns;
  const effects = effectsAmong([...incidents, ...others]);
  const figures = [texts.incidents, texts.open, texts.security];
  const names = namesOf(context);
  return html`${findingsView(context)}<p class="muted">${texts.about}</p>
    ${part('components', texts.components, patternTable(context, [texts.component, ...figures], recurringComponents(incidents).map(figuresOf), texts.noComponents))}
    ${part('days', texts.days, dayPart(context, perDay(incidents, now())))}
    ${part('chains', texts.chains, chainList(context, effects, names))}
    ${part('effects', texts.effects, patternTable(context, [texts.record, texts.caused], mostEffects(effects, names), texts.noEffects))}
    ${part('reviews', texts.reviews, reviewPart(context))}
    ${part('safeguards', texts.safeguards, patternTable(context, [texts.safeguard, ...figures], recurringSafeguards(incidents).map(figuresOf), texts.noSafeguards))}
    ${part(
      'workarounds',
      texts.workarounds,
      patternTable(
        context,
        [texts.from, ...figures],
        gapsOfWorkarounds(incidents).map(pattern => ({ ...figuresOf(pattern), name: names(pattern.name) })),
        texts.noWorkarounds,
      ),
    )}`;
}

function part(id: string, title: string, content: unknown): TemplateResult {
  return html`<section class="card" data-pattern=${id}><h2>${title}</h2>${content}</section>`;
}

function figuresOf({ name, ids, open, security }: Pattern): Row {
  return { name, ids, cells: [ids.length, open, security] };
}

/** What a record is called: its id and title. */
function namesOf({ incidents, others }: ReadOnlyContext): (id: string) => string {
  const titles = new Map([...incidents, ...others].map(({ id, title }) => [id, title]));
  return id => [id, titles.get(id)].filter(Boolean).join(' ');
}

/** A table of what leads to incidents: the name is the way there. */
function patternTable(
  { narrow }: ReadOnlyContext,
  [first = '', ...heads]: readonly string[],
  rows: readonly Row[],
  none: string,
): TemplateResult {
  if (rows.length === 0) return html`<p class="muted">${none}</p>`;
  return html`<table><thead><tr><th scope="col">${first}</th>${heads.map(head => html`<th scope="col" class="figure">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(
      row =>
        html`<tr @click=${() => {
          narrow(row);
        }}><td class="column-title"><button type="button" class="link" data-only=${row.name} @click=${(event: Event) => {
          event.stopPropagation();
          narrow(row);
        }}>${row.name}</button></td>${row.cells.map(cell => html`<td class="figure">${cell}</td>`)}</tr>`,
    )}</tbody></table>`;
}

/** Incidents per day: a picture, the days that stand out, and folded below it every day in words. */
function dayPart(context: ReadOnlyContext, days: readonly Day[]): TemplateResult {
  const texts = context.words.readOnly.patterns;
  const busy = days.filter(({ ids }) => ids.length > 0).map(({ day, ids, isBurst }) => ({ name: day, ids, cells: [ids.length], isBurst }));
  const heads = [texts.day, texts.incidents];
  if (busy.length === 0) return html`<p class="muted">${context.words.readOnly.empty}</p>`;
  return html`${dayPicture(context, days)}
    <h3>${texts.bursts}</h3>
    ${patternTable(
      context,
      heads,
      busy.filter(({ isBurst }) => isBurst),
      texts.noBursts,
    )}
    <details class="folded"><summary>${texts.allDays}</summary>${patternTable(context, heads, busy.toReversed(), texts.noBursts)}</details>`;
}

function dayPicture({ words }: ReadOnlyContext, days: readonly Day[]): TemplateResult {
  const texts = words.readOnly.patterns;
  const most = Math.max(...days.map(({ ids }) => ids.length));
  const count = days.reduce((sum, { ids }) => sum + ids.length, 0);
  const said = counted(words, texts.picture, { from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '', count, most });
  const height = ({ ids }: Day): number => (ids.length / most) * (pictureHeight - 2);
  return html`<svg class="days" viewBox="0 0 ${days.length * barWidth} ${pictureHeight}" preserveAspectRatio="none" role="img" aria-label=${said}>${days.map(
    (day, at) =>
      svg`<rect class=${day.isBurst ? 'burst' : ''} x=${at * barWidth} y=${pictureHeight - height(day)} width=${barWidth - 1} height=${height(day)}><title>${fill(texts.bar, { day: day.day, count: day.ids.length })}</title></rect>`,
  )}</svg><p class="muted small" aria-hidden="true">${said}</p>`;
}

/** The longest chains, each from its first cause on; a record is opened, the chain's incidents are listed. */
function chainList(context: ReadOnlyContext, effects: Effects, names: (id: string) => string): TemplateResult {
  const { words, show } = context;
  const chains = longestChains(effects);
  if (chains.length === 0) return html`<p class="muted">${words.readOnly.patterns.noChains}</p>`;
  return html`<ul class="plain chains">${chains.map(
    ids =>
      html`<li><ol class="plain">${ids.map(
        id =>
          html`<li><button type="button" class="link" data-chained=${id} @click=${() => {
            show(id);
          }}>${names(id)}</button></li>`,
      )}</ol> ${listButton(context, { name: names(ids[0] ?? ''), ids })}</li>`,
  )}</ul>`;
}

function mostEffects(effects: Effects, names: (id: string) => string): readonly Row[] {
  return [...effects]
    .filter(([, ids]) => ids.length >= fewestEffects)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([id, ids]) => ({ name: names(id), ids: [id, ...ids], cells: [ids.length] }));
}

function reviewPart(context: ReadOnlyContext): TemplateResult {
  const { words, incidents } = context;
  const texts = words.readOnly.patterns;
  const late = workaroundsPastReview(incidents, now());
  const rows = late.map(({ id, title, workaroundReviewAt }) => ({
    name: `${id} ${title}`,
    ids: [id],
    cells: [formatTime(workaroundReviewAt)],
  }));
  const all = { name: texts.reviews, ids: late.map(({ id }) => id) };
  return html`${patternTable(context, [texts.record, texts.reviewed], rows, texts.noReviews)}${late.length > 1 ? listButton(context, all) : nothing}`;
}

function listButton({ words, narrow }: ReadOnlyContext, only: Only): TemplateResult {
  return html`<button type="button" class="link small" data-only=${only.name} @click=${() => {
    narrow(only);
  }}>${words.readOnly.patterns.toList}</button>`;
}
