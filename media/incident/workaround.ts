import { word } from '../../src/words/words';
import type { DialogSpec } from '../form/dialog';
import { proposedReviewDate } from '../shared/time';
import type { PageContext } from './page';

/** Asks for a workaround of one's own: what is done at once, what it does to safeguards, and when it is looked at again (M 6.64, M 6.124). */
export function workaroundDialog({ words, ask, values, state }: PageContext): DialogSpec {
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
    answers: { person: values.assignee ?? state.userName, component: values.components?.[0] ?? '', reviewAt: proposedReviewDate() },
    accept: ({ what = '', person = '', component = '', weakensSafeguard, safeguard = '', fallback = '', reviewAt = '' }) => {
      const weakens = weakensSafeguard === 'yes';
      const measure = {
        what,
        person,
        component,
        fallback,
        weakensSafeguard: weakens ? 'yes' : 'no',
        safeguard: weakens ? safeguard : '',
      } as const;
      ask({ type: 'applyWorkaround', measure, reviewAt });
    },
  };
}
