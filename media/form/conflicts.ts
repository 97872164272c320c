import { html, nothing, type TemplateResult } from 'lit-html';
import type { Conflict } from '../../src/domain/stamp';
import { word, type Words } from '../../src/words/words';

/** Fields that two people edited at once, each with the value that is not in force; nothing when there are none. */
export function conflictNote(words: Words, conflicts: readonly Conflict[]): TemplateResult | typeof nothing {
  if (conflicts.length === 0) return nothing;
  return html`<section class="conflicts" role="note"><h3>${word(words, 'page.conflicts')}</h3><ul>${conflicts.map(
    ({ path, otherValue }) =>
      html`<li>${word(words, `field.${path.split('/')[0] ?? ''}`)}: ${word(words, 'page.conflictOther', typeof otherValue === 'string' ? otherValue : JSON.stringify(otherValue))}</li>`,
  )}</ul></section>`;
}
