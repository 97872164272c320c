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
    'incident.reviewed': 'Reviewed against {source}',
    'incident.workaroundApplied': 'Workaround applied: restricted operation',
    'incident.solutionApplied': 'Final solution applied: normal operation, workarounds ended',
    'incident.waiting': 'Waits for {problem}',
    'incident.gapRestored': 'Safeguard restored',
    'incident.gapAccepted': 'Safeguard gap accepted until {until}',
    'incident.reportStored': 'Final report stored',
    'incident.signedOff': 'Signed off',
  },
} as const satisfies KindWords<'incident'>;
