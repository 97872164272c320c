/** Reporting duties by id, in the order in which they are asked; whether one applies is the user's decision. Ids are stored and never change. */
export const dutyIds = [
  'nis2EarlyWarning',
  'nis2Notification',
  'nis2IntermediateReport',
  'nis2ProgressReport',
  'nis2FinalReport',
  'nis2Recipients',
  'gdprNotification',
  'gdprProcessor',
  'gdprPersons',
  'gdprRecord',
  'craVulnerabilityWarning',
  'craVulnerabilityNotification',
  'craVulnerabilityFinal',
  'craIncidentWarning',
  'craIncidentNotification',
  'craIncidentFinal',
  'craUsers',
  'doraInitial',
  'doraIntermediate',
  'doraFinal',
] as const;

/** Id of a duty of the table. */
export type DutyId = (typeof dutyIds)[number];

/** How long a notice may take: hours to the minute, days of 24 hours, or calendar months. */
export type Term = { readonly hours: number } | { readonly days: number } | { readonly months: number };

/**
 * What starts a clock: awareness; an event that the duty names (`countsFrom`: classified as major, asked by the authority, a corrective
 * measure available); or that the notice of another duty was sent.
 */
type DutyStart = 'aware' | 'event' | { readonly sent: string };

/** When a notice is due, whoever made the rule. */
export interface DutyTiming {
  readonly starts: DutyStart;
  /** Without one the law says *without undue delay*, and nothing is computed. */
  readonly within?: Term;
  /** How long after awareness it is due at the latest, while the event that it counts from is not known. */
  readonly afterAware?: Term;
  /** The duty whose decision holds for this one, too, until it has its own. */
  readonly follows?: string;
  /** Asked only on an occasion, and not before an incident is completed: on request, or where it is still going on. */
  readonly onOccasion?: true;
  /** Kept in the record itself: there is no notice to be sent, and no clock. */
  readonly isRecord?: true;
}

/** Whom a duty of the table binds. */
export type BoundParty = 'nis2Entity' | 'controller' | 'processor' | 'productManufacturer' | 'financialEntity';

/** A reporting duty of the table: whose law it is, whom it binds and when its notice is due; what it says stands in `noticeContents`. */
export interface Duty extends DutyTiming {
  /** Law and article, as they are cited. */
  readonly source: string;
  readonly binds: BoundParty;
}

const nis2 = (article: string, german: string): string => `NIS2 (EU) 2022/2555 Art. 23(${article}; DE: BSIG § ${german}`;
const gdpr = (article: string): string => `GDPR (EU) 2016/679 Art. ${article}`;
const cra = (article: string): string => `CRA (EU) 2024/2847 Art. 14(${article}`;
const dora = (article: string, time: string): string => `DORA (EU) 2022/2554 Art. 19(4)(${article}; (EU) 2025/301 Art. 5(1)(${time}`;

const sent = (duty: DutyId): DutyStart => ({ sent: duty });

/**
 * The one table of reporting duties. The figures are those of the articles in `source`; whether a duty applies is never decided
 * here. GDPR Art. 33(5) asks for a record and no notice. CRA Art. 14 is in force since 11 September 2026.
 */
export const duties: Readonly<Record<DutyId, Duty>> = {
  nis2EarlyWarning: { source: nis2('4)(a)', '32(1) No. 1'), binds: 'nis2Entity', starts: 'aware', within: { hours: 24 } },
  nis2Notification: {
    source: nis2('4)(b)', '32(1) No. 2'),
    binds: 'nis2Entity',
    starts: 'aware',
    within: { hours: 72 },
    follows: 'nis2EarlyWarning',
  },
  nis2IntermediateReport: {
    source: nis2('4)(c)', '32(1) No. 3'),
    binds: 'nis2Entity',
    starts: 'event',
    follows: 'nis2EarlyWarning',
    onOccasion: true,
  },
  nis2ProgressReport: {
    source: nis2('4)(e)', '32(2)'),
    binds: 'nis2Entity',
    starts: sent('nis2Notification'),
    within: { months: 1 },
    follows: 'nis2EarlyWarning',
    onOccasion: true,
  },
  nis2FinalReport: {
    source: nis2('4)(d)', '32(1) No. 4'),
    binds: 'nis2Entity',
    starts: sent('nis2Notification'),
    within: { months: 1 },
    follows: 'nis2EarlyWarning',
  },
  nis2Recipients: { source: nis2('1) and (2)', '35'), binds: 'nis2Entity', starts: 'aware' },
  gdprNotification: { source: gdpr('33(1) and (3)'), binds: 'controller', starts: 'aware', within: { hours: 72 } },
  gdprProcessor: { source: gdpr('33(2)'), binds: 'processor', starts: 'aware' },
  gdprPersons: { source: gdpr('34(1) and (2)'), binds: 'controller', starts: 'aware' },
  gdprRecord: { source: gdpr('33(5)'), binds: 'controller', starts: 'aware', isRecord: true },
  craVulnerabilityWarning: { source: cra('2)(a)'), binds: 'productManufacturer', starts: 'aware', within: { hours: 24 } },
  craVulnerabilityNotification: {
    source: cra('2)(b)'),
    binds: 'productManufacturer',
    starts: 'aware',
    within: { hours: 72 },
    follows: 'craVulnerabilityWarning',
  },
  craVulnerabilityFinal: {
    source: cra('2)(c)'),
    binds: 'productManufacturer',
    starts: 'event',
    within: { days: 14 },
    follows: 'craVulnerabilityWarning',
  },
  craIncidentWarning: { source: cra('4)(a)'), binds: 'productManufacturer', starts: 'aware', within: { hours: 24 } },
  craIncidentNotification: {
    source: cra('4)(b)'),
    binds: 'productManufacturer',
    starts: 'aware',
    within: { hours: 72 },
    follows: 'craIncidentWarning',
  },
  craIncidentFinal: {
    source: cra('4)(c)'),
    binds: 'productManufacturer',
    starts: sent('craIncidentNotification'),
    within: { months: 1 },
    follows: 'craIncidentWarning',
  },
  craUsers: { source: cra('8)'), binds: 'productManufacturer', starts: 'aware' },
  doraInitial: { source: dora('a)', 'a)'), binds: 'financialEntity', starts: 'event', within: { hours: 4 }, afterAware: { hours: 24 } },
  doraIntermediate: {
    source: dora('b)', 'b)'),
    binds: 'financialEntity',
    starts: sent('doraInitial'),
    within: { hours: 72 },
    follows: 'doraInitial',
  },
  doraFinal: {
    source: dora('c)', 'c)'),
    binds: 'financialEntity',
    starts: sent('doraIntermediate'),
    within: { months: 1 },
    follows: 'doraInitial',
  },
};

/** The duties whose clock counts from an event that their row names, besides the NIS2 final report after a progress report. */
export const countsFromEvent = [
  'nis2IntermediateReport',
  'nis2FinalReport',
  'craVulnerabilityFinal',
  'doraInitial',
] as const satisfies readonly DutyId[];

/** True for the id of a duty of the table. */
export function isDutyId(id: string): id is DutyId {
  return Object.hasOwn(duties, id);
}
