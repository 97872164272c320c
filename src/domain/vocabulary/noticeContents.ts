import type { DutyId } from './duties';

/** What a notice can have to say; the words live at the edge, what an incident knows of it in the draft of a notice. */
export type NoticePart =
  | 'what'
  | 'times'
  | 'malicious'
  | 'crossBorder'
  | 'severity'
  | 'affected'
  | 'indicators'
  | 'cause'
  | 'measures'
  | 'status'
  | 'dataSubjects'
  | 'dataRecords'
  | 'consequences'
  | 'contact'
  | 'product'
  | 'classification'
  | 'costs'
  | 'advice'
  | 'delay';

/** What the notice of each duty must contain, by the article that its row names: known to who drafts one, and to nobody else. */
export const noticeContents: Readonly<Record<DutyId, readonly NoticePart[]>> = {
  nis2EarlyWarning: ['what', 'times', 'malicious', 'crossBorder'],
  nis2Notification: ['what', 'times', 'malicious', 'crossBorder', 'severity', 'affected', 'indicators'],
  nis2IntermediateReport: ['what', 'status', 'measures'],
  nis2ProgressReport: ['what', 'status', 'severity', 'affected', 'measures'],
  nis2FinalReport: ['what', 'times', 'severity', 'affected', 'cause', 'measures', 'crossBorder'],
  nis2Recipients: ['what', 'affected', 'advice', 'contact'],
  gdprNotification: ['what', 'times', 'dataSubjects', 'dataRecords', 'contact', 'consequences', 'measures', 'delay'],
  gdprProcessor: ['what', 'times', 'dataSubjects', 'dataRecords', 'consequences', 'measures', 'contact'],
  gdprPersons: ['what', 'contact', 'consequences', 'measures', 'advice'],
  gdprRecord: ['what', 'times', 'cause', 'consequences', 'measures'],
  craVulnerabilityWarning: ['product', 'what', 'times', 'crossBorder'],
  craVulnerabilityNotification: ['product', 'what', 'severity', 'measures', 'advice'],
  craVulnerabilityFinal: ['product', 'what', 'severity', 'affected', 'malicious', 'measures'],
  craIncidentWarning: ['product', 'what', 'times', 'malicious', 'crossBorder'],
  craIncidentNotification: ['product', 'what', 'times', 'severity', 'measures', 'advice'],
  craIncidentFinal: ['product', 'what', 'severity', 'affected', 'cause', 'measures'],
  craUsers: ['product', 'what', 'advice', 'contact'],
  doraInitial: ['what', 'times', 'classification', 'affected', 'crossBorder', 'status', 'contact'],
  doraIntermediate: ['what', 'times', 'classification', 'affected', 'status', 'measures', 'indicators'],
  doraFinal: ['what', 'times', 'cause', 'measures', 'costs', 'affected'],
};
