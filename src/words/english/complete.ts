import type { StepWords } from '../kindWords';
import { englishOptions } from './shared';

/** Words of step 6: what it is called, what to watch for, its form. */
export const englishComplete = {
  name: 'Complete',
  short: 'Complete',
  watch:
    'Nothing may stay open unseen: safeguard gaps, follow-ups, reports to authorities. What was learned helps only if somebody else can find it.',
  inList: 'complete',
  groups: { result: 'Result', lessons: 'Lessons', followUps: 'What remains' },
  fields: {
    closureCode: {
      label: 'How did it end?',
      options: {
        solved: 'Solved',
        solvedByWorkaround: 'Solved by workaround',
        knownError: 'Known error',
        answered: 'Answered',
        falseAlarm: 'False alarm',
        duplicate: 'Duplicate of another incident',
        notReproducible: 'Not reproducible',
        withdrawn: 'Withdrawn',
        notSolved: 'Not solved',
      },
    },
    duplicateOf: { label: 'Duplicate of', help: 'The id of the other incident.' },
    carriedOnBy: {
      label: 'Cause carried on by',
      help: 'The problem or known error in which the cause is still worked on. Needed when it ends with a workaround.',
    },
    solution: { label: 'Solution' },
    userConfirmation: { label: 'Confirmed by the user' },
    detectedInTime: { label: 'Was it detected in time?', options: englishOptions.yesNoUnknown },
    channelsWorked: { label: 'Did the reporting channels work?', options: englishOptions.yesNoUnknown },
    enoughInformation: { label: 'Was there enough information?', options: englishOptions.yesNoUnknown },
    measuresEffective: { label: 'Were the measures effective?', options: englishOptions.yesNoUnknown },
    lessons: { label: 'What should change' },
    handlingInstructions: { label: 'Handling instructions for similar incidents' },
    followUps: {
      label: 'Follow-ups',
      columns: {
        what: { label: 'What' },
        person: { label: 'Who' },
        due: { label: 'Due' },
        doneAt: { label: 'Done at' },
        doneBy: { label: 'Done by' },
      },
    },
    dutiesMet: { label: 'Reporting duties', options: { met: 'Met', notMet: 'Not met', noneApply: 'None apply' } },
  },
} as const satisfies StepWords<'complete'>;
