import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FormField, FormGroup } from '../../src/domain/forms/form';
import { newRowId } from '../../src/domain/forms/rowId';
import { describePlain } from '../../src/words/describeValue';
import { columnText, fieldText, optionText, type FieldText, type FormInWords } from '../../src/words/form';
import { fill, type Words } from '../../src/words/words';
import { isBlank } from '../../src/domain/foundation/blank';
import { control, labelOf, type ControlContext } from './controls';
import { listControl } from './list';
import type { Checklist, ListContext, ListRow } from './listContext';
import { changedUnder } from './meanwhile';
import { quietLine } from './quietLine';
import { formatTime } from '../shared/time';
import { meanwhileAt, type MeanwhileContext } from './meanwhileField';
import { editCell, editField, fieldOfPath, isDirty, removeRow, restOf, typeText, type Edited } from './model';

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
  /** Leads to a field or row. */
  readonly goTo: (path: string) => void;
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
  readonly withRow?: (list: string, row: ListRow) => TemplateResult | typeof nothing;
  /** Cells that are filled in along with another. */
  readonly filledInAlong?: (list: string, column: string, value: unknown, row: ListRow) => Readonly<Record<string, unknown>>;
  /** Fields that are filled in along with another. */
  readonly fieldsAlong?: (field: string, value: unknown) => Readonly<Record<string, unknown>>;
  /** How the rest of a checklist is answered, and what an item of it cannot do without. */
  readonly checklist?: (list: string) => Checklist;
  /** True for a field that is answered and shows as one line until it is edited. */
  readonly isQuiet?: (field: string) => boolean;
  /** True for a field that must be answered to go on. */
  readonly required?: (field: string) => boolean;
}

/** True for what names a group that somebody opened or closed once. */
export function isFold(path: string): boolean {
  return /^[a-z]+:[A-Za-z]+\/[+-]$/.test(path);
}

/** A group of fields under its heading. */
export function groupOf<V extends object>(context: FieldsContext<V>, group: FormGroup): TemplateResult {
  const { heading, after } = context;
  const [only] = group.fields.length === 1 && group.fields[0]?.field.kind === 'list' ? group.fields : [];
  return html`<section class="group"><h3>${heading(group.id)}${only ? groupNotes(context, only) : nothing}</h3>
    ${fieldsIn(context, group, only !== undefined)}
    ${after?.(group.id) ?? nothing}
  </section>`;
}

function fieldsIn<V extends object>(context: FieldsContext<V>, { fields }: FormGroup, isAlone: boolean): TemplateResult {
  return html`<div class="fields">${repeat(
    fields,
    field => field.id,
    field => (field.field.kind === 'list' ? listOf(context, field, isAlone) : fieldOf(context, field)),
  )}</div>`;
}

/**
 * A group that nobody must fill in, folded under its heading with the number of fields that hold something. It is open where it holds
 * something, until somebody closes it; `key` tells where that is kept. `isRest`: others of the group stand under its heading already.
 */
export function foldedGroup<V extends object>(
  context: FieldsContext<V>,
  group: FormGroup,
  { key, isRest }: { readonly key: string; readonly isRest: boolean },
): TemplateResult {
  const { words, edited, openRows, setRowOpen, heading } = context;
  const values = context.values as Readonly<Record<string, unknown>>;
  const filled = group.fields.filter(({ id }) => !isBlank(values[id])).length;
  const changed = changedUnder(edited).map(fieldOfPath);
  const isTouched = group.fields.some(({ id }) => isDirty(edited, id) || changed.includes(id));
  const [opened, closed] = [`${key}/+`, `${key}/-`];
  const isOpen = isTouched || openRows.has(opened) || (filled > 0 && !openRows.has(closed));
  // A click, also one by a key: what opens because something leads into it was not chosen by anybody.
  const chosen = (event: Event): void => {
    // What is drawn opens it; left to itself, the browser would turn over what was just drawn.
    event.preventDefault();
    const willOpen = (event.currentTarget as HTMLElement).closest('details')?.open === false;
    setRowOpen(willOpen ? closed : opened, false);
    setRowOpen(willOpen ? opened : closed, true);
  };
  return html`<details class="group fold" data-group=${group.id} ?open=${live(isOpen)}>
    <summary @click=${chosen}><h3>${isRest ? fill(words.page.restOf, { group: heading(group.id) }) : heading(group.id)} <span class="muted">${fill(words.page.filledOf, { filled, all: group.fields.length })}</span></h3></summary>
    ${fieldsIn(context, group, false)}
  </details>`;
}

