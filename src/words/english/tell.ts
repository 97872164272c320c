/** Telling another party, and answering what is due. */
const tell = {
  whom: 'Who is told of {incident}?',
  required: 'must be told',
  told: 'told already',
  notRecorded: 'no interface recorded',
  noInterface: 'No interface to this party is recorded ({party}).',
  noInterfaceDetail:
    'It says whom to reach and how, and what they want to know. It is there in advance, so that nobody looks for it at night.',
  recordOne: 'Record one',
  goOnWithout: 'Go on without',
  whichInterface: 'Over which interface?',
  tlpTitle: '{incident} is TLP:{tlp}. Tell {party} all the same?',
  tlpRed: 'TLP:RED is for those who are named, one by one, and for nobody else.',
  tlpStrict: 'TLP:AMBER+STRICT stays within the organisation, and this party is outside of it.',
  tlpGoOn: 'Tell them',
  what: 'The text for {party}',
  open: 'Open as a document',
  openDetail: 'To look at it and change it; what it then says is what is recorded as passed',
  copy: 'Copy',
  mail: 'Write a mail to {address}',
  mailTooLong: 'The text is too long for this way. It has been copied: paste it here.',
  mailCopied: 'The text is too long to be handed to the mail program: it was copied. Paste it into the mail.',
  record: 'Record that they were told…',
  person: 'Who was told?',
  channel: 'Over which channel?',
  byMail: 'Mail',
  recorded: '{incident}: recorded that {party} was told',
  subject: '[TLP:{tlp}] {incident} {priority}: {title}',
  asked: 'What {party} wants to know',
  since: 'Occurred',
  detected: 'Detected',
  affected: 'Affected',
  unknown: 'Not known yet',
  none: 'none',
  made: 'As of',
  target: 'to be restored by {when}',
} as const;

/** Answering what is due where it stands. */
const answer = {
  whatDue: 'What is due?',
  choose: '{what}: what is to be done?',
  open: 'Open {incident}',
  itHere: 'Answer…',
  done: 'Done…',
  doneBy: 'Who has done it?',
  reviewLater: 'Looked at: look again at a date…',
  reviewed: 'Looked at: not again…',
  reviewNote: 'What was found',
  until: 'Until when?',
  gapBack: 'Safeguard is back…',
  gapLonger: 'Accept the risk for longer…',
  release: 'Release it',
  refuse: 'Refuse…',
  refuseReason: 'Why is it not released?',
  askWhich: 'For which measure is release asked?',
  nothingToAsk: 'No measure of this incident needs a release that nobody was asked for.',
  asked: '{incident}: release asked for',
  acknowledged: 'Acknowledged…',
  sent: 'The notice was sent…',
  draft: 'Draft the notice…',
  whichHandOver: 'Which hand-over was acknowledged?',
  nothingToAcknowledge: 'Nothing is waiting for an acknowledgement here.',
  who: 'Who has acknowledged it?',
  how: 'How did they say so?',
  when: 'When? “now”, “10 min ago”, “14:30” …',
  timeNotUnderstood: 'Not understood. Try “now”, “10 min ago”, “14:30” or “2026-11-22 08:00”.',
  timeAhead: 'The date must lie in the future. Try “2026-12-24 12:00”.',
  answered: '{incident}: {what} is answered',
  nothingDue: 'Nothing of it is due (any more).',
  safeguardWhich: 'Which safeguard is off or weakened?',
  safeguardWhere: 'On which component? (may stay empty)',
  safeguardSince: 'Since when?',
  safeguardUntil: 'Until when, as far as is known? (may stay empty)',
  safeguardOpened: '{incident}: {safeguard} is a safeguard gap now',
  assess: 'What does security management hold it for?',
  assessReason: 'Reason for the assessment',
  assessed: '{incident}: the assessment of security management is entered',
} as const;

/** Where what security management itself holds stands beside the assessment of step 2. */
const ownAssessment = {
  title: 'Security management’s own assessment',
  line: '{assessment} ({who}, {when}): {reason}',
  differs: 'Step 2 says otherwise, or nothing yet. The two must agree before the incident goes on.',
} as const;

/** What is told once. */
const notice = {
  pressing: '{incident}: {what}, {due}',
  newP1: 'New P1: {incident} {title}',
  toMe: '{incident} was handed to you: {title}',
  several: { one: '{count} thing needs you: {list}', other: '{count} things need you: {list}' },
  open: 'Open',
} as const;

/** Telling others, answering what is due, and being told. */
export const englishTell = { tell, answer, ownAssessment, notify: notice };
