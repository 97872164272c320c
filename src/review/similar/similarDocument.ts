import { type FormRecordState } from '../../domain/records';
import type { IncidentValues } from '../../domain/incident/forms';
import { readErrors } from '../errors/signature';

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

/** What an incident is compared by: what was reported, and what came out as the cause. */
export function incidentDocument(id: string, values: IncidentValues): SimilarDocument {
  const { title, symptoms, errorText, cause, components = [], services = [] } = values;
  return similarDocument(id, title, [symptoms, errorText, cause], [...components, ...services]);
}

/** What a problem, known error or change is compared by; undefined for components and interfaces, which do not fail by themselves. */
export function recordDocument({ id, kind, values }: FormRecordState): SimilarDocument | undefined {
  switch (kind) {
    case 'problem':
    case 'knownError': {
      const { title, symptoms, errorText, rootCause, components } = values;
      return similarDocument(id, title, [symptoms, errorText, rootCause], components);
    }
    case 'change':
      return similarDocument(id, values.title, [values.reason], values.components);
    case 'component':
    case 'interface':
      return undefined;
  }
}
