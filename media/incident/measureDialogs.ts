import type { IncidentRequest } from '../../src/protocol/requests';
import type { AskingDialog } from '../form/pageDialog';
import type { Answers, Question } from '../form/dialog';
import { proposedReviewDate } from '../shared/time';
import { peopleIn } from './people';
import type { PageContext } from './context';

/** What applying a workaround overwrites in the form. */
export const workaroundPaths = ['serviceState', 'workaroundReviewAt'];

/** Asks for a workaround of one's own: what is done at once, what it does to safeguards, and when it is looked at again (M 6.64, M 6.124). */
export function workaroundDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const { workaroundReviewAt } = context.words.kinds.incident.fields;
  return {
    title: context.words.dialog.applyWorkaround,
    questions: [...questionsOf(context), { id: 'reviewAt', kind: 'time', label: workaroundReviewAt.label }],
    answers: { ...proposedFor(context), reviewAt: proposedReviewDate() },
    paths: workaroundPaths,
    request: (answers, { over }) => ({ type: 'applyWorkaround', measure: measureOf(answers), reviewAt: answers['reviewAt'] ?? '', over }),
  };
}

/** Asks for a final solution that is carried out: it ends the workarounds, and the service is normal again (M 6.64). */
export function solutionDialog(context: PageContext): AskingDialog<IncidentRequest> {
  const { columns } = context.words.kinds.incident.fields.measures;
  return {
    title: context.words.dialog.applySolution,
    questions: [...questionsOf(context), yesNo('needsOutage', columns.needsOutage)],
    answers: proposedFor(context),
    request: answers => ({
      type: 'applySolution',
      measure: { ...measureOf(answers), needsOutage: answers['needsOutage'] === 'yes' ? 'yes' : 'no' },
    }),
  };
}

function questionsOf({ words, shown }: PageContext): readonly Question[] {
  const { what, person, component, weakensSafeguard, safeguard, fallback } = words.kinds.incident.fields.measures.columns;
  const optional = true;
  return [
    { id: 'what', kind: 'line', label: what.label },
    { id: 'person', kind: 'person', label: person.label, people: peopleIn(shown) },
    { id: 'component', kind: 'line', label: component.label, optional },
    yesNo('weakensSafeguard', weakensSafeguard),
    { id: 'safeguard', kind: 'line', label: safeguard.label, asked: answers => answers['weakensSafeguard'] === 'yes' },
    { id: 'fallback', kind: 'line', label: fallback.label, optional },
  ];
}

function yesNo(
  id: string,
  { label, options }: { readonly label: string; readonly options: Readonly<Record<'yes' | 'no', string>> },
): Question {
  return { id, kind: 'choice', label, options: (['yes', 'no'] as const).map(value => ({ value, label: options[value] })) };
}

function proposedFor({ values, shown }: PageContext): Answers {
  return { person: values.assignee ?? shown.userName, component: values.components?.[0] ?? '' };
}

function measureOf(answers: Answers): Extract<IncidentRequest, { type: 'applyWorkaround' }>['measure'] {
  const weakens = answers['weakensSafeguard'] === 'yes';
  return {
    what: answers['what'] ?? '',
    person: answers['person'] ?? '',
    component: answers['component'] ?? '',
    fallback: answers['fallback'] ?? '',
    weakensSafeguard: weakens ? 'yes' : 'no',
    safeguard: weakens ? (answers['safeguard'] ?? '') : '',
  };
}