/** What a list's own label would say beside its name, where the heading of its group stands for the label. */
function groupNotes<V extends object>({ words, edited }: FieldsContext<V>, { id, field }: FormField): TemplateResult {
  return labelOf({ words, label: '', dirty: isDirty(edited, id), measure: field.measure });
}

function fieldOf<V extends object>(context: FieldsContext<V>, { id, field }: FormField): TemplateResult {
  const { words, edited, change, disabled } = context;
  const text = fieldText(context.texts, id);
  if (context.isQuiet?.(id) === true) {
    const value = describePlain(text, field, (context.values as Readonly<Record<string, unknown>>)[id], formatTime);
    const edit = (): void => {
      context.goTo(id);
    };
    return quietLine({ words, id, label: text.label, value, below: belowOf(context, id), edit });
  }
  return control(field as Parameters<typeof control>[0], {
    words,
    disabled,
    ...named(text),
    below: belowOf(context, id),
    path: id,
    measure: field.measure,
    required: context.required?.(id) === true,
    value: (context.values as Readonly<Record<string, unknown>>)[id],
    typed: edited.draft.typed[id],
    dirty: isDirty(edited, id),
    edit: value => {
      const along = Object.entries(context.fieldsAlong?.(id, value) ?? {});
      change(latest => along.reduce((before, [other, filled]) => editField(before, other, filled), editField(latest, id, value)));
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
  const { words, edited, openRows, setRowOpen, goTo, change, disabled, withRow } = context;
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
    isCellOpen: (row, column) => openRows.has(`${id}/${row}/${column}`) || Object.hasOwn(edited.draft.typed, `${id}/${row}/${column}`),
    setCellOpen: (row, column) => {
      setRowOpen(`${id}/${row}/${column}`, true);
    },
    isRestOpen: openRows.has(restOf(id)) || edited.draft.typed[restOf(id)] !== undefined,
    setRestOpen: open => {
      setRowOpen(restOf(id), open);
    },
    restReason: edited.draft.typed[restOf(id)] ?? '',
    setRestReason: reason => {
      change(latest => typeText(latest, restOf(id), reason === '' ? undefined : reason));
    },
    answerAll: (items, cells) => {
      change(latest =>
        items.reduce((before, item) => editCell(before, id, item, { ...cells, ...along(context, id, cells, item) }), latest),
      );
    },
    checklist: context.checklist?.(id) ?? { needs: () => [] },
    add: () => {
      const row = newRowId(crypto.randomUUID());
      change(latest => editCell(latest, id, row, {}));
      goTo(`${id}/${row}`);
    },
    remove: row => {
      change(latest => removeRow(latest, id, row));
      goTo(id);
    },
    cell: (row, column) => cellOf(context, formField, row, column),
    ...(withRow && { extra: row => withRow(id, row) }),
  });
}

function along<V extends object>(
  { filledInAlong }: FieldsContext<V>,
  list: string,
  cells: Readonly<Record<string, unknown>>,
  id: string,
): object {
  return Object.assign({}, ...Object.entries(cells).map(([column, value]) => filledInAlong?.(list, column, value, { id }))) as object;
}

function cellOf<V extends object>(context: FieldsContext<V>, formField: FormField, row: ListRow, column: string): ControlContext {
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
