import type { FieldsById } from '../domain/forms/field';
import { definitionOf, definitions, type FormKind, type Kind } from '../domain/records';
import { textOf, type Words } from './words';

type Texts = Readonly<Record<string, string>>;

/** How a field or a column is put into words. */
export interface FieldText {
  readonly label: string;
  readonly help?: string;
  readonly options?: Texts;
  readonly columns?: Readonly<Record<string, FieldText>>;
  readonly rows?: Texts;
}

/** The fields of a kind of record with their words, both by the ids that logs and pages name them by. */
export interface FormInWords {
  readonly fields: FieldsById;
  readonly texts: Readonly<Record<string, FieldText>>;
}

/** The form of a kind in words. */
export function formInWords(words: Words, kind: Kind): FormInWords {
  return { fields: definitionOf(kind).fields, texts: words.kinds[kind].fields };
}

/** The field of this id; undefined where there is none, whatever the id is. */
export function fieldOf(fields: FieldsById, id: string): FieldsById[string] | undefined {
  return Object.hasOwn(fields, id) ? fields[id] : undefined;
}

/** The words of a field, or of a column; what nobody knows is called by its id. */
export function fieldText(texts: FormInWords['texts'], id: string): FieldText {
  return (Object.hasOwn(texts, id) ? texts[id] : undefined) ?? { label: id };
}

/** The words of a column of a list. */
export function columnText({ columns = {} }: FieldText, column: string): FieldText {
  return fieldText(columns, column);
}

/** An option in words. */
export function optionText({ options = {} }: FieldText, option: string): string {
  return textOf(options, option) ?? option;
}

/** Where a record that is one form stands, in the words of the field that says so. */
export function describeState(words: Words, kind: FormKind, state: string): string {
  return optionText(fieldText(words.kinds[kind].fields, definitions[kind].stateField), state);
}
