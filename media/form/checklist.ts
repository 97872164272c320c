import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { isBlank } from '../../src/domain/foundation/blank';
import type { ChoiceField, ListField } from '../../src/domain/forms/field';
import { askedColumns, type FormField } from '../../src/domain/forms/form';
import { describeRow } from '../../src/words/describeValue';
import { labelled, textOf } from '../../src/words/words';
import { radioGroup } from '../shared/radioGroup';
import { formatTime } from '../shared/time';
import { control, unsavedDot } from './controls';
import type { Checklist, ListContext, RestAnswer, ListRow } from './listContext';

/** The items that nobody has answered, nor decided with another one. */
export function openItems(
  { rows: items = [] }: FormField,
  rows: readonly ListRow[],
  { column, isDecided }: Pick<RestAnswer, 'column' | 'isDecided'>,
): readonly string[] {
  return items.filter(item => isBlank(rows.find(({ id }) => id === item)?.[column]) && isDecided?.(item) !== true);
}

/** A checklist: one row an item with its answer; what came with the answer stands as text and is edited on demand. */
export function checkTable(formField: FormField, field: ListField, list: ListContext, own: Checklist): TemplateResult {
  const { rows: names = {} } = list.text;
  return html`<div class="checks">${repeat(
    formField.rows ?? [],
    id => id,
    id => item(formField, field, list, own, list.rows.find(row => row.id === id) ?? { id }, textOf(names, id)),
  )}</div>${own.rest && !list.disabled ? theRest(formField, list, own.rest) : nothing}`;
}

/** What an item is called that is no given one: what is done, and what to expect of it. */
function nameOf({ what, expected, id }: ListRow): string {
  const told = [what, expected].filter(text => typeof text === 'string');
  return told.length > 0 ? told.join(' → ') : id;
}

function item(
  formField: FormField,
  field: ListField,
  list: ListContext,
  { needs }: Checklist,
  row: ListRow,
  given: string | undefined,
): TemplateResult {
  const name = given ?? nameOf(row);
  const { words, disabled, isOpen, isCellOpen, setOpen } = list;
  const [answer = '', ...others] = askedColumns(formField, row);
  const needed = needs(row).filter(column => isBlank(row[column]));
  const isWhole = isOpen(row.id) && !disabled;
  const controls = disabled ? [] : others.filter(column => isWhole || needed.includes(column) || isCellOpen(row.id, column));
  const told = others.filter(column => !controls.includes(column));
  const lines = describeRow({ text: list.text, field, columns: told }, row, formatTime);
  const button = isWhole ? words.page.closeRow : words.page.editRow;
  const isDirty = [answer, ...others].some(column => list.cell(row, column).dirty);
  return html`<div class="check" data-row=${row.id} role="group" aria-label=${name} tabindex="-1">
    <span class="checkName">${name}${isDirty ? unsavedDot(words) : nothing}</span>
    ${answerOf(field.columns[answer] as ChoiceField, list, row, answer, name)}
    ${
      others.length === 0 || (lines.length === 0 && disabled)
        ? nothing
        : html`<span class="checkSays muted small">${lines.join(' · ')}${
            disabled
              ? nothing
              : html` <button type="button" class="link" aria-expanded=${isWhole ? 'true' : 'false'} aria-label=${labelled(button, name)} @click=${() => {
                  setOpen(row.id, !isWhole);
                }}>${button}</button>`
          }</span>`
    }
    ${
      controls.length === 0
        ? nothing
        : html`<div class="fields">${repeat(
            controls,
            column => column,
            column => {
              const definition = field.columns[column];
              return definition ? control(definition, staying(list, row, column)) : nothing;
            },
          )}</div>`
    }
  </div>`;
}

/** A control that is there because something is missing stays while one types what is missing. */
function staying(list: ListContext, row: ListRow, column: string): ReturnType<ListContext['cell']> {
  const cell = list.cell(row, column);
  const stay = (): void => {
    if (!list.isCellOpen(row.id, column)) list.setCellOpen(row.id, column);
  };
  return {
    ...cell,
    edit: value => {
      stay();
      cell.edit(value);
    },
    type: text => {
      stay();
      cell.type(text);
    },
  };
}

function answerOf(field: ChoiceField, list: ListContext, row: ListRow, column: string, name: string): TemplateResult {
  const { path, label, value, disabled, edit, optionName, below } = list.cell(row, column);
  return html`<div class="checkAnswer">${radioGroup({
    path,
    label: labelled(name, label),
    value: (value as string | undefined) ?? '',
    options: field.options.map(option => ({ value: option, label: optionName(option) })),
    disabled,
    choose: edit,
  })}${below ?? nothing}</div>`;
}

/** One answer for all that are open; where it needs a reason, one for all of them. */
function theRest(formField: FormField, list: ListContext, rest: RestAnswer): TemplateResult | typeof nothing {
  const { words, isRestOpen, setRestOpen, restReason, setRestReason, answerAll, text } = list;
  const { id } = formField;
  const open = openItems(formField, list.rows, rest);
  if (open.length === 0) return nothing;
  const answer = (reason: string): void => {
    answerAll(open, { [rest.column]: rest.answer, ...(rest.reason !== undefined && { [rest.reason]: reason }) });
    setRestReason('');
    setRestOpen(false);
  };
  if (rest.reason === undefined)
    return html`<vscode-button class="rest" appearance="secondary" data-rest=${id} aria-label=${labelled(text.label, words.page.noneOfTheRest)} @click=${() => {
      answer('');
    }}>${words.page.noneOfTheRest}</vscode-button>`;
  if (!isRestOpen)
    return html`<vscode-button class="rest" appearance="secondary" data-rest=${id} @click=${() => {
      setRestOpen(true);
    }}>${words.page.theRest}</vscode-button>`;
  const accept = (event: Event): void => {
    const reason = restReason.trim();
    if (reason !== '') return answer(reason);
    (event.currentTarget as HTMLElement).closest('.rest')?.querySelector<HTMLElement>('vscode-text-field')?.focus();
  };
  return html`<div class="rest open"><span class="label">${words.page.theRest}</span>
    <vscode-text-field data-rest-reason=${id} aria-label=${words.page.theRest} maxlength="1000" .value=${live(restReason)} @input=${(
      event: Event,
    ) => {
      // Read first: what is drawn over it meanwhile is older.
      const { value } = event.target as HTMLInputElement;
      if (value === '') setRestOpen(true);
      setRestReason(value);
    }} @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      accept(event);
    }}></vscode-text-field>
    <vscode-button appearance="secondary" data-rest-accept=${id} @click=${accept}>${words.page.answerRest}</vscode-button></div>`;
}
