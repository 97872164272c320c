import type { RecordEvent } from '../domain/record/event';
import type { Field, ListField, Patch } from '../domain/forms/field';
import { valueAt, valueWritten, type Written } from '../domain/record/over';
import type { Conflict } from '../domain/record/stamp';
import type { Instant } from '../domain/foundation/time';
import { priorityPath, stepPath } from '../domain/incident/fold';
import { linkOfPath } from '../domain/record/link';
import { stepIds, stepNumber } from '../domain/vocabulary/steps';
import { entryIn } from './entryIn';
import { columnText, fieldOf, fieldText, optionText, type FieldText, type FormInWords } from './form';
import { fill, labelled, textOf, type Words } from './words';

/** A stored value as a person reads it; rows become "Column: value" lines. `formatTime` turns a stored time into local form. */
export function describeValue({ fields, texts }: FormInWords, id: string, value: unknown, formatTime: (at: Instant) => string): string {
  const field = fieldOf(fields, id);
  if (!field || value === null || value === undefined) return '';
  const text = fieldText(texts, id);
  if (field.kind !== 'list') return describePlain(text, field, value, formatTime);
  return rowsIn(value)
    .map(row => {
      const cells = Object.entries(field.columns).flatMap(([column, definition]) => {
        const words = columnText(text, column);
        const cell = describePlain(words, definition, row[column], formatTime);
        return cell === '' ? [] : [labelled(words.label, cell)];
      });
      const head = field.fixedRows ? [textOf(text.rows ?? {}, String(row['id'])) ?? String(row['id'])] : [];
      return [...head, ...cells].join('; ');
    })
    .join('\n');
}

/** What a path of a form is called: "Symptoms", "Measures: Who", "Restoration checklist: Backups checked: Answer"; a free row as `rowName`. */
export function describePathName(texts: FormInWords['texts'], path: string, rowName = ''): string {
  const [id = '', row, column] = path.split('/');
  const text = fieldText(texts, id);
  const fixed = row === undefined ? undefined : textOf(text.rows ?? {}, row);
  return [
    text.label,
    ...(fixed !== undefined ? [fixed] : rowName === '' ? [] : [rowName]),
    ...(column === undefined ? [] : [columnText(text, column).label]),
  ].reduce(labelled);
}

/** A value at a path as a person reads it; a row as "Column: value" parts, nothing as an empty text. */
export function describePathValue(form: FormInWords, path: string, value: unknown, formatTime: (at: Instant) => string): string {
  const [id = '', row, column] = path.split('/');
  const field = fieldOf(form.fields, id);
  if (field?.kind !== 'list' || row === undefined) return describeValue(form, id, value, formatTime);
  if (value === null || value === undefined) return '';
  if (column === undefined) return describeValue(form, id, [value], formatTime);
  const definition = Object.hasOwn(field.columns, column) ? field.columns[column] : undefined;
  return definition ? describePlain(columnText(fieldText(form.texts, id), column), definition, value, formatTime) : '';
}

/** A row of a list in short: its first filled column, then the others as "Column: value"; `columns` are those that matter. */
export function describeRow(
  { text, field, columns }: { readonly text: FieldText; readonly field: ListField; readonly columns: readonly string[] },
  row: Readonly<Record<string, unknown>>,
  formatTime: (at: Instant) => string,
): readonly string[] {
  const filled = columns.flatMap(column => {
    const definition = field.columns[column];
    const words = columnText(text, column);
    const cell = definition ? describePlain(words, definition, row[column], formatTime) : '';
    return cell === '' ? [] : [{ label: words.label, cell }];
  });
  return filled.map(({ label, cell }, index) => (index === 0 ? cell : labelled(label, cell)));
}

/** Longest name of a free row in a line of text; what it begins with tells it apart. */
const longestRowName = 60;

/**
 * Two concurrent edits of one field, steps, priorities or judgements of a link: what it is about (a row by what stands there), and the
 * value that is not in force.
 */
