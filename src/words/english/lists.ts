import type { Attention } from '../../domain/incident/attention';
import type { DueWhat } from '../../domain/incident/due';
import type { GapState } from '../../domain/incident/gap';
import type { TreeId } from '../../domain/record/view';
import type { Texts } from '../kindWords';

/** The trees. */
const tree = {
  over: {
    incidents: 'Completed',
    knowledge: 'No longer in force',
    changes: 'Closed or rejected',
    assets: 'No longer in force',
  } satisfies Texts<TreeId>,
  recent: 'Recently completed',
  attention: { needsYou: 'Needs you', security: 'Security and clocks', open: 'Open', waiting: 'Waiting' } satisfies Texts<Attention>,
  missing: 'missing',
  missingMore: 'missing, and {more} more',
  missingAll: 'Missing: {list}',
  goOn: 'Go on to {step}',
  toComplete: 'Ready to be completed',
  step: 'step {number}/{steps}',
  gap: { open: '{safeguard} off', accepted: '{safeguard} off, risk accepted', restored: '{safeguard} back' } satisfies Texts<GapState>,
  gapTold: 'safeguard gap',
  /** Short marks at the end of a row, one character each: two of them are shown at most, in this order. */
  marks: { over: '!', conflict: '≠', gap: 'G' },
  security: 'Is or may be a security incident',
  staysHere: 'stays here',
  dueRow: '{about}: {what}',
  gaps: { one: '{count} gap', other: '{count} gaps' },
  hasSolution: 'solution',
  hasWorkaround: 'workaround',
  untitled: 'Untitled',
  erased: 'erased after its time',
  broken: '{file} cannot be read: {why}',
  faulty: 'fails verification: {why}',
  noComponent: 'No component',
  noPriority: 'Not qualified',
  noLevel: 'No support level',
  nobody: 'Nobody',
  badge: { one: '{count} open incident', other: '{count} open incidents' },
  filtered: 'Filter: {filter}',
  mine: 'My incidents',
  more: '{more} more',
  reading: 'Large records still being read: {records}',
  newer: {
    one: '{count} record is of a newer version of Faultline and is kept as it is',
    other: '{count} records are of a newer version of Faultline and are kept as they are',
  },
  tooltip: { step: 'Step {step}', gaps: 'Open safeguard gaps: {gaps}' },
} as const;

/** What is due; reporting duties have names of their own. */
const due = {
  gap: 'Accepted gap: {safeguard}',
  gapUnaccepted: 'Gap that nobody has accepted: {safeguard}',
  openFor: 'open for {time}',
  target: 'Service to be restored',
  handOver: 'Not acknowledged: {party}',
  untold: 'Not handed over: {party}',
  release: 'Release asked for: {what}',
  refused: 'Release refused: {what}',
  approval: 'Approval to be confirmed: {what}',
  signOff: 'Sign-off',
  ownAssessment: 'Security management holds it for “{assessment}”: step 2 says otherwise',
  review: 'Review of the workaround',
  followUp: 'Follow-up: {what}',
  observation: 'End of the observation',
  reopening: 'Completed without what is known now: reopen',
} as const satisfies Texts<Exclude<DueWhat['code'], 'clock' | 'conflict'> | 'gapUnaccepted' | 'openFor'>;

/** What is wanted of somebody where something is due, as short as can be: it stands first in a narrow row. */
const dueShort = {
  clock: 'notice',
  gap: 'accept risk',
  target: 'restore',
  handOver: 'acknowledge',
  untold: 'hand over',
  release: 'release',
  refused: 'refused',
  approval: 'confirm',
  signOff: 'sign off',
  ownAssessment: 'assess',
  review: 'review',
  followUp: 'follow-up',
  observation: 'check',
  conflict: 'settle',
  reopening: 'reopen',
} as const satisfies Texts<DueWhat['code']>;

/** The status bar. */
const status = {
  open: '{incidents} open',
  due: '{due} due',
  dueTitle: 'Due',
  tooltip: { one: '{count} open incident', other: '{count} open incidents' },
  dueOf: '{incident}: {what}, {due}',
  gap: '{incident}: {gap}',
  gaps: 'Open safeguard gaps: {gaps}',
} as const;

/** Several folders in one window. */
const folders = {
  atWork: 'at work',
  empty: 'no incidents yet',
  overdue: '{overdue} overdue',
  whole: '{folder}: {told}. Choose it to work in it.',
  alert: '{folder}: {what}',
  which: 'In which folder do you want to work?',
  switched: 'Faultline works in {folder} now.',
  within: '{text} ({folder})',
  titled: '{title} · {folder}',
  elsewhere: 'This page belongs to the folder {folder}, and another one is at work. What is typed here is kept.',
  workIn: 'Work in {folder}',
  notAtWork: 'This belongs to the folder {folder}, which is not at work. Work in it to see it.',
  closed: 'This belongs to the folder {folder}, which is not open in this window any more.',
} as const;

/** The report. */
const report = {
  priority: 'Priority',
  step: 'Step',
  completed: 'completed',
  made: 'Report made',
  nothing: 'Nothing recorded.',
  links: 'Links',
  gaps: 'Safeguard gaps',
  clocks: 'Reporting duties',
  withdrawn: 'Withdrawn from what all share: somebody has raised it to a label for fewer readers (RED, AMBER+STRICT)',
  timeline: 'Timeline',
  integrity: 'Integrity',
  decisions: 'Releases and sign-off',
  released: 'Measure “{measure}”: {release}',
} as const;

/** The trees, the status bar, several folders and the report. */
export const englishLists = { tree, due, dueShort, status, folders, report };
