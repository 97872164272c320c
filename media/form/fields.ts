import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FormField, FormGroup } from '../../src/domain/forms/form';
import { columnText, fieldText, optionText, type FieldText, type FormInWords } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import { control, labelOf, type ControlContext } from './controls';
import { listControl, type ListContext } from './list';
import { changedUnder } from './meanwhile';
import { meanwhileAt, type MeanwhileContext } from './meanwhileField';
import { editCell, editField, isDirty, removeRow, typeText, type Edited } from './model';

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What drawing fields needs, and what a page adds to them. */
export interface FieldsContext<V extends object = object> {
  readonly words: Words;
  /** What the fields are called. */
  readonly texts: FormInWords['texts'];
  readonly edited: Edited<V>;
  /** What the form shows: the saved values with the draft on top. */
  readonly values: V;
  readonly disabled: boolean;
  readonly openRows: ReadonlySet<string>;
  readonly setRowOpen: (path: string, open: boolean) => void;
  readonly change: (update: (edited: Edited<V>) => Edited<V>) => void;
  /** What somebody else changes while one types; undefined where nothing can be typed. */
  readonly meanwhile?: MeanwhileContext<V> | undefined;
  /** The heading of a group. */
  readonly heading: (group: string) => string;
  /** Something below a field, such as what is offered for it; `path` is a field, or `list/row/column`. */
  readonly below?: (path: string) => TemplateResult | typeof nothing;
  /** Something at the end of a group. */
  readonly after?: (group: string) => TemplateResult | typeof nothing;
  /** Something to show with a row, such as a measure's release. */
  readonly withRow?: (list: string, row: Row) => TemplateResult | typeof nothing;
  /** Cells that are filled in along with another. */
  readonly filledInAlong?: (list: string, column: string, value: unknown, row: Row) => Readonly<Record<string, unknown>>;
}

/** A group of fields under its heading. */
export function groupOf<V extends object>(context: FieldsContext<V>, group: FormGroup): TemplateResult {
  const { heading, after } = context;
  const [only] = group.fields.length === 1 && group.fields[0]?.field.kind === 'list' ? group.fields : [];
  return html`<section class="group"><h3>${heading(group.id)}${only ? groupNotes(context, only) : nothing}</h3>
    <div class="fields">${repeat(
      group.fields,
      field => field.id,
      field => (field.field.kind === 'list' ? listOf(context, field, only !== undefined) : fieldOf(context, field)),
    )}</div>
    ${after?.(group.id) ?? nothing}
  </section>`;
}

/** What a list's own label would say beside its name, where the heading of its group stands for the label. */
function groupNotes<V extends object>({ words, edited }: FieldsContext<V>, { id, field }: FormField): TemplateResult {
  return labelOf({ words, label: '', dirty: isDirty(edited, id), measure: field.measure });
}

function fieldOf<V extends object>(context: FieldsContext<V>, { id, field }: FormField): TemplateResult {
  const { words, edited, change, disabled } = context;
  const text = fieldText(context.texts, id);
  return control(field as Parameters<typeof control>[0], {
    words,
    disabled,
    ...named(text),
    below: belowOf(context, id),
    path: id,
    measure: field.measure,
    value: (context.values as Readonly<Record<string, unknown>>)[id],
    typed: edited.draft.typed[id],
    dirty: isDirty(edited, id),
    edit: value => {
      change(latest => editField(latest, id, value));
    },
    type: text => {
      change(latest => typeText(latest, id, text));
    },
  });
}

/** What stands below a control: what somebody else has changed meanwhile, and what was found out about it. */
function belowOf<V extends object>({ meanwhile, below }: FieldsContext<V>, path: string): TemplateResult | typeof nothing {
  const asked = meanwhile ? meanwhileAt(meanwhile, path) : nothing;
  const found = below?.(path) ?? nothing;
  return asked === nothing && found === nothing ? nothing : html`${asked}${found}`;
}

/** What a control says of its field. */
function named(text: FieldText): Pick<ControlContext, 'label' | 'help' | 'optionName'> {
  const { label, help } = text;
  return { label, ...(help !== undefined && { help }), optionName: option => optionText(text, option) };
}

function listOf<V extends object>(context: FieldsContext<V>, formField: FormField, isAlone: boolean): TemplateResult {
  const { words, edited, openRows, setRowOpen, change, disabled, withRow } = context;
  const { id } = formField;
  const text = fieldText(context.texts, id);
  const changed = changedUnder(edited);
  const rows = ((context.values as Readonly<Record<string, unknown>>)[id] ?? []) as ListContext['rows'];
  return listControl(formField, {
    words,
    disabled,
    rows,
    text,
    dirty: isDirty(edited, id),
    isAlone,
    isOpen: row => openRows.has(`${id}/${row}`) || changed.some(path => path.startsWith(`${id}/${row}/`)),
    asked: row => (context.meanwhile ? meanwhileAt(context.meanwhile, `${id}/${row}`) : nothing),
    setOpen: (row, open) => {
      setRowOpen(`${id}/${row}`, open);
    },
    add: () => {
      const row = crypto.randomUUID();
      change(latest => editCell(latest, id, row, {}));
      setRowOpen(`${id}/${row}`, true);
    },
    remove: row => {
      change(latest => removeRow(latest, id, row));
    },
    cell: (row, column) => cellOf(context, formField, row, column),
    ...(withRow && { extra: row => withRow(id, row) }),
  });
}

function cellOf<V extends object>(context: FieldsContext<V>, formField: FormField, row: Row, column: string): ControlContext {
  const { words, edited, change, disabled, filledInAlong } = context;
  const path = `${formField.id}/${row.id}/${column}`;
  return {
    words,
    disabled,
    path,
    below: belowOf(context, path),
    ...named(columnText(fieldText(context.texts, formField.id), column)),
    value: row[column],
    typed: edited.draft.typed[path],
    dirty: isDirty(edited, path),
    edit: value => {
      const cells = { [column]: value, ...filledInAlong?.(formField.id, column, value, row) };
      change(latest => editCell(latest, formField.id, row.id, cells));
    },
    type: text => {
      change(latest => typeText(latest, path, text));
    },
  };
}