export function describeConflict(
  words: Words,
  { path, otherValue }: Conflict,
  form: FormInWords,
  values: object,
  formatTime: (at: Instant) => string,
): string {
  const { fields, texts } = form;
  const known = describeKnownConflict(words, path, otherValue);
  if (known) return labelled(known.name, fill(words.page.conflictOther, { value: known.other }));
  const [id = '', row] = path.split('/');
  const field = fieldOf(fields, id);
  const cells = field?.kind === 'list' && row !== undefined ? (valueAt(values, `${id}/${row}`) as object | null) : null;
  const [rowName = ''] =
    field?.kind === 'list'
      ? describeRow({ text: fieldText(texts, id), field, columns: Object.keys(field.columns) }, { ...cells }, formatTime)
      : [];
  const name = describePathName(texts, path, rowName.slice(0, longestRowName));
  const other = describePathValue(form, path, otherValue, formatTime);
  return labelled(name, fill(words.page.conflictOther, { value: other === '' ? words.meanwhile.nothing : other }));
}

/** A conflict that is none of fields; undefined for one of fields. */
function describeKnownConflict(words: Words, path: string, other: unknown): { readonly name: string; readonly other: string } | undefined {
  if (path === stepPath) return { name: words.conflict.step, other: describeTransition(words, other) };
  if (path === priorityPath) return { name: words.conflict.priority, other: typeof other === 'string' ? other : words.meanwhile.nothing };
  const link = linkOfPath(path);
  if (!link) return undefined;
  return {
    name: `${words.link[link.kind]} ${link.target}`,
    other: typeof other === 'string' ? (textOf(words.linkState, other) ?? other) : words.conflict.linkTakenAway,
  };
}

function describeTransition(words: Words, to: unknown): string {
  const step = stepIds.find(id => id === to);
  return step ? `${stepNumber(step)} ${words.steps[step].name}` : words.page.completed;
}

/** What was looked up in an entry once: each of a long log may have replaced many values. */
const patches = new WeakMap<RecordEvent, Patch>();

function patchIn(event: RecordEvent, patchOf: Written['patchOf']): Patch {
  const known = patches.get(event) ?? patchOf(event) ?? {};
  patches.set(event, known);
  return known;
}

/** Whose values an entry replaced knowingly: "Symptoms: replaced “…” by Ben, 22 Nov, 14:03". */
export function describeReplaced(
  words: Words,
  form: FormInWords,
  over: Readonly<Record<string, string>> | undefined,
  formatTime: (at: Instant) => string,
  { timeline, patchOf }: Pick<Written, 'timeline' | 'patchOf'>,
): readonly string[] {
  return Object.entries(over ?? {}).flatMap(([path, id]) => {
    const event = entryIn(timeline, id);
    if (!event) return [];
    const text = describePathValue(form, path, valueWritten(patchIn(event, patchOf), path), formatTime);
    const value = text === '' ? words.meanwhile.nothing : text;
    const field = describePathName(form.texts, path);
    return [labelled(field, fill(words.meanwhile.replaced, { value, who: event.by.name, when: formatTime(event.at) }))];
  });
}

/** The value of a field that is no list, as a person reads it; nothing as an empty text, and so what is no value of such a field. */
export function describePlain(text: FieldText, field: Field, value: unknown, formatTime: (at: Instant) => string): string {
  if (field.kind === 'set' || field.kind === 'names') {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [];
    return parts
      .filter(part => typeof part === 'string')
      .map(part => (field.kind === 'set' ? optionText(text, part) : part))
      .join(', ');
  }
  if (typeof value !== 'string') return '';
  if (field.kind === 'choice') return optionText(text, value);
  return field.kind === 'time' ? formatTime(value) : value;
}

/** The rows of a value that a log may have anything in. */
function rowsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.filter((row): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null);
}
