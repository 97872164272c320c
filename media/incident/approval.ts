import { approvalWays, type OnBehalf } from '../../src/domain/record/release';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { Words } from '../../src/words/words';
import type { AskingDialog } from '../form/pageDialog';
import type { PageContext } from './context';
import { peopleIn } from './people';

/** Asks who approved a measure elsewhere, and how: the IT manager by phone, at three in the morning. */
export function approvalDialog({ words, shown }: PageContext, measure: string): AskingDialog<IncidentRequest> {
  return {
    title: words.dialog.recordApproval,
    questions: [
      { id: 'person', kind: 'person', label: words.dialog.approvedBy, people: peopleIn(shown, 'release') },
      {
        id: 'how',
        kind: 'choice',
        label: words.dialog.approvedHow,
        options: approvalWays.map(way => ({ value: way, label: words.page.approvalWay[way] })),
      },
      { id: 'reference', kind: 'line', label: words.dialog.approvedReference, optional: true },
    ],
    answers: {},
    request: ({ person = '', how, reference = '' }, { seen }) => ({
      type: 'recordApproval',
      part: measure,
      onBehalf: { person, how: how as OnBehalf['how'], reference },
      seen,
    }),
  };
}

/** Asks why a release that somebody asked for is refused. */
export function refusalDialog(words: Words, measure: string): AskingDialog<IncidentRequest> {
  return {
    title: words.answer.refuseReason,
    questions: [{ id: 'reason', kind: 'text', label: words.dialog.reason }],
    answers: {},
    request: ({ reason = '' }, { seen }) => ({ type: 'refuseRelease', measure, reason, seen }),
  };
}
