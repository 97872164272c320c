import type { CommonEvent } from '../../domain/record/entries';

/** Yes or no. */
const yesNo = { yes: 'Yes', no: 'No' } as const;
/** Yes, no, or nobody knows yet. */
const yesNoUnknown = { ...yesNo, unknown: 'Not known' } as const;
/** Protection needs. */
const needs = { normal: 'Normal', high: 'High', veryHigh: 'Very high' } as const;
/** The other parties incident management hands over to. */
const parties = {
  securityManagement: 'Security management',
  emergencyManagement: 'Emergency management',
  cert: 'CERT',
  manufacturer: 'Manufacturer of the affected system',
  securityManufacturer: 'Manufacturer of a security product',
  consultant: 'External consultant',
  authority: 'Authority',
  dataProtection: 'Data protection officer',
} as const;
/** Options that several fields have. */
export const englishOptions = { yesNo, yesNoUnknown, needs, parties };

/** What the entries that every record has are called in its timeline. */
export const englishEvents = {
  'record.captured': 'Recorded',
  'record.updated': 'Saved',
  'record.commented': 'Comment',
  'record.linked': 'Linked',
  'record.linkJudged': 'Link judged: {state}',
  'record.unlinked': 'Link removed',
  'record.released': 'Released',
  'record.redacted': 'Content of an entry redacted',
  'record.erased': 'Erased',
  'record.signed': 'Signed',
} as const satisfies Readonly<Record<CommonEvent['type'], string>>;
