import { html, nothing, type TemplateResult } from 'lit-html';
import type { FieldsById } from '../../src/domain/forms/field';
import { incidentFields } from '../../src/domain/incident/forms';
import type { Conflict } from '../../src/domain/record/stamp';
import { describePathName, describePathValue } from '../../src/words/describeValue';
import { word, type Words } from '../../src/words/words';
import { formatTime } from '../shared/time';

/** Fields that two people edited at once, each with the value that is not in force; nothing when there are none. */
export function conflictNote(
  words: Words,
  conflicts: readonly Conflict[],
  fields: FieldsById = incidentFields,
): TemplateResult | typeof nothing {
  if (conflicts.length === 0) return nothing;
  return html`<section class="conflicts" role="note"><h3>${word(words, 'page.conflicts')}</h3><ul>${conflicts.map(
    ({ path, otherValue }) =>
      html`<li>${describePathName(words, path)}: ${word(words, 'page.conflictOther', describePathValue(words, path, otherValue, formatTime, fields))}</li>`,
  )}</ul></section>`;
}
