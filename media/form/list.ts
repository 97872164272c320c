import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ListField } from '../../src/domain/forms/field';
import { askedColumns, type FormField } from '../../src/domain/forms/form';
import { describeRow } from '../../src/words/describeValue';
import { formatTime } from '../shared/time';
import { checkTable } from './checklist';
import { control, labelOf } from './controls';
import type { ListContext, ListRow } from './listContext';

/** Draws a list: free rows with add, edit and remove, or the given rows of a checklist. */
export function listControl(formField: FormField, context: ListContext): TemplateResult {
  const { words, text, dirty } = context;
  const { label, help } = text;
  const field = formField.field as ListField;
  return html`<div class="field wide list" role="group" aria-label=${label} data-path=${formField.id} tabindex="-1">
    ${context.isAlone ? nothing : labelOf({ words, label, dirty, measure: field.measure })}
    ${help ? html`<p class="help">${help}</p>` : nothing}
    ${formField.rows ? checkTable(formField, field, context, context.checklist) : freeRows(formField, field, context)}
  </div>`;
}

function freeRows(formField: FormField, field: ListField, context: ListContext): TemplateResult {
  const { words, rows, disabled, text } = context;
  return html`<ul class="rows">${repeat(
    rows,
    row => row.id,
    row => html`<li class="row" data-row=${row.id}>${freeRow(formField, field, row, context)}</li>`,
  )}</ul>
    ${
      disabled
        ? nothing
        : html`<vscode-button class="add" appearance="secondary" data-add=${formField.id} aria-label=${`${words.page.addRow}: ${text.label}`} @click=${context.add}>
      ${words.page.addRow}</vscode-button>`
    }`;
}

function freeRow(formField: FormField, field: ListField, row: ListRow, context: ListContext): TemplateResult {
  const { words, disabled, setOpen, remove } = context;
  const columns = askedColumns(formField, row);
  const [first = words.page.emptyRow, ...rest] = describeRow({ text: context.text, field, columns }, row, formatTime);
  const name = first.slice(0, 80);
  const open = context.isOpen(row.id) && !disabled;
  const buttons = disabled
    ? nothing
    : html`<span class="rowButtons">
    <vscode-button appearance="secondary" aria-expanded=${open ? 'true' : 'false'} aria-label=${`${open ? words.page.closeRow : words.page.editRow}: ${name}`}
      @click=${() => {
        setOpen(row.id, !open);
      }}>${open ? words.page.closeRow : words.page.editRow}</vscode-button>
    <vscode-button appearance="secondary" aria-label=${`${words.page.removeRow}: ${name}`} @click=${() => {
      remove(row.id);
    }}>${words.page.removeRow}</vscode-button>
  </span>`;
  return html`${open ? cells(formField, field, row, context) : html`<p class="rowSummary">${first}</p>${rest.length > 0 ? html`<p class="rowSummary muted small">${rest.join(' · ')}</p>` : nothing}`}
    ${context.asked(row.id)}<div class="rowFoot">${context.extra?.(row) ?? nothing}${buttons}</div>`;
}

function cells(formField: FormField, field: ListField, row: ListRow, context: ListContext): TemplateResult {
  return html`<div class="fields">${repeat(
    askedColumns(formField, row),
    column => column,
    column => {
      const definition = field.columns[column];
      return definition ? control(definition, context.cell(row, column)) : nothing;
    },
  )}</div>`;
}
