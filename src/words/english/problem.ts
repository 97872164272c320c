import type { KindWords } from '../kindWords';
import { englishEvents } from './shared';

/** Words of problems. */
export const englishProblem = {
  name: 'Problem',
  plural: 'Problems',
  question: 'What is the problem?',
  groups: { problem: 'Problem', failure: 'How it shows', cause: 'Root cause', answer: 'Workaround and solution' },
  fields: {
    title: { label: 'Title', help: 'What is wrong, in a few words, as a user would say it.' },
    state: {
      label: 'State',
      options: {
        new: 'New',
        investigating: 'Investigating',
        rootCauseIdentified: 'Root cause identified',
        solved: 'Solved',
        closed: 'Closed',
      },
    },
    owner: { label: 'Owner' },
    symptoms: { label: 'Symptoms', help: 'What does not work, for whom, since when; what still works.' },
    errorText: { label: 'Error text or stack trace' },
    components: { label: 'Affected components', help: 'One name a line, as in “Components, interfaces and people”.' },
    rootCause: { label: 'Root cause', help: 'When it is known, the problem can become a known error.' },
    workaround: { label: 'Workaround', help: 'What lets users work again, at least to a limited extent.' },
    solution: { label: 'Solution' },
  },
  states: { new: 'new', investigating: 'investigating', rootCauseIdentified: 'root cause identified', solved: 'solved', closed: 'closed' },
  events: englishEvents,
} as const satisfies KindWords<'problem'>;
