import { html, nothing, type TemplateResult } from 'lit-html';
import { dueNameSchema, type DueWhat } from '../../src/domain/incident/due';
import { answering } from '../../src/domain/incident/entryActions';
import { describeDueWhat } from '../../src/words/describeDue';
import { labelled } from '../../src/words/words';
import type { PageContext } from './context';

/** What the row of something due needs of its page. */
type DueContext = Pick<PageContext, 'words' | 'ask'> & { readonly shown: Pick<PageContext['shown'], 'may'> };

/** Answers something that is due where it stands, as its row in the tree does, also after the completion. */
export function dueAnswer({ words, ask, shown }: DueContext, what: DueWhat): TemplateResult | typeof nothing {
  const action = answering(what);
  if (action === undefined || !shown.may.includes(action)) return nothing;
  return html`<button type="button" class="link" data-answer=${what.code} aria-label=${labelled(words.answer.itHere, describeDueWhat(words, what))} @click=${() => {
    ask({ type: 'answerDue', due: dueNameSchema.parse(what) });
  }}>${words.answer.itHere}</button>`;
}
