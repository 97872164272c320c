import { measureKinds } from '../../vocabulary/measureKind';
import { is, isNot } from '../../forms/condition';
import { choice, form, line, list, text, time, when } from '../../forms/field';

/** How a review ends. */
export const reviewOutcomes = ['matches', 'none'] as const;

/** One of the two. */
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** Step 3, analyse and propose a solution (M 6.131, M 6.64). */
export const analyseForm = form({
  diagnosis: { diagnosis: text('M 6.131') },
  review: {
    problemReview: choice('M 6.64', reviewOutcomes),
    problemMatch: when(is('problemReview', 'matches'), line('M 6.64')),
    knownErrorReview: choice('M 6.64', reviewOutcomes),
    knownErrorMatch: when(is('knownErrorReview', 'matches'), line('M 6.64')),
    changeReview: choice('M 6.64', reviewOutcomes),
    changeMatch: when(is('changeReview', 'matches'), line('M 6.64')),
  },
  cause: { causeKnown: choice('M 6.64', ['known', 'notKnown']), cause: when(isNot('causeKnown', 'notKnown'), text('M 6.64')) },
  experts: {
    consultations: list('M 2.35', {
      interface: choice('M 6.64', ['cert', 'manufacturer', 'securityManufacturer', 'consultant']),
      reference: line('M 2.35'),
      question: text('M 2.35'),
      answer: text('M 2.35'),
    }),
  },
  measures: {
    measures: list('M 6.64', {
      what: line('M 6.64'),
      type: choice('M 6.64', measureKinds),
      person: line('M 6.64'),
      due: time('M 6.64'),
      component: line('M 6.64'),
      fallback: line('M 6.64'),
      weakensSafeguard: choice('M 6.124', ['yes', 'no']),
      safeguard: when(is('weakensSafeguard', 'yes'), line('M 6.124')),
      needsOutage: choice('M 6.64', ['yes', 'no']),
      state: choice('M 6.64', ['open', 'running', 'done', 'ended', 'dropped']),
      doneAt: when(is('state', 'done', 'ended'), time('M 6.64')),
      doneBy: when(is('state', 'done', 'ended'), line('M 6.64')),
      droppedReason: when(is('state', 'dropped'), line('M 6.64')),
    }),
  },
});

/** Columns of a measure that belong to proposing it (step 3); the others to carrying it out (step 4). */
export const proposalColumns = [
  'what',
  'type',
  'person',
  'due',
  'component',
  'fallback',
  'weakensSafeguard',
  'safeguard',
  'needsOutage',
] as const;
/** Columns of a measure that belong to carrying it out (step 4). */
export const executionColumns = ['what', 'state', 'person', 'due', 'doneAt', 'doneBy', 'droppedReason'] as const;
