import { html, nothing, type TemplateResult } from 'lit-html';
import {
  gapsOfWorkarounds,
  perDay,
  perWeekday,
  recurringComponents,
  recurringSafeguards,
  workaroundsPastReview,
  type Day,
  type Pattern,
} from '../../src/domain/incident/patterns';
import { minutesAhead } from '../../src/domain/foundation/time';
import { counted, fill } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import { isBurstDay } from './burstDays';
import { barPicture, weekPicture } from './bars';
import type { ReadOnlyContext } from './context';
import { findingsView } from './findings';
import type { Only } from './filter';

/** Height of the picture of all days, and of one row of many, in their own units. */
const [daysHeight, rowHeight] = [60, 24];

type Row = Only & { readonly cells: readonly (string | number)[]; readonly picture?: TemplateResult };

/** Patterns of failure: what comes again, when it came, what came of what (M 6.124). Components and processes, never persons. */
export function patternView(context: ReadOnlyContext): TemplateResult {
  const { words, incidents } = context;
  const texts = words.readOnly.patterns;
  const figures = [texts.incidents, texts.open, texts.security];
  const names = namesOf(context);
  return html`${findingsView(context)}<p class="muted">${texts.about}</p>
    ${part('components', texts.components, componentTable(context))}
    ${part('days', texts.days, dayPart(context, perDay(incidents, now(), minutesAhead)))}
    ${part('weekdays', texts.weekdays, weekdayTable(context))}
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
  return html`<table><thead><tr><th scope="col">${first}</th>${heads.map((head, at) => html`<th scope="col" class=${at === 0 && rows[0]?.picture ? 'strip' : 'figure'}>${head}</th>`)}</tr></thead>
    <tbody>${rows.map(
      row =>
        html`<tr @click=${() => {
          narrow(row);
        }}><td class="column-title"><button type="button" class="link" data-only=${row.name} @click=${(event: Event) => {
          event.stopPropagation();
          narrow(row);
        }}>${row.name}</button></td>${row.picture ? html`<td class="strip">${row.picture}</td>` : nothing}${row.cells.map(cell => html`<td class="figure">${cell}</td>`)}</tr>`,
    )}</tbody></table>`;
}

/** Incidents per day: a picture, and folded below it every day in words. */
function dayPart(context: ReadOnlyContext, days: readonly Day[]): TemplateResult {
  const texts = context.words.readOnly.patterns;
  const busy = days.filter(({ ids }) => ids.length > 0).map(({ day, ids }) => ({ name: day, ids, cells: [ids.length] }));
  if (busy.length === 0) return html`<p class="muted">${context.words.readOnly.empty}</p>`;
  return html`${dayPicture(context, days)}
    <details class="folded"><summary>${texts.allDays}</summary>${patternTable(context, [texts.day, texts.incidents], busy.toReversed(), '')}</details>`;
}

/** The days of a burst that was found stand out. */
function dayPicture({ words, findings }: ReadOnlyContext, days: readonly Day[]): TemplateResult {
  const texts = words.readOnly.patterns;
  const most = Math.max(...days.map(({ ids }) => ids.length));
  const count = days.reduce((sum, { ids }) => sum + ids.length, 0);
  const said = counted(words, texts.picture, { from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '', count, most });
  const isBurst = isBurstDay(findings.found?.findings ?? [], minutesAhead);
  const bars = days.map(({ day, ids }) => ({
    count: ids.length,
    text: fill(texts.bar, { day, count: ids.length }),
    standsOut: isBurst(day),
  }));
  return html`${barPicture(bars, { said, height: daysHeight, most, className: 'days' })}<p class="muted small" aria-hidden="true">${said}</p>`;
}

/** Components that fail again, each with its weeks: all by one measure, so that they can be compared. */
function componentTable(context: ReadOnlyContext): TemplateResult {
  const { words, incidents } = context;
  const texts = words.readOnly.patterns;
  const found = recurringComponents(incidents, now());
  const most = Math.max(0, ...found.flatMap(({ weeks }) => weeks));
  const rows = found.map(pattern => ({ ...figuresOf(pattern), picture: weekPicture(words, pattern.weeks, { height: rowHeight, most }) }));
  return patternTable(context, [texts.component, texts.weeks, texts.incidents, texts.open, texts.security], rows, texts.noComponents);
}

/** When incidents are recorded: a row for each day of the week, a bar for each hour. */
function weekdayTable(context: ReadOnlyContext): TemplateResult {
  const { words, incidents } = context;
  const texts = words.readOnly.patterns;
  const found = perWeekday(incidents, minutesAhead);
  const most = Math.max(0, ...found.flatMap(({ hours }) => hours.map(({ length }) => length)));
  const rows = found.flatMap(({ weekday, hours }) => {
    const ids = hours.flat();
    if (ids.length === 0) return [];
    const counts = hours.map(({ length }, hour) => fill(texts.hour, { hour, count: length }));
    const bars = hours.map(({ length }, hour) => ({ count: length, text: counts[hour] ?? '' }));
    const said = counts.filter((_, hour) => (hours[hour]?.length ?? 0) > 0).join(', ');
    return {
      name: words.findings.weekdays[`${weekday}` as keyof typeof words.findings.weekdays],
      ids,
      cells: [ids.length],
      picture: barPicture(bars, { said, height: rowHeight, most }),
    };
  });
  return patternTable(context, [texts.weekday, texts.hours, texts.incidents], rows, words.readOnly.empty);
}

function reviewPart(context: ReadOnlyContext): TemplateResult {
  const { words, incidents } = context;
  const texts = words.readOnly.patterns;
  const late = workaroundsPastReview(incidents, now());
  const rows = late.map(({ facts: { id, title }, due }) => ({ name: `${id} ${title}`, ids: [id], cells: [formatTime(due)] }));
  const all = { name: texts.reviews, ids: late.map(({ facts }) => facts.id) };
  return html`${patternTable(context, [texts.record, texts.reviewed], rows, texts.noReviews)}${late.length > 1 ? listButton(context, all) : nothing}`;
}

function listButton({ words, narrow }: ReadOnlyContext, only: Only): TemplateResult {
  return html`<button type="button" class="link small" data-only=${only.name} @click=${() => {
    narrow(only);
  }}>${words.readOnly.patterns.toList}</button>`;
}
