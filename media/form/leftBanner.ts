import { html, nothing, type TemplateResult } from 'lit-html';
import type { LeftDraft } from '../../src/protocol/draft';
import { describeAge } from '../../src/words/describe';
import { word, type Words } from '../../src/words/words';
import { formatTime, now } from '../shared/time';

/** Unsaved input that another window left: taken or discarded on one's word; nothing when there is none. */
export function leftBanner(
  words: Words,
  left: LeftDraft | undefined,
  hasOwn: boolean,
  answer: (window: string, answer: 'take' | 'discard') => void,
): TemplateResult | typeof nothing {
  if (!left) return nothing;
  const { window, at, by, fields } = left;
  const names = fields.map(field => word(words, `field.${field}`)).join(', ');
  const button = (key: 'take' | 'discard', disabled: boolean): TemplateResult =>
    html`<vscode-button appearance="secondary" data-left=${key} ?disabled=${disabled} @click=${() => {
      answer(window, key);
    }}>${word(words, `left.${key}`)}</vscode-button>`;
  return html`<section class="ask left" role="region" aria-label=${word(words, 'left.title')}>
    <p role="status">${word(words, 'left.text', by === '' ? word(words, 'left.somebody') : by, describeAge(words, at, now()), names)} <span class="muted">${formatTime(at)}</span></p>
    ${hasOwn ? html`<p class="help">${word(words, 'left.ownFirst')}</p>` : nothing}
    <div class="buttons">${button('take', hasOwn)}${button('discard', false)}</div>
  </section>`;
}
