import { isEarlierInstant, type Instant } from '../../domain/foundation/time';
import type { GroupFigures } from '../../domain/incident/figures';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';
import { come, interrupts } from './observation';

/**
 * Whether the service was restored by its target (M 6.131); undefined where none was agreed, nothing was to be restored, or the incident was
 * completed without before its target.
 */
export function targetOutcome(incident: MeasuredIncident, at: Instant): keyof GroupFigures['target'] | undefined {
  const { targetDue } = incident;
  const [restoredAt, closedAt] = [come(incident.restoredAt, at), come(incident.closedAt, at)];
  if (targetDue === undefined || !interrupts(incident)) return undefined;
  if (isEarlierInstant(targetDue, restoredAt ?? closedAt ?? at)) return 'missed';
  if (restoredAt !== undefined) return 'met';
  return closedAt === undefined ? 'running' : undefined;
}
