import { html, nothing, type TemplateResult } from 'lit-html';
import { gapState } from '../../src/domain/incident/gap';
import type { Incident } from '../../src/domain/incident/incident';
import { word } from '../../src/words/words';
import { now } from '../shared/time';
import type { PageContext } from './context';

/** What can be done about a safeguard gap. */
export function gapActions(context: PageContext, gap: Incident['gaps'][number]): TemplateResult | typeof nothing {
  const {
    words,
    openDialog,
    shown: { may },
  } = context;
  if (gapState(gap, now()) === 'restored') return nothing;
  const restore = (): void => {
    openDialog({
      title: word(words, 'page.dialog.restoreGap'),
      questions: [{ id: 'note', kind: 'text', label: word(words, 'page.dialog.note') }],
      answers: {},
      request: (answers, { seen }) => ({ type: 'restoreSafeguard', gap: gap.id, note: answers['note'] ?? '', seen }),
    });
  };
  const accept = (): void => {
    openDialog({
      title: word(words, 'page.dialog.acceptGap'),
      questions: [
        { id: 'until', kind: 'time', label: word(words, 'page.dialog.until') },
        { id: 'reason', kind: 'text', label: word(words, 'page.dialog.reason') },
      ],
      answers: {},
      request: ({ until = '', reason = '' }, { seen }) => ({ type: 'acceptGap', gap: gap.id, until, reason, seen }),
    });
  };
  return html`<span class="buttons">
    ${may.includes('restoreSafeguard') ? html`<vscode-button appearance="secondary" data-action="restoreGap" @click=${restore}>${word(words, 'page.restoreGap')}</vscode-button>` : nothing}
    ${may.includes('acceptRisk') ? html`<vscode-button appearance="secondary" data-action="acceptGap" @click=${accept}>${word(words, 'page.acceptGap')}</vscode-button>` : nothing}
  </span>`;
}
