import { html, nothing, type TemplateResult } from 'lit-html';
import { gapState } from '../../src/domain/incident/gap';
import type { Incident } from '../../src/domain/incident/incident';

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
      title: words.dialog.restoreGap,
      questions: [{ id: 'note', kind: 'text', label: words.dialog.note }],
      answers: {},
      request: (answers, { seen }) => ({ type: 'restoreSafeguard', gap: gap.id, note: answers['note'] ?? '', seen }),
    });
  };
  const accept = (): void => {
    openDialog({
      title: words.dialog.acceptGap,
      questions: [
        { id: 'until', kind: 'time', label: words.dialog.until },
        { id: 'reason', kind: 'text', label: words.dialog.reason },
      ],
      answers: {},
      request: ({ until = '', reason = '' }, { seen }) => ({ type: 'acceptGap', gap: gap.id, until, reason, seen }),
    });
  };
  return html`<span class="buttons">
    ${may.includes('restoreSafeguard') ? html`<vscode-button appearance="secondary" data-action="restoreGap" @click=${restore}>${words.page.restoreGap}</vscode-button>` : nothing}
    ${may.includes('acceptRisk') ? html`<vscode-button appearance="secondary" data-action="acceptGap" @click=${accept}>${words.page.acceptGap}</vscode-button>` : nothing}
  </span>`;
}
