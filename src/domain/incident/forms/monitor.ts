import { is } from '../../forms/condition';
import { choice, form, line, list, text, time, when } from '../../forms/field';

/** Step 5, monitor and control the solution (M 6.133, M 6.134). */
export const monitorForm = form({
  observation: { observeFrom: time('M 6.133'), observeUntil: time('M 6.133'), endedEarlyReason: line('M 6.133') },
  checks: {
    checks: list('M 6.133', {
      at: time('M 6.133'),
      person: line('M 6.133'),
      seen: text('M 6.133'),
      holds: choice('M 6.133', ['yes', 'no']),
    }),
  },
  recurrence: {
    recurrence: choice('M 6.133', ['no', 'yes']),
    recurrenceReason: when(is('recurrence', 'yes'), text('M 6.133')),
    effectivenessConfirmedBy: line('M 6.133'),
  },
});
