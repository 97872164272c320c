import { html, nothing, type TemplateResult } from 'lit-html';
import type { Around } from '../../src/protocol/shown';
import type { Words } from '../../src/words/words';

/** Says that others have raised the label of an incident, of which nothing else here tells. */
export function withdrawnNote(words: Words, { withdrawn }: Pick<Around, 'withdrawn'>): TemplateResult | typeof nothing {
  return withdrawn === true
    ? html`<p class="waiting withdrawn" role="status"><span class="codicon codicon-lock" aria-hidden="true"></span> ${words.page.withdrawn}</p>`
    : nothing;
}
