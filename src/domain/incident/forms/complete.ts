import { is } from '../../forms/condition';
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
  'notSolved',
] as const;

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
    followUps: list('M 6.134', { what: line('M 6.134'), person: line('M 6.134'), due: time('M 6.134') }),
    dutiesMet: choice('NIS2 Art. 23', ['met', 'notMet', 'noneApply']),
  },
});
