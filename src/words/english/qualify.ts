import type { StepWords } from '../kindWords';
import { englishOptions } from './shared';

/** Words of step 2: what it is called, what to watch for, its form. */
export const englishQualify = {
  name: 'Qualify and give first support',
  short: 'Qualify',
  watch:
    'If an attack is possible, security management decides with you what comes first: limiting the damage or finding the cause. If work cannot go on, call emergency management early rather than late. Clocks of reporting duties run from the moment of awareness.',
  inList: 'qualify',
  groups: {
    priority: 'Priority',
    security: 'Security assessment',
    support: 'First support',
    handOvers: 'Hand-overs',
    duties: 'Reporting duties',
  },
  fields: {
    impact: { label: 'Impact (1 is the greatest)', options: { '1': '1', '2': '2', '3': '3', '4': '4' } },
    urgency: { label: 'Urgency (1 is the greatest)', options: { '1': '1', '2': '2', '3': '3', '4': '4' } },
    priorityOverride: {
      label: 'Priority set by hand',
      help: 'Only if the matrix is wrong for this case. Needs a reason.',
      options: { P1: 'P1', P2: 'P2', P3: 'P3', P4: 'P4' },
    },
    priorityReason: { label: 'Reason for the priority set by hand' },
    category: {
      label: 'Category',
      options: {
        hardware: 'Hardware',
        software: 'Software',
        network: 'Network',
        data: 'Data',
        access: 'Access and rights',
        operation: 'Operation',
        environment: 'Environment and power',
        attack: 'Attack',
        other: 'Other',
      },
    },
    protectionNeed: { label: 'Protection need', help: 'The highest of the affected components.', options: englishOptions.needs },
    assessment: {
      label: 'Is it a security incident?',
      options: { confirmed: 'Confirmed', suspected: 'Suspected', no: 'No', falseAlarm: 'False alarm' },
    },
    assessmentReason: { label: 'Reason for the assessment' },
    harm: { label: 'Harm to', options: { confidentiality: 'Confidentiality', integrity: 'Integrity', availability: 'Availability' } },
    firstAim: { label: 'What comes first?', options: { limitDamage: 'Limit the damage', clarifyCause: 'Clarify the cause' } },
    continuityThreatened: { label: 'Is the continuity of business threatened?', options: englishOptions.yesNoUnknown },
    level: { label: 'Support level', options: { first: '1st level', second: '2nd level', third: '3rd level' } },
    assignee: { label: 'Assigned to' },
    firstSupport: { label: 'What was tried' },
    firstSupportResult: {
      label: 'Result of first support',
      options: { solved: 'Solved', eased: 'Eased', noEffect: 'No effect', notPossible: 'Not possible' },
    },
    firstSupportOutcome: { label: 'What came of it, or the answer' },
    handOvers: {
      label: 'Hand-overs',
      help: 'Security management must be told of a confirmed or suspected security incident, emergency management when business continuity is threatened.',
      columns: {
        interface: { label: 'To', options: englishOptions.parties },
        person: { label: 'Person' },
        at: { label: 'At' },
        channel: { label: 'Channel' },
        passed: { label: 'What was passed' },
      },
    },
    duties: {
      label: 'Reporting duties',
      help: 'Whether a duty applies is your decision. For those that do, the dates are computed from when you became aware.',
      columns: {
        applies: { label: 'Applies?', options: englishOptions.yesNoUnknown },
        awareAt: { label: 'Aware since' },
        sentAt: { label: 'Sent at' },
        reference: { label: 'Reference' },
      },
      rows: {
        nis2EarlyWarning: 'NIS2 early warning, 24 hours',
        nis2Notification: 'NIS2 notification, 72 hours',
        nis2FinalReport: 'NIS2 final report, one month after the notification',
        gdprNotification: 'GDPR Art. 33 notification, 72 hours',
      },
    },
  },
} as const satisfies StepWords<'qualify'>;
