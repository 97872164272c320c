import { word } from '../../src/words/words';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { AskingDialog } from '../form/formPage';
import { proposedReviewDate } from '../shared/time';
import type { PageContext } from './context';

/** What applying a workaround overwrites in the form. */
export const workaroundPaths = ['serviceState', 'workaroundReviewAt'];

/** Asks for a workaround of one's own: what is done at once, what it does to safeguards, and when it is looked at again (M 6.64, M 6.124). */
export function workaroundDialog({ words, values, shown }: PageContext): AskingDialog<IncidentRequest> {
  const optional = true;
  return {
    title: word(words, 'page.dialog.applyWorkaround'),
    questions: [
      { id: 'what', kind: 'line', label: word(words, 'column.measures.what') },
      { id: 'person', kind: 'line', label: word(words, 'column.measures.person') },
      { id: 'component', kind: 'line', label: word(words, 'column.measures.component'), optional },
      {
        id: 'weakensSafeguard',
        kind: 'choice',
        label: word(words, 'column.measures.weakensSafeguard'),
        options: ['yes', 'no'].map(value => ({ value, label: word(words, `option.${value}`) })),
      },
      {
        id: 'safeguard',
        kind: 'line',
        label: word(words, 'column.measures.safeguard'),
        asked: answers => answers['weakensSafeguard'] === 'yes',
      },
      { id: 'fallback', kind: 'line', label: word(words, 'column.measures.fallback'), optional },
      { id: 'reviewAt', kind: 'time', label: word(words, 'field.workaroundReviewAt') },
    ],
    answers: { person: values.assignee ?? shown.userName, component: values.components?.[0] ?? '', reviewAt: proposedReviewDate() },
    paths: workaroundPaths,
    request: ({ what = '', person = '', component = '', weakensSafeguard, safeguard = '', fallback = '', reviewAt = '' }, { over }) => {
      const weakens = weakensSafeguard === 'yes';
      const measure = {
        what,
        person,
        component,
        fallback,
        weakensSafeguard: weakens ? 'yes' : 'no',
        safeguard: weakens ? safeguard : '',
      } as const;
      return { type: 'applyWorkaround', measure, reviewAt, over };
    },
  };
}
