import type { IncidentRequest } from '../../src/protocol/requests';
import type { AskingDialog } from '../form/formPage';
import { proposedReviewDate } from '../shared/time';
import type { PageContext } from './context';

/** What applying a workaround overwrites in the form. */
export const workaroundPaths = ['serviceState', 'workaroundReviewAt'];

/** Asks for a workaround of one's own: what is done at once, what it does to safeguards, and when it is looked at again (M 6.64, M 6.124). */
export function workaroundDialog({ words, values, shown }: PageContext): AskingDialog<IncidentRequest> {
  const { measures, workaroundReviewAt } = words.kinds.incident.fields;
  const { what, person, component, weakensSafeguard, safeguard, fallback } = measures.columns;
  const optional = true;
  return {
    title: words.dialog.applyWorkaround,
    questions: [
      { id: 'what', kind: 'line', label: what.label },
      { id: 'person', kind: 'line', label: person.label },
      { id: 'component', kind: 'line', label: component.label, optional },
      {
        id: 'weakensSafeguard',
        kind: 'choice',
        label: weakensSafeguard.label,
        options: (['yes', 'no'] as const).map(value => ({ value, label: weakensSafeguard.options[value] })),
      },
      { id: 'safeguard', kind: 'line', label: safeguard.label, asked: answers => answers['weakensSafeguard'] === 'yes' },
      { id: 'fallback', kind: 'line', label: fallback.label, optional },
      { id: 'reviewAt', kind: 'time', label: workaroundReviewAt.label },
    ],
    answers: { person: values.assignee ?? shown.userName, component: values.components?.[0] ?? '', reviewAt: proposedReviewDate() },
    paths: workaroundPaths,
    request: (answers, { over }) => {
      const weakens = answers['weakensSafeguard'] === 'yes';
      const measure = {
        what: answers['what'] ?? '',
        person: answers['person'] ?? '',
        component: answers['component'] ?? '',
        fallback: answers['fallback'] ?? '',
        weakensSafeguard: weakens ? 'yes' : 'no',
        safeguard: weakens ? (answers['safeguard'] ?? '') : '',
      } as const;
      return { type: 'applyWorkaround', measure, reviewAt: answers['reviewAt'] ?? '', over };
    },
  };
}
