import type { RecordEvent } from '../domain/record/event';
import type { Field, FieldsById, ListField, Patch } from '../domain/forms/field';
import { valueAt, valueWritten, type Written } from '../domain/record/over';
import type { Conflict } from '../domain/record/stamp';
import type { Instant } from '../domain/foundation/time';
import { priorityPath, stepPath } from '../domain/incident/fold';
import { linkOfPath } from '../domain/record/link';
import { stepIds, stepNumber } from '../domain/vocabulary/steps';
import { entryIn } from './entryIn';
import { hasWord, word, type Words } from './words';

/** A stored value as a person reads it; rows become "Column: value" lines. `formatTime` turns a stored time into local form. */
export function describeValue(words: Words, id: string, value: unknown, formatTime: (at: Instant) => string, fields: FieldsById): string {
  const field = fields[id];
  if (!field || value === null || value === undefined) return '';
  if (field.kind !== 'list') return describePlain(words, field, value, formatTime);
  return (value as readonly Readonly<Record<string, unknown>>[])
    .map(row => {
      const cells = Object.entries(field.columns).flatMap(([column, definition]) => {
        const text = describePlain(words, definition, row[column], formatTime);
        return text === '' ? [] : [`${word(words, `column.${id}.${column}`)}: ${text}`];
      });
      const head = field.fixedRows ? [word(words, `row.${id}.${String(row['id'])}`)] : [];
      return [...head, ...cells].join('; ');
    })
    .join('\n');
}

/** What a path of a form is called: "Symptoms", "Measures: Who", "Restoration checklist: Backups checked: Answer"; a free row as `rowName`. */
export function describePathName(words: Words, path: string, rowName = ''): string {
  const [id = '', row, column] = path.split('/');
  const rowKey = `row.${id}.${row ?? ''}`;
  return [
    word(words, `field.${id}`),
    ...(row !== undefined && hasWord(words, rowKey) ? [word(words, rowKey)] : rowName === '' ? [] : [rowName]),
    ...(column === undefined ? [] : [word(words, `column.${id}.${column}`)]),
  ].join(': ');
}

/** A value at a path as a person reads it; a row as "Column: value" parts, nothing as an empty text. */
export function describePathValue(
  words: Words,
  path: string,
  value: unknown,
  formatTime: (at: Instant) => string,
  fields: FieldsById,
): string {
  const [id = '', row, column] = path.split('/');
  const field = fields[id];
  if (field?.kind !== 'list' || row === undefined) return describeValue(words, id, value, formatTime, fields);
  if (value === null || value === undefined) return '';
  const definition = column === undefined ? undefined : field.columns[column];
  return definition ? describePlain(words, definition, value, formatTime) : describeValue(words, id, [value], formatTime, fields);
}

/** A row of a list in short: its first filled column, then the others as "Column: value"; `columns` are those that matter. */
export function describeRow(
  words: Words,
  { id, field, columns }: { readonly id: string; readonly field: ListField; readonly columns: readonly string[] },
  row: Readonly<Record<string, unknown>>,
  formatTime: (at: Instant) => string,
): readonly string[] {
  const filled = columns.flatMap(column => {
    const definition = field.columns[column];
    const text = definition ? describePlain(words, definition, row[column], formatTime) : '';
    return text === '' ? [] : [{ column, text }];
  });
  return filled.map(({ column, text }, index) => (index === 0 ? text : `${word(words, `column.${id}.${column}`)}: ${text}`));
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
  { fields, values }: Pick<Written, 'fields' | 'values'>,
  formatTime: (at: Instant) => string,
): string {
  const known = describeKnownConflict(words, path, otherValue);
  if (known) return `${known.name}: ${word(words, 'page.conflictOther', known.other)}`;
  const [id = '', row] = path.split('/');
  const field = fields[id];
  const cells = field?.kind === 'list' && row !== undefined ? (valueAt(values, `${id}/${row}`) as object | null) : null;
  const [rowName = ''] =
    field?.kind === 'list' ? describeRow(words, { id, field, columns: Object.keys(field.columns) }, { ...cells }, formatTime) : [];
  const name = describePathName(words, path, rowName.slice(0, longestRowName));
  const other = describePathValue(words, path, otherValue, formatTime, fields);
  return `${name}: ${word(words, 'page.conflictOther', other === '' ? word(words, 'meanwhile.nothing') : other)}`;
}

/** A conflict that is none of fields; undefined for one of fields. */
function describeKnownConflict(words: Words, path: string, other: unknown): { readonly name: string; readonly other: string } | undefined {
  if (path === stepPath) return { name: word(words, 'conflict.step'), other: describeTransition(words, other) };
  if (path === priorityPath)
    return { name: word(words, 'conflict.priority'), other: typeof other === 'string' ? other : word(words, 'meanwhile.nothing') };
  const link = linkOfPath(path);
  if (!link) return undefined;
  return { name: `${word(words, `link.${link.kind}`)} ${link.target}`, other: word(words, `linkState.${String(other)}`) };
}

function describeTransition(words: Words, to: unknown): string {
  const step = stepIds.find(id => id === to);
  return step ? `${stepNumber(step)} ${word(words, `step.${step}`)}` : word(words, 'page.completed');
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
  over: Readonly<Record<string, string>> | undefined,
  formatTime: (at: Instant) => string,
  { timeline, patchOf, fields }: Omit<Written, 'values'>,
): readonly string[] {
  return Object.entries(over ?? {}).flatMap(([path, id]) => {
    const event = entryIn(timeline, id);
    if (!event) return [];
    const value = valueWritten(patchIn(event, patchOf), path);
    const text = describePathValue(words, path, value, formatTime, fields);
    const shown = text === '' ? word(words, 'meanwhile.nothing') : text;
    return [word(words, 'meanwhile.replaced', describePathName(words, path), shown, event.by.name, formatTime(event.at))];
  });
}

/** The value of a field that is no list, as a person reads it; nothing as an empty text. */
export function describePlain(words: Words, field: Field, value: unknown, formatTime: (at: Instant) => string): string {
  if (value === undefined || value === null) return '';
  if (field.kind === 'choice') return word(words, `option.${value as string}`);
  if (field.kind === 'set') return (value as readonly string[]).map(code => word(words, `option.${code}`)).join(', ');
  if (field.kind === 'names') return (value as readonly string[]).join(', ');
  return field.kind === 'time' ? formatTime(value as string) : (value as string);
}
