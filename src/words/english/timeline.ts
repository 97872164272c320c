import type { Proof } from '../../domain/record/proof';

/** What entries are called where their type is not enough, and what they did to a field. */
const timeline = {
  reviewedNext: 'Next look: {when}',
  notReviewedAgain: 'It is not looked at again.',
  overInterface: 'Over {record}',
  notWaiting: 'Waits no longer',
  from: 'from {source}',
  stepSaved: 'Step {step} saved',
  partReleased: 'Measure released',
  onBehalf: 'Given by {person} ({how}), written down by whoever made this entry',
  completedShortly: 'Completed the short way: {how}',
  unknown: 'Entry of a newer version ({type})',
  contentGone: 'Content is gone',
  cleared: 'cleared',
  rows: { one: '{count} row changed', other: '{count} rows changed' },
} as const;

/** What is known of who made an entry that others rely on. */
const proof = { proven: 'proven', claimed: 'claimed', notValid: 'signature not valid' } as const satisfies Readonly<Record<Proof, string>>;

/** What can be said about the integrity of a record. */
const integrity = {
  idMismatch: 'an entry was changed',
  digestMismatch: 'the content of an entry was changed',
  parentMissing: 'an earlier entry was removed',
  outOfOrder: 'entries were re-ordered',
  otherRecord: 'entries belong to another record',
  erased: 'the content of an entry is gone, and no redaction by an IT manager names it',
  extraKey: 'an entry holds something that its hash does not cover',
  inexactNumber: 'an entry holds a number that cannot be told from its neighbours',
  unchanged: {
    one: '{count} entry, not changed, removed or re-ordered. To be known: {remarks}',
    other: '{count} entries, none changed, removed or re-ordered. To be known: {remarks}',
  },
  more: '{more} more like these',
  verified: 'Verified ({entries}): no entry was changed, removed or re-ordered.',
  failed: 'Verification failed: {faults}',
  faulty: 'fails verification',
} as const;

/** Lengths of time, each in its largest unit. */
const age = {
  now: 'just now',
  minutes: '{minutes} min',
  hours: '{hours} h',
  days: '{days} d',
  ago: '{age} ago',
  ahead: 'in {age}',
} as const;

/** How a clock stands. */
const clock = { left: '{time} left', over: 'overdue by {time}', overShort: '{time} over', now: 'due now' } as const;

/** What others change while one types. */
const meanwhile = {
  changed: '{who} has changed this, {age}:',
  cleared: '{who} has removed what stood here, {age}.',
  somebody: 'Somebody',
  mine: 'Keep mine',
  theirs: 'Take theirs',
  both: 'Both',
  replaces: 'Yours replaces “{value}” when you save.',
  nothing: 'nothing',
  since: 'now {value} ({who}, {age}).',
  again: 'OK replaces it with what stands below.',
  replaced: 'replaced “{value}” by {who}, {when}',
} as const;

/** Input that another window left. */
const left = {
  title: 'Unsaved input from another window',
  somebody: 'somebody',
  text: 'There is unsaved input from another window ({who}, {age}): {fields}.',
  ownFirst: 'Save or discard your own input first; then it can be taken.',
  take: 'Take it',
  discard: 'Discard it',
} as const;

/** What several did at once without knowing of one another, and how it is settled. */
const conflict = {
  title: 'Changed by several at once',
  help: 'None knew of the others. What you choose stands on every machine.',
  unsettled: 'None knew of the others, and nobody has settled it yet.',
  found: 'Changed by several at once: {list}',
  foundMore: 'Changed by several at once: {list}, and {more} more',
  onReopening: 'It can be settled once the incident is reopened.',
  step: 'Step',
  priority: 'Priority',
  takenAway: 'taken away',
  inForce: '“{value}” counts for now: {who}, {when}',
  other: '“{value}”: {who}, {when}',
  keep: 'Keep “{value}”',
  take: 'Take “{value}”',
  settled: 'Settled',
  stays: 'settled that it stays: {step} by {who}, {when}, is not followed',
  fell: 'Decided by {who}, {when}: {decision}. {why}',
} as const;

/** What happened when, and what two people do at once. */
export const englishTimeline = { timeline, proof, integrity, age, clock, meanwhile, left, conflict };
