import { is, isFilled } from '../../forms/condition';
import { checklist, choice, form, line, list, optionalChoice, set, text, time, when, yesNoUnknown } from '../../forms/field';
import { dutyIds } from '../../vocabulary/duties';
import { interfaceParties } from '../../vocabulary/parties';
import { grades, priorities } from '../../vocabulary/priority';
import { protectionNeeds } from '../../vocabulary/protectionNeed';

/** Support levels an incident can be handed between (M 6.64). */
export const supportLevels = ['first', 'second', 'third'] as const;

/** Step 2, qualify and give first support (M 6.131). */
export const qualifyForm = form({
  priority: {
    impact: choice('M 6.131', grades),
    urgency: choice('M 6.131', grades),
    priorityOverride: optionalChoice('M 6.131', priorities),
    priorityReason: when(isFilled('priorityOverride'), line('M 6.131')),
    category: choice('M 6.131', ['hardware', 'software', 'network', 'data', 'access', 'operation', 'environment', 'attack', 'other']),
    protectionNeed: choice('M 6.131', protectionNeeds),
  },
  security: {
    assessment: choice('M 6.131', ['confirmed', 'suspected', 'no', 'falseAlarm']),
    assessmentReason: text('M 6.131'),
    harm: when(is('assessment', 'confirmed', 'suspected'), set('M 6.131', ['confidentiality', 'integrity', 'availability'])),
    firstAim: when(is('assessment', 'confirmed', 'suspected'), choice('M 6.131', ['limitDamage', 'clarifyCause'])),
    continuityThreatened: choice('M 6.124', yesNoUnknown),
  },
  support: {
    level: choice('M 6.64', supportLevels),
    assignee: line('M 6.64'),
    firstSupport: text('M 6.131'),
    firstSupportResult: choice('M 6.131', ['solved', 'eased', 'noEffect', 'notPossible']),
    firstSupportOutcome: text('M 6.131'),
  },
  handOvers: {
    handOvers: list('M 6.124', {
      interface: choice('M 6.124', interfaceParties),
      person: line('M 6.124'),
      at: time('M 6.124'),
      channel: line('M 6.124'),
      passed: text('M 6.124'),
    }),
  },
  duties: {
    duties: checklist(
      'NIS2 Art. 23',
      {
        applies: choice('NIS2 Art. 23', yesNoUnknown),
        awareAt: when(is('applies', 'yes'), time('NIS2 Art. 23')),
        sentAt: when(is('applies', 'yes'), time('NIS2 Art. 23')),
        reference: when(is('applies', 'yes'), line('NIS2 Art. 23')),
      },
      dutyIds,
    ),
  },
});
