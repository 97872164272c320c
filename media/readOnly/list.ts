import { openGaps } from '../../src/domain/incident/facts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { detectForm } from '../../src/domain/incident/forms/detect';
import { priorities } from '../../src/domain/vocabulary/priority';
import { stepIds } from '../../src/domain/vocabulary/steps';
import { describeAge, describeStep } from '../../src/words/describe';
import { counted, fill } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import { filterAndSort, stateOf, tiles, type SortKey, type TileId } from './filter';
import type { ReadOnlyContext } from './context';
import { particularList } from './particulars';

/** Tiles that should be at nought. */
const pressing: ReadonlySet<TileId> = new Set(['gaps', 'duties', 'target', 'faulty']);

/** The overview: numbers with a word, each a filter. */
export function tileBar({ words, incidents, filter, setFilter }: ReadOnlyContext): TemplateResult {
  const at = now();
  return html`<div class="tiles" role="group" aria-label=${words.readOnly.overview}>${(Object.keys(tiles) as TileId[]).map(id => {
    const count = incidents.filter(incident => tiles[id](incident, at)).length;
    const chosen = filter.tile === id;
    return html`<button type="button" class="tile ${chosen ? 'chosen' : ''} ${count > 0 && pressing.has(id) ? 'bad' : ''}" data-tile=${id} aria-pressed=${chosen ? 'true' : 'false'}
      @click=${() => {
        setFilter({ tile: chosen ? '' : id });
      }}><span class="count">${count}</span> <span>${words.readOnly.tile[id]}</span></button>`;
  })}</div>`;
}

/** Text, kind, priority, step, open or completed. */
export function filterBar(context: ReadOnlyContext): TemplateResult {
  const { words, filter, setFilter } = context;
  const select = (
    id: 'kind' | 'priority' | 'step' | 'state',
    options: readonly (readonly [string, string])[],
  ): TemplateResult => html`<div class="field">
    <span class="label">${words.readOnly[id]}</span>
    <vscode-dropdown data-filter=${id} aria-label=${words.readOnly[id]} .value=${live(filter[id])} @change=${(event: Event) => {
      setFilter({ [id]: (event.target as HTMLInputElement).value });
    }}>
      <vscode-option value="">${words.readOnly.any}</vscode-option>
      ${options.map(([value, label]) => html`<vscode-option value=${value}>${label}</vscode-option>`)}
    </vscode-dropdown></div>`;
  return html`<div class="filters" role="search" aria-label=${words.readOnly.filters}>
    ${searchField(context)}
    ${select(
      'kind',
      detectForm.report.kind.options.map(kind => [kind, words.kinds.incident.fields.kind.options[kind]]),
    )}
    ${select(
      'priority',
      priorities.map(priority => [priority, priority]),
    )}
    ${select(
      'step',
      stepIds.map(step => [step, describeStep(words, step)]),
    )}
    ${select('state', [
      ['open', words.readOnly.open],
      ['closed', words.readOnly.closed],
      ['archived', words.readOnly.archived],
      ['erased', words.readOnly.erased],
    ])}
  </div>`;
}

/** The text that every list is searched by. */
export function searchField({ words, filter, setFilter }: ReadOnlyContext): TemplateResult {
  return html`<div class="field"><span class="label">${words.readOnly.search}</span>
      <vscode-text-field data-filter="text" aria-label=${words.readOnly.search} .value=${live(filter.text)} @input=${(event: Event) => {
        setFilter({ text: (event.target as HTMLInputElement).value });
      }}></vscode-text-field></div>`;
}

/** Draws more of a long list; nothing where all of it is drawn. */
export function moreButton({ words, showMore }: ReadOnlyContext, left: number): TemplateResult | typeof nothing {
  return left > 0
    ? html`<vscode-button appearance="secondary" data-action="more" @click=${showMore}>${fill(words.readOnly.more, { left })}</vscode-button>`
    : nothing;
}

type ColumnName = 'priority' | 'id' | 'titleColumn' | 'kind' | 'step' | 'recorded';

const columns: readonly (readonly [SortKey, ColumnName])[] = [
  ['priority', 'priority'],
  ['id', 'id'],
  ['title', 'titleColumn'],
  ['reported', 'kind'],
  ['step', 'step'],
  ['recordedAt', 'recorded'],
];

