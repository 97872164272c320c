import { html, nothing, type TemplateResult } from 'lit-html';
import type { LeftDraft } from '../../src/protocol/draft';
import { describeAge } from '../../src/words/describe';
import { fieldText, type FormInWords } from '../../src/words/form';
import { fill, type Words } from '../../src/words/words';
import { formatTime, now } from '../shared/time';

/** Unsaved input that another window left: taken or discarded on one's word; nothing when there is none. */
export function leftBanner(
  words: Words,
  texts: FormInWords['texts'],
  left: LeftDraft | undefined,
  hasOwn: boolean,
  answer: (window: string, answer: 'take' | 'discard') => void,
): TemplateResult | typeof nothing {
  if (!left) return nothing;
  const { window, at, by, fields } = left;
  const names = fields.map(field => fieldText(texts, field).label).join(', ');
  const button = (key: 'take' | 'discard', disabled: boolean): TemplateResult =>
    html`<vscode-button appearance="secondary" data-left=${key} ?disabled=${disabled} @click=${() => {
      answer(window, key);
    }}>${words.left[key]}</vscode-button>`;
  return html`<section class="ask left" role="region" aria-label=${words.left.title}>
    <p role="status">${fill(words.left.text, { who: by === '' ? words.left.somebody : by, age: describeAge(words, at, now()), fields: names })} <span class="muted">${formatTime(at)}</span></p>
    ${hasOwn ? html`<p class="help">${words.left.ownFirst}</p>` : nothing}
    <div class="buttons">${button('take', hasOwn)}${button('discard', false)}</div>
  </section>`;
}
