import { html, nothing, type TemplateResult } from 'lit-html';
import { dueNameSchema, type DueWhat } from '../../src/domain/incident/due';
import { acknowledging } from '../../src/domain/incident/entryActions';
import type { Action } from '../../src/domain/vocabulary/permissions';
import { describeDueWhat } from '../../src/words/describeDue';
import { labelled } from '../../src/words/words';
import type { PageContext } from './context';

/** What the row of something due needs of its page. */
type DueContext = Pick<PageContext, 'words' | 'ask'> & { readonly shown: Pick<PageContext['shown'], 'may'> };

/** Answers something that is due where it stands, as its row in the tree does, also after the completion. */
export function dueAnswer({ words, ask, shown }: DueContext, what: DueWhat): TemplateResult | typeof nothing {
  const action = actionAnswering(what);
  if (action === undefined || !shown.may.includes(action)) return nothing;
  return html`<button type="button" class="link" data-answer=${what.code} aria-label=${labelled(words.answer.itHere, describeDueWhat(words, what))} @click=${() => {
    ask({ type: 'answerDue', due: dueNameSchema.parse(what) });
  }}>${words.answer.itHere}</button>`;
}

/** What it takes to answer it outside the form; undefined where the form alone answers it, or its own row of the clocks or gaps. */
function actionAnswering(what: DueWhat): Action | undefined {
  switch (what.code) {
    case 'followUp':
      return 'fill:complete';
    case 'handOver':
      return acknowledging(what.party);
    case 'review':
      return 'fill:remedy';
    case 'release':
      return 'release';
    default:
      return undefined;
  }
}
