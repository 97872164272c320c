import type { nothing } from 'lit-html';
import { html, type TemplateResult } from 'lit-html';
import { labelled, type Words } from '../../src/words/words';

/** What an answered question needs to be one line. */
export interface QuietLine {
  readonly words: Words;
  readonly id: string;
  readonly label: string;
  /** The answer in words. */
  readonly value: string;
  /** What was found out about it. */
  readonly below: TemplateResult | typeof nothing;
  readonly edit: () => void;
}

/** An answered question as one line, which a click, Enter or F2 opens for editing. */
export function quietLine({ words, id, label, value, below, edit }: QuietLine): TemplateResult {
  return html`<div class="field wide quiet"><button type="button" class="quietLine" data-quiet=${id} title=${labelled(words.page.editRow, label)} @click=${edit}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'F2') edit();
      }}><span class="quietLabel">${label}</span> <span class="quietValue">${value}</span><span class="codicon codicon-edit" aria-hidden="true"></span></button>${below}</div>`;
}
