import { html, nothing, type TemplateResult } from 'lit-html';
import type { Written } from '../../src/domain/record/over';
import type { Conflict } from '../../src/domain/record/stamp';
import { describeConflict } from '../../src/words/describeValue';
import { word, type Words } from '../../src/words/words';
import { formatTime } from '../shared/time';

/** Fields that two people edited at once, each with the value that is not in force; nothing when there are none. */
export function conflictNote(
  words: Words,
  conflicts: readonly Conflict[],
  written: Pick<Written, 'fields' | 'values'>,
): TemplateResult | typeof nothing {
  if (conflicts.length === 0) return nothing;
  return html`<section class="conflicts" role="note"><h3>${word(words, 'page.conflicts')}</h3><ul>${conflicts.map(
    conflict => html`<li>${describeConflict(words, conflict, written, formatTime)}</li>`,
  )}</ul></section>`;
}
