import { html, nothing, type TemplateResult } from 'lit-html';
import { isLate, type Clock } from '../../src/domain/incident/clock';
import type { IncidentRequest } from '../../src/protocol/requests';
import { describeDuty } from '../../src/words/describeDuty';
import { fill } from '../../src/words/words';
import type { AskingDialog } from '../form/pageDialog';
import { timeIn } from '../form/typed';
import { peopleIn, type ShownPeople } from './people';
import type { PageContext } from './context';

/** What the row of a notice needs of its page. */
type NoticeContext = Pick<PageContext, 'words' | 'ask' | 'openDialog'> & {
  readonly shown: Pick<PageContext['shown'], 'may' | 'userName'> & ShownPeople;
};

/** What can be done about a notice that is to be sent: drafting it, and recording that it was sent, also after the completion. */
export function noticeActions(context: NoticeContext, clock: Clock): TemplateResult | typeof nothing {
  const { words, ask, openDialog, shown } = context;
  const { duty, sentAt, halt } = clock;
  if (sentAt !== undefined || halt === 'waiting' || halt === 'stopped' || !shown.may.includes('reportDuty')) return nothing;
  const name = describeDuty(words, clock);
  return html`<span class="buttons">
    <vscode-button appearance="secondary" data-draft=${duty} aria-label=${fill(words.dutyNotice.draftFor, { duty: name })} @click=${() => {
      ask({ type: 'askHost', act: 'draftNotice', duty });
    }}>${words.dutyNotice.draftIt}</vscode-button>
    <vscode-button appearance="secondary" data-sent=${duty} aria-label=${fill(words.dutyNotice.sendFor, { duty: name })} @click=${() => {
      openDialog(sentDialog(context, clock));
    }}>${words.dutyNotice.sendIt}</vscode-button>
  </span>`;
}

/** Asks when, by whom and with what reference a notice was sent, and why late where it was (GDPR Art. 33(1)). */
function sentDialog({ words, shown }: NoticeContext, clock: Clock): AskingDialog<IncidentRequest> {
  const { columns } = words.kinds.incident.fields.duties;
  const { duty, due } = clock;
  return {
    title: fill(words.dutyNotice.sendFor, { duty: describeDuty(words, clock) }),
    questions: [
      { id: 'at', kind: 'time', label: columns.sentAt.label },
      { id: 'person', kind: 'person', label: columns.sentBy.label, people: peopleIn(shown) },
      { id: 'reference', kind: 'line', label: columns.reference.label, optional: true },
      { id: 'lateReason', kind: 'text', label: columns.lateReason.label, asked: ({ at = '' }) => isLate(due, timeIn(at)) },
    ],
    answers: { at: 'now', person: shown.userName },
    request: ({ at = '', person = '', reference = '', lateReason = '' }, { seen }) => ({
      type: 'noticeSent',
      duty,
      at,
      ...(person.trim() !== '' && { person }),
      ...(reference.trim() !== '' && { reference }),
      ...(lateReason.trim() !== '' && { lateReason }),
      seen: [...seen],
    }),
  };
}
