import { is, isFilled } from '../../forms/condition';
import { choice, form, line, list, text, time, when, yesNoUnknown } from '../../forms/field';

/** How an incident can end. */
export const closureCodes = [
  'solved',
  'solvedByWorkaround',
  'knownError',
  'answered',
  'falseAlarm',
  'duplicate',
  'notReproducible',
  'withdrawn',
  'notSolved',
] as const;

/** The endings that the short way can have: solved at first support, or nothing that had to be remedied. */
export const shortEndings = [
  'solved',
  'duplicate',
  'falseAlarm',
  'notReproducible',
  'answered',
  'withdrawn',
] as const satisfies readonly (typeof closureCodes)[number][];

/** Step 6, complete (M 6.133, M 6.134). */
export const completeForm = form({
  result: {
    closureCode: choice('M 6.133', closureCodes),
    duplicateOf: when(is('closureCode', 'duplicate'), line('M 6.133')),
    carriedOnBy: when(is('closureCode', 'solvedByWorkaround', 'knownError'), line('M 6.64')),
    solution: text('M 6.133'),
    userConfirmation: line('M 6.133'),
  },
  lessons: {
    detectedInTime: choice('M 6.134', yesNoUnknown),
    channelsWorked: choice('M 6.134', yesNoUnknown),
    enoughInformation: choice('M 6.134', yesNoUnknown),
    measuresEffective: choice('M 6.134', yesNoUnknown),
    lessons: text('M 6.134'),
    handlingInstructions: text('M 6.134'),
  },
  followUps: {
    followUps: list('M 6.134', {
      what: line('M 6.134'),
      person: line('M 6.134'),
      due: time('M 6.134'),
      doneAt: time('M 6.134'),
      doneBy: when(isFilled('doneAt'), line('M 6.134')),
    }),
    dutiesMet: choice('NIS2 Art. 23', ['met', 'notMet', 'noneApply']),
  },
});
