import { definitionOf, type Kind, type StateOf } from '../../domain/records';
import { readErrors } from '../../domain/errors/signature';

/** What is compared: what a record is called, what it tells, the names it is filed under (components, services), and the errors in it. */
export interface SimilarDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly names: readonly string[];
  /** Keys of the errors in its text (`ErrorSignature.key`). */
  readonly signatures: readonly string[];
}

/** Beginning of a text that is read for errors, in UTF-16 code units: what stands further down says the same again. */
const readForErrors = 100_000;

/** Beginnings that are compared, in UTF-16 code units: indexing a word costs microseconds, and nobody's words are few behind so many. */
const compared = { title: 1000, text: 30_000, names: 5000 };

/** A document of a title, texts and names; the errors are read from the texts. */
export function similarDocument(
  id: string,
  title: string | undefined,
  texts: readonly (string | undefined)[],
  names: readonly string[] = [],
): SimilarDocument {
  const text = texts.filter(part => part !== undefined && part !== '').join('\n');
  const errors = readErrors(text.slice(0, readForErrors));
  return {
    id,
    title: (title ?? '').slice(0, compared.title),
    text: text.slice(0, compared.text),
    names: withinLength(names, compared.names),
    signatures: [...new Set(errors.map(({ key }) => key))],
  };
}

/** The first of these names that are not longer than `length` together. */
function withinLength(names: readonly string[], length: number): readonly string[] {
  let sum = 0;
  return names.filter(name => (sum += name.length) <= length);
}

/** A record as it is compared with others; undefined for a kind that does not fail by itself. */
export function documentOf(record: StateOf<Kind>): SimilarDocument | undefined {
  const compared = definitionOf(record.kind).compared(record);
  return compared && similarDocument(record.id, compared.title, compared.texts, compared.names);
}
