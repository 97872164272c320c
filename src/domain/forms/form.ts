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

/** The groups of a form with the fields that matter; what cannot matter is left out, so that nobody has to read it. */
export function formGroups(
  form: FormGroups,
  isRelevant: (field: string) => boolean,
  toFormField: (id: string, field: Field) => FormField = (id, field) => ({ id, field }),
): readonly FormGroup[] {
  return Object.entries<Fields>(form).map(([id, fields]) => ({
    id,
    fields: Object.entries(fields)
      .filter(([field]) => isRelevant(field))
      .map(([field, definition]) => toFormField(field, definition)),
  }));
}
