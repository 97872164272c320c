import type { KindWords } from '../kindWords';
import { englishEvents } from './shared';
import { englishDetect } from './detect';
import { englishQualify } from './qualify';
import { englishAnalyse } from './analyse';
import { englishRemedy } from './remedy';
import { englishMonitor } from './monitor';
import { englishComplete } from './complete';

/** Words of incidents; those of its six forms stand with their steps. */
export const englishIncident = {
  name: 'Incident',
  plural: 'Incidents',
  question: 'What is wrong?',
  fields: {
    ...englishDetect.fields,
    ...englishQualify.fields,
    ...englishAnalyse.fields,
    ...englishRemedy.fields,
    ...englishMonitor.fields,
    ...englishComplete.fields,
  },
  events: {
    ...englishEvents,
    'incident.advanced': 'Went on to step {step}',
    'incident.returned': 'Went back to step {step}',
    'incident.assigned': 'Handed to {whom}',
    'incident.completed': 'Completed: {how}',
    'incident.reopened': 'Reopened at step {step}',
    'incident.archived': 'Archived',
    'incident.broughtBack': 'Brought back from the archive',
    'incident.reviewed': 'Reviewed against {source}',
    'incident.workaroundApplied': 'Workaround applied: restricted operation',
    'incident.solutionApplied': 'Final solution applied: normal operation, workarounds ended',
    'incident.evidenceAttached': 'Evidence attached',
    'incident.procedureTaken': 'Procedure {procedure} taken over',
    'incident.waiting': 'Waits for {problem}',
    'incident.handedOver': 'Told: {party}',
    'incident.acknowledged': 'Hand-over acknowledged by {who}, {when}',
    'incident.followUpDone': 'Follow-up done by {who}, {when}',
    'incident.workaroundReviewed': 'Workaround looked at',
    'incident.securityAssessed': 'Assessment of security management: {assessment}',
    'incident.gapOpened': 'Safeguard is off: {gap}',
    'incident.gapRestored': 'Safeguard restored',
    'incident.noticeSent': 'Notice sent: {duty}',
    'incident.gapAccepted': 'Safeguard gap accepted until {until}',
    'incident.releaseAsked': 'Release of a measure asked for',
    'incident.releaseRefused': 'Release of a measure refused',
    'incident.reportStored': 'Final report stored',
    'incident.signedOff': 'Signed off',
  },
} as const satisfies KindWords<'incident'>;
