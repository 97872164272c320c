import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { openGaps } from '../../src/domain/incident/facts';
import type { Kind } from '../../src/domain/records';
import { listColumns, type ListColumn } from '../../src/words/listColumns';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import type { TableRow } from './filter';

/** The rows of a list as a table: every head sorts, a row opens its record. What there is no room for is left out by the css, what matters least first. */
export function recordTable(context: ReadOnlyContext, kind: Kind, rows: readonly TableRow[]): TemplateResult {
  const { words } = context;
  const columns = listColumns(words, kind);
  return html`<table aria-label=${words.kinds[kind].plural}>
    <thead><tr>${columns.map(column => heading(context, column))}</tr></thead>
    <tbody>${repeat(
      rows,
      row => row.id,
      row => tableRow(context, columns, row),
    )}</tbody>
  </table>`;
}

function heading({ sort, setSort }: ReadOnlyContext, { id, label }: ListColumn): TemplateResult {
  const sorted = sort?.key === id ? sort : undefined;
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class="column-${id}" aria-sort=${direction}><button type="button" data-sort=${id} @click=${() => {
    setSort({ key: id, descending: sorted?.descending === false });
  }}>
    ${label}${sorted ? html` <span class="codicon codicon-chevron-${sorted.descending ? 'down' : 'up'}" aria-hidden="true"></span>` : nothing}</button></th>`;
}

function tableRow({ words, shown, show }: ReadOnlyContext, columns: readonly ListColumn[], row: TableRow): TemplateResult {
  return html`<tr class="${row.id === shown ? 'chosen' : ''} ${row.open ? '' : 'closed'}" @click=${() => {
    show(row.id);
  }}>${columns.map(column => html`<td class="column-${column.id}">${cell(words, column, row, show)}</td>`)}</tr>`;
}

/** Stands where there is nothing to say. */
const absent = html`<span class="absent">–</span>`;

function cell(words: Words, column: ListColumn, row: TableRow, show: (id: string) => void): unknown {
  const at = now();
  const text = column.text(row, at);
  switch (column.id) {
    case 'id':
      return html`<button type="button" class="link" data-incident=${row.kind === 'incident' ? row.id : nothing} data-record=${row.kind === 'incident' ? nothing : row.id} @click=${(
        event: Event,
      ) => {
        event.stopPropagation();
        show(row.id);
      }}>${text}</button>`;
    case 'title':
      return html`${text}${flags(words, row)}`;
    case 'priority':
      return text === '' ? absent : html`<span class="badge priority ${text}">${text}</span>`;
    default: {
      const note = column.note?.(row, at) ?? '';
      const below = note === '' ? nothing : html` <span class="cellNote muted small">${note}</span>`;
      if (text === '') return note === '' ? absent : below;
      return column.exact
        ? html`<span class=${isOver(column, row) ? 'bad' : ''} title=${column.exact(row, formatTime, at)}>${text}</span>${below}`
        : html`${text}${below}`;
    }
  }
}

/** True for a clock that has run out. */
function isOver({ id, key }: ListColumn, row: TableRow): boolean {
  const due = id === 'clock' ? key?.(row, now()) : undefined;
  return due !== undefined && due < Date.now();
}

function flags(words: Words, row: TableRow): unknown {
  if (row.kind !== 'incident') return nothing;
  const gaps = openGaps(row, now()).length;
  return html`${gaps > 0 ? flag('shield', fill(words.tree.tooltip.gaps, { gaps })) : nothing}
    ${row.faulty ? flag('error', words.integrity.faulty) : nothing}`;
}

/** A warning in a row: the icon has the colour, the text the contrast. */
function flag(icon: string, text: string): TemplateResult {
  return html`<span class="flag small"><span class="codicon codicon-${icon} bad" aria-hidden="true"></span> ${text}</span>`;
}
