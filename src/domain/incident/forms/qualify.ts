import { is, isFilled } from '../../forms/condition';
import { checklist, choice, form, line, list, optionalChoice, set, text, time, when, yesNoUnknown } from '../../forms/field';
import { categories } from '../../vocabulary/categories';
import { countsFromEvent, dutyIds } from '../../vocabulary/duties';
import { ownDutyId } from '../../vocabulary/ownDuty';
import { interfaceParties } from '../../vocabulary/parties';
import { grades, priorities } from '../../vocabulary/priority';
import { protectionNeeds } from '../../vocabulary/protectionNeed';
import { supportLevels } from '../../vocabulary/supportLevels';

/** What qualification, and security management beside it, can find (M 6.131). */
export const assessments = ['confirmed', 'suspected', 'no', 'falseAlarm'] as const;

/** Step 2, qualify and give first support (M 6.131). */
export const qualifyForm = form({
  priority: {
    impact: choice('M 6.131', grades),
    urgency: choice('M 6.131', grades),
    priorityOverride: optionalChoice('M 6.131', priorities),
    priorityReason: when(isFilled('priorityOverride'), line('M 6.131')),
    category: choice('M 6.131', categories),
    protectionNeed: choice('M 6.131', protectionNeeds),
  },
  security: {
    assessment: choice('M 6.131', assessments),
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
      acknowledgedAt: when(isFilled('at'), time('M 6.124')),
      acknowledgedBy: when(isFilled('acknowledgedAt'), line('M 6.124')),
      acknowledgedHow: when(isFilled('acknowledgedAt'), line('M 6.124')),
    }),
  },
  personalData: {
    personalData: choice('GDPR Art. 33', yesNoUnknown),
    dataSubjects: when(is('personalData', 'yes', 'unknown'), line('GDPR Art. 33')),
    dataRecords: when(is('personalData', 'yes', 'unknown'), line('GDPR Art. 33')),
    dataConsequences: when(is('personalData', 'yes', 'unknown'), text('GDPR Art. 33')),
  },
  duties: {
    dutiesApply: choice('NIS2 Art. 23', ['some', 'none']),
    dutiesReason: when(is('dutiesApply', 'none'), text('NIS2 Art. 23')),
    awareSince: time('NIS2 Art. 23'),
    malicious: when(is('dutiesApply', 'some'), choice('NIS2 Art. 23', yesNoUnknown)),
    crossBorder: when(is('dutiesApply', 'some'), choice('NIS2 Art. 23', yesNoUnknown)),
    duties: checklist(
      'NIS2 Art. 23',
      {
        applies: choice('NIS2 Art. 23', yesNoUnknown),
        reason: when(isFilled('applies'), line('NIS2 Art. 23')),
        awareAt: when(is('applies', 'yes', 'unknown'), time('NIS2 Art. 23')),
        countsFrom: when(is('id', ...countsFromEvent), time('NIS2 Art. 23')),
        sentAt: when(is('applies', 'yes', 'unknown'), time('NIS2 Art. 23')),
        sentBy: when(isFilled('sentAt'), line('NIS2 Art. 23')),
        reference: when(is('applies', 'yes', 'unknown'), line('NIS2 Art. 23')),
        lateReason: when(isFilled('sentAt'), text('GDPR Art. 33')),
      },
      dutyIds,
      ownDutyId,
    ),
  },
});
