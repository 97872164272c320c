import type { KindWords } from '../kindWords';
import { englishEvents, englishOptions } from './shared';

/** Words of known errors. */
export const englishKnownError = {
  name: 'Known error',
  plural: 'Known errors',
  question: 'What is the known error?',
  groups: { error: 'Known error', failure: 'How it shows', cause: 'Root cause', workaround: 'Workaround', solution: 'Final solution' },
  fields: {
    title: { label: 'Title', help: 'What is wrong, in a few words, as a user would say it.' },
    validity: { label: 'Validity', options: { inForce: 'In force', retired: 'Retired' } },
    source: {
      label: 'Source',
      options: { own: 'Own finding', vendorAdvisory: 'Advisory of the manufacturer', certAdvisory: 'Advisory of a CERT' },
    },
    sourceReference: { label: 'Reference of the source' },
    symptoms: { label: 'Symptoms', help: 'What does not work, for whom, since when; what still works.' },
    errorText: { label: 'Error text or stack trace' },
    components: { label: 'Affected components', help: 'One name a line, as in “Components, interfaces and people”.' },
    versions: { label: 'Versions' },
    rootCause: { label: 'Root cause' },
    workaround: { label: 'Workaround', help: 'What lets users work again, at least to a limited extent.' },
    workaroundFallback: { label: 'Fallback if the workaround fails' },
    workaroundWeakens: { label: 'Does the workaround weaken or disable a safeguard?', options: englishOptions.yesNo },
    workaroundSafeguard: { label: 'Which safeguard does the workaround weaken?' },
    workaroundComponent: { label: 'On which component (workaround)?' },
    solution: { label: 'Solution' },
    solutionFallback: { label: 'Fallback if the solution fails' },
    solutionWeakens: { label: 'Does the solution weaken or disable a safeguard?', options: englishOptions.yesNo },
    solutionSafeguard: { label: 'Which safeguard does the solution weaken?' },
    solutionComponent: { label: 'On which component (solution)?' },
  },
  states: { inForce: 'in force', retired: 'retired' },
  events: englishEvents,
} as const satisfies KindWords<'knownError'>;
