import type { StepWords } from '../kindWords';
import { englishOptions } from './shared';

/** Words of step 3: what it is called, what to watch for, its form. */
export const englishAnalyse = {
  name: 'Analyse and propose a solution',
  short: 'Analyse',
  watch:
    'A workaround can switch off a safeguard and open the next gap: answer the safeguard question for each measure. Do not analyse on the running system what has to be kept as evidence.',
  inList: 'analyse',
  groups: {
    diagnosis: 'Diagnosis',
    review: 'Has this happened before? Did a change cause it?',
    cause: 'Cause',
    experts: 'Experts consulted',
    measures: 'Proposed measures',
  },
  fields: {
    diagnosis: { label: 'Diagnosis notes' },
    problemReview: { label: 'Review against detected problems', options: { matches: 'Matches one', none: 'Reviewed, none applies' } },
    problemMatch: { label: 'Matching problem' },
    knownErrorReview: { label: 'Review against known errors', options: { matches: 'Matches one', none: 'Reviewed, none applies' } },
    knownErrorMatch: { label: 'Matching known error' },
    changeReview: {
      label: 'Review against planned or implemented changes',
      options: { matches: 'Matches one', none: 'Reviewed, none applies' },
    },
    changeMatch: { label: 'Matching change or commit' },
    causeKnown: { label: 'Is the cause known?', options: { known: 'Known', notKnown: 'Not known' } },
    cause: { label: 'Cause', help: 'Link the commit, change or incident that caused it below.' },
    consultations: {
      label: 'Experts consulted',
      columns: {
        interface: {
          label: 'Who',
          options: {
            cert: 'CERT',
            manufacturer: 'Manufacturer of the affected system',
            securityManufacturer: 'Manufacturer of a security product',
            consultant: 'External consultant',
          },
        },
        reference: { label: 'Reference' },
        question: { label: 'Question' },
        answer: { label: 'Answer' },
      },
    },
    measures: {
      label: 'Measures',
      help: 'A workaround is started at once and its release recorded afterwards; a final solution waits for the release by the IT manager.',
      columns: {
        what: { label: 'What is to be done' },
        type: { label: 'Kind of measure', options: { workaround: 'Workaround', final: 'Final solution' } },
        person: { label: 'Who' },
        due: { label: 'Due' },
        component: { label: 'Component' },
        fallback: { label: 'Fallback if it fails' },
        weakensSafeguard: { label: 'Does it weaken or disable a safeguard?', options: englishOptions.yesNo },
        safeguard: { label: 'Which safeguard?' },
        needsOutage: { label: 'Does it need an outage?', options: englishOptions.yesNo },
        state: {
          label: 'State',
          options: { open: 'Open', running: 'Running', done: 'Done', ended: 'Ended by the solution', dropped: 'Dropped' },
        },
        doneAt: { label: 'Done at' },
        doneBy: { label: 'Done by' },
        droppedReason: { label: 'Why dropped' },
      },
    },
  },
} as const satisfies StepWords<'analyse'>;