/** The table of all incidents, and the files that cannot be read. Long lists are drawn in portions. */
export function listTable(context: ReadOnlyContext): TemplateResult {
  const { words, incidents, broken, filter, sort, portion } = context;
  const matching = filterAndSort(incidents, filter, sort, { now: now(), words });
  const rows = matching.slice(0, portion);
  const left = matching.length - rows.length;
  return html`
    ${broken.length > 0 ? html`<ul class="plain broken" role="note">${broken.map(({ id, reason }) => html`<li class="bad">${fill(words.tree.broken, { file: id, why: reason })}</li>`)}</ul>` : nothing}
    ${onlyBar(context)}
    ${particularList(context, matching)}
    <p class="muted" role="status">${countText(context, matching.length)}</p>
    ${rows.length > 0 ? table(context, rows) : nothing}
    ${moreButton(context, left)}`;
}

/** What a pattern has narrowed the list to, and the way out. */
function onlyBar({ words, filter, setFilter }: ReadOnlyContext): TemplateResult | typeof nothing {
  if (!filter.only) return nothing;
  return html`<p>${fill(words.readOnly.only, { name: filter.only.name })}
    <button type="button" class="link" data-all @click=${() => {
      setFilter({ only: undefined });
    }}>${words.readOnly.all}</button></p>`;
}

function countText({ words, incidents }: ReadOnlyContext, matching: number): string {
  if (incidents.length === 0) return words.readOnly.empty;
  return matching === 0 ? words.readOnly.none : counted(words, words.readOnly.count, { matching, count: incidents.length });
}

function table(context: ReadOnlyContext, rows: ReadOnlyContext['incidents']): TemplateResult {
  const draw = (row: ReadOnlyContext['incidents'][number]): TemplateResult => tableRow(context, row);
  return html`<table aria-label=${context.words.readOnly.list}>
    <thead><tr>${columns.map(([key, label]) => heading(context, key, label))}</tr></thead>
    <tbody>${repeat(rows, row => row.id, draw)}</tbody>
  </table>`;
}

function heading({ words, sort, setSort }: ReadOnlyContext, key: SortKey, label: ColumnName): TemplateResult {
  const sorted = sort.key === key;
  const direction = sorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class="column-${key}" aria-sort=${direction}><button type="button" data-sort=${key} @click=${() => {
    setSort({ key, descending: sorted && !sort.descending });
  }}>
    ${words.readOnly[label]}${sorted ? html` <span class="codicon codicon-chevron-${sort.descending ? 'down' : 'up'}" aria-hidden="true"></span>` : nothing}</button></th>`;
}

function tableRow({ words, shown, show }: ReadOnlyContext, incident: ReadOnlyContext['incidents'][number]): TemplateResult {
  const gaps = openGaps(incident, now()).length;
  return html`<tr class="${incident.id === shown ? 'chosen' : ''} ${incident.open ? '' : 'closed'}" @click=${() => {
    show(incident.id);
  }}>
    <td class="column-priority">${incident.priority ? html`<span class="badge priority ${incident.priority}">${incident.priority}</span>` : '–'}</td>
    <td class="column-id"><button type="button" class="link" data-incident=${incident.id} @click=${(event: Event) => {
      event.stopPropagation();
      show(incident.id);
    }}>${incident.id}</button></td>
    <td class="column-title">${titleOf(incident, words)}
      ${gaps > 0 ? flag('shield', fill(words.tree.tooltip.gaps, { gaps })) : nothing}
      ${incident.faulty ? flag('error', words.integrity.faulty) : nothing}</td>
    <td class="column-reported">${incident.reported ? words.kinds.incident.fields.kind.options[incident.reported] : '–'}</td>
    <td class="column-step">${incident.open ? words.steps[incident.step].short : words.readOnly[stateOf(incident)]}</td>
    <td class="column-recordedAt">${incident.recordedAt ? html`<time datetime=${incident.recordedAt} title=${formatTime(incident.recordedAt)}>${describeAge(words, incident.recordedAt, now())}</time>` : '–'}</td>
  </tr>`;
}

function titleOf({ title, erased }: ReadOnlyContext['incidents'][number], words: ReadOnlyContext['words']): string {
  if (erased) return counted(words, words.readOnly.erasedOf, { count: erased.entries, completed: String(erased.completed) });
  return title || words.tree.untitled;
}

/** A warning in a row: the icon has the colour, the text the contrast. */
function flag(icon: string, text: string): TemplateResult {
  return html`<span class="flag small"><span class="codicon codicon-${icon} bad" aria-hidden="true"></span> ${text}</span>`;
}

/** Opens the record of breaches of personal data as a document (GDPR Art. 33(5)). */
export function breachButton({ words, showBreaches }: ReadOnlyContext): TemplateResult {
  return html`<p class="toolbar"><vscode-button appearance="secondary" data-breaches @click=${showBreaches}>${words.breach.openIt}</vscode-button></p>`;
}
