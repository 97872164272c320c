import { html, nothing, type TemplateResult } from 'lit-html';
import { definitions, type FormRecordState } from '../../src/domain/records';
import type { FieldsById } from '../../src/domain/forms/field';
import { describeState } from '../../src/words/form';
import type { Words } from '../../src/words/words';

/** What a record is, and where it stands or which of its sort it is, as lists tell it. */
export function badgesOf(words: Words, record: FormRecordState): TemplateResult {
  const { kind } = record;
  const state = standingOf(record);
  return html`<span class="badges"><span class="badge">${words.kinds[kind].name}</span>${
    state === undefined ? nothing : html`<span class="badge">${describeState(words, kind, state)}</span>`
  }</span>`;
}

/** The code of that: what was chosen, else what holds without. */
function standingOf({ kind, values }: FormRecordState): string | undefined {
  const { stateField } = definitions[kind];
  const fields: FieldsById = definitions[kind].fields;
  const field = fields[stateField];
  const chosen = (values as Readonly<Record<string, unknown>>)[stateField];
  return typeof chosen === 'string' ? chosen : field?.kind === 'choice' ? field.presumed : undefined;
}
