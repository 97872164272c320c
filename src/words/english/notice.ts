import type { BoundParty } from '../../domain/vocabulary/duties';
import type { NoticePart } from '../../domain/vocabulary/noticeContents';
import type { OwnDutyFault } from '../../domain/vocabulary/ownDuty';
import type { Texts } from '../kindWords';

/** What a notice has to say. */
const parts = {
  what: 'What happened',
  times: 'When: begun, noticed, known since',
  malicious: 'Whether unlawful or malicious acts are suspected',
  crossBorder: 'Whether it can have effects across borders',
  severity: 'How severe it is, and its effects',
  affected: 'Who and what is affected',
  indicators: 'Indicators of compromise',
  cause: 'The threat or root cause',
  measures: 'Measures taken and planned',
  status: 'Where the handling stands',
  dataSubjects: 'Persons concerned: categories and approximate number',
  dataRecords: 'Records concerned: categories and approximate number',
  consequences: 'Likely consequences for the persons concerned',
  contact: 'Where more can be asked: name and contact',
  product: 'The product with digital elements',
  classification: 'Why it was classified as major: criteria and thresholds',
  costs: 'Costs and losses',
  advice: 'What those who are told can do themselves',
  delay: 'Why the notice is late',
} as const satisfies Texts<NoticePart>;

/** Whom a duty binds. */
const binds = {
  nis2Entity: 'essential and important entities',
  controller: 'controllers of personal data',
  processor: 'processors of personal data',
  productManufacturer: 'manufacturers of products with digital elements',
  financialEntity: 'financial entities',
} as const satisfies Texts<BoundParty>;

/** A notice that is drafted from an incident, and recorded as sent. */
const dutyNotice = {
  parts,
  binds,
  title: '{duty}, {incident}: {title}',
  draft: 'Draft of {when}. Nothing is recorded by it: record the notice as sent when it was.',
  source: 'Rule',
  bound: 'Binds',
  due: 'Due',
  noDate: 'no date: {why}',
  before: 'Notices before this one',
  sentBefore: '{duty}: sent {when}, reference {reference}',
  unknown: 'not known yet',
  isMissing: 'MISSING: nothing is recorded about this',
  missing: 'Missing',
  nothingMissing: 'Something is recorded about everything that this notice must contain.',
  which: '{incident}: for which duty?',
  noDuties: 'No reporting duty applies to {incident}, or none was decided. Decide it in step 2 first.',
  drafted: '{incident}: drafted. Nothing is recorded until it is recorded as sent.',
  recorded: '{incident}: recorded that this notice was sent: {duty}',
  draftIt: 'Draft notice…',
  sendIt: 'Sent…',
  draftFor: 'Draft notice: {duty}',
  sendFor: 'Sent: {duty}',
} as const;

/** What is wrong with a row of the setting `faultline.duties`. */
const badDuty = {
  told: {
    one: 'A row of the setting faultline.duties cannot be used: {rows}',
    other: '{count} rows of the setting faultline.duties cannot be used: {rows}',
  },
  row: 'row {row} ({id}), “{field}”: {why}',
  noId: 'no id',
  open: 'Open the setting',
  why: {
    missing: 'is missing',
    kind: 'is not what is expected there',
    id: 'an id is words in small letters, joined by hyphens, such as insurer-notice',
    size: 'is too small or too large',
    unknown: 'no field is called so',
    terms: 'only one of hours, days and months',
    twice: 'another row has it',
    lost: 'no other duty has this id',
    idle: 'the duty it names never starts',
    tooMany: 'more than 100 rows: this one and those below it are left out',
  } satisfies Texts<OwnDutyFault['why']>,
} as const;

/** The record of breaches of personal data (GDPR Art. 33(5)). */
const breach = {
  title: 'Record of personal-data breaches (GDPR Art. 33(5))',
  made: 'As of {when}. Incidents in which personal data are concerned, or may be.',
  none: 'No incident in which personal data are concerned is recorded.',
  columns: {
    incident: 'Incident',
    title: 'Title',
    tlp: 'TLP',
    detected: 'Detected',
    aware: 'Aware since',
    facts: 'Facts',
    subjects: 'Persons concerned',
    records: 'Records concerned',
    effects: 'Effects',
    measures: 'Measures',
    authority: 'Authority notified (Art. 33)',
    persons: 'Persons informed (Art. 34)',
    state: 'State',
  },
  sent: 'sent {when}',
  notSent: 'not sent: {reason}',
  undecided: 'not decided',
  toSend: 'to be sent',
  open: 'open',
  openIt: 'Record of personal-data breaches…',
  whichForm: 'Record of personal-data breaches: as what is it opened?',
  markdown: 'Markdown, to be read',
  csv: 'CSV, for a spreadsheet',
  unread: {
    one: '{count} incident could not be read and is not in the record.',
    other: '{count} incidents could not be read and are not in the record.',
  },
} as const;

/** Notices of reporting duties. */
export const englishNotice = { dutyNotice, badDuty, breach } as const;
