import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, StateOf } from '../../src/domain/records';
import { describeConflict } from '../../src/words/describeValue';
import { formInWords } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import { formatTime } from '../shared/time';

/** Fields that two people edited at once, each with the value that is not in force; nothing when there are none. */
export function conflictNote(
  words: Words,
  { kind, values, conflicts }: Pick<StateOf<Kind>, 'kind' | 'values' | 'conflicts'>,
): TemplateResult | typeof nothing {
  if (conflicts.length === 0) return nothing;
  const form = formInWords(words, kind);
  return html`<section class="conflicts" role="note"><h3>${words.page.conflicts}</h3><ul>${conflicts.map(
    conflict => html`<li>${describeConflict(words, conflict, form, values, formatTime)}</li>`,
  )}</ul></section>`;
}
