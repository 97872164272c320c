import { withoutEscapes } from '../domain/errors/reportText';
import type { Field, ListField } from '../domain/forms/field';
import type { Instant } from '../domain/foundation/time';
import { columnText, fieldOf, fieldText, optionText, type FieldText, type FormInWords } from './form';
import { labelled, textOf } from './words';

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
  return field.kind === 'time' ? formatTime(value) : withoutEscapes(value);
}

/** The rows of a value that a log may have anything in. */
function rowsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.filter((row): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null);
}
