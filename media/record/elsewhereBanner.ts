import { html, type TemplateResult } from 'lit-html';
import { fill, type Words } from '../../src/words/words';

/** Says that another folder is at work than that of the record, and offers to work in it: all that can be done while the page below is inert. */
export function elsewhereBanner(words: Words, folder: string, workHere: () => void): TemplateResult {
  return html`<main class="ask elsewhere">
    <div role="status"><h1>${fill(words.folders.elsewhere, { folder })}</h1></div>
    <div class="buttons"><vscode-button data-action="workHere" @click=${workHere}>${fill(words.folders.workIn, { folder })}</vscode-button></div>
  </main>`;
}
