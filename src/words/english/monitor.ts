import type { StepWords } from '../kindWords';
import { englishOptions } from './shared';

/** Words of step 5: what it is called, what to watch for, its form. */
export const englishMonitor = {
  name: 'Monitor and control the solution',
  short: 'Monitor',
  watch:
    'An attacker comes back. Watch the repaired systems for the old signs and for new ones, and see that every action is documented with time and person.',
  inList: 'monitor',
  groups: { observation: 'Observation', checks: 'Checks', recurrence: 'Recurrence and effect' },
  fields: {
    observeFrom: { label: 'Observe from' },
    observeUntil: { label: 'Observe until' },
    endedEarlyReason: { label: 'Reason for ending early' },
    checks: {
      label: 'Checks',
      help: 'What was looked at, and whether the solution holds.',
      columns: {
        at: { label: 'When' },
        person: { label: 'Who' },
        seen: { label: 'What was seen' },
        holds: { label: 'Does the solution hold?', options: englishOptions.yesNo },
      },
    },
    recurrence: { label: 'Has it happened again?', help: '“Yes” takes the incident back to step 3.', options: englishOptions.yesNo },
    recurrenceReason: { label: 'What happened again' },
    effectivenessConfirmedBy: { label: 'Effect confirmed by' },
  },
} as const satisfies StepWords<'monitor'>;
