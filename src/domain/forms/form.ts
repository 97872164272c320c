import { isAsked } from './condition';
import type { Field, Fields, FormGroups } from './field';

/** A field as one form shows it. For lists: the columns and, for checklists, the rows that matter here. */
export interface FormField {
  readonly id: string;
  readonly field: Field;
  readonly columns?: readonly string[];
  readonly rows?: readonly string[];
}

/** A group of fields under one heading. */
export interface FormGroup {
  readonly id: string;
  readonly fields: readonly FormField[];
}

/** The groups of a form with the fields that are asked for these values; what cannot matter is left out, so that nobody has to read it. */
export function formGroups(
  form: FormGroups,
  values: object,
  toFormField: (id: string, field: Field) => FormField = formField,
): readonly FormGroup[] {
  return Object.entries<Fields>(form).map(([id, fields]) => ({
    id,
    fields: Object.entries(fields)
      .filter(([, field]) => isAsked(field, values as Readonly<Record<string, unknown>>))
      .map(([field, definition]) => toFormField(field, definition)),
  }));
}

/** A field with all its columns and rows. */
export function formField(id: string, field: Field): FormField {
  if (field.kind !== 'list') return { id, field };
  const columns = Object.keys(field.columns);
  return field.fixedRows ? { id, field, columns, rows: field.fixedRows } : { id, field, columns };
}

/** The columns of a list that are asked in this row. */
export function askedColumns({ field, columns = [] }: FormField, row: Readonly<Record<string, unknown>>): readonly string[] {
  if (field.kind !== 'list') return [];
  return columns.filter(column => isAsked(field.columns[column] ?? {}, row));
}
