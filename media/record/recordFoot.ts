import { html, nothing, type TemplateResult } from 'lit-html';
import { sameValue } from '../../src/domain/forms/values';
import type { Kind, StateOf } from '../../src/domain/records';
import { describeConflicted } from '../../src/words/conflictName';
import { describeFallsAtOnce } from '../../src/words/standing';
import type { Words } from '../../src/words/words';
import type { FormNotice } from '../form/formPage';
import { formatTime } from '../shared/time';

type Part = TemplateResult | typeof nothing;

/** What a kind of record shows in the foot of its page. */
export interface FootParts {
  readonly above: Part;
  readonly buttons: Part;
}

interface FootContext {
  readonly words: Words;
  readonly shown: { readonly record: StateOf<Kind> };
  readonly goTo: (path: string) => void;
}

/** The foot of a record's page, which stays in view: what became of what one did, and that others changed something at the same time. */
export function recordFoot(context: FootContext, { above, buttons }: FootParts, notice: FormNotice | undefined): TemplateResult {
  return html`<footer class="foot">
    ${above}
    <div class="footRow">
      <p class=${notice?.bad ? 'error notice' : 'notice'} role="status">${notice?.text ?? ''}${changedAtOnce(context)}</p>
      ${buttons}
    </div>
  </footer>`;
}

/** True where somebody reads other values, or other values written at once, than before: what was said of those that stood there is over. */
export function readsOtherwise(before: StateOf<Kind>, record: StateOf<Kind>): boolean {
  return !sameValue(before.values, record.values) || !sameValue(before.conflicts, record.conflicts);
}

/** What several changed at once, as the way to where it stands with every value: the form may be scrolled far from there. */
function changedAtOnce({ words, shown: { record }, goTo }: FootContext): Part {
  const paths = [...new Set(record.conflicts.map(({ path }) => path))];
  if (paths.length === 0 && describeFallsAtOnce(words, record, formatTime).length === 0) return nothing;
  const text = paths.length > 0 ? describeConflicted(words, record.kind, paths) : words.conflict.title;
  return html` <button type="button" class="link" data-action="conflicts" @click=${() => {
    goTo('conflicts');
  }}>${text}</button>`;
}
