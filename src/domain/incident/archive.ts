import { failure, success } from '../foundation/result';
import { incidentEvent } from './event';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/**
 * A completed incident goes into the archive, or comes back from it (M 6.134): nothing that was decided changes by that. Nothing is written
 * where it is there already.
 */
export function archive({ open, archived }: Pick<Incident, 'open' | 'archived'>, type: 'archive' | 'bringBack'): IncidentDecision {
  if (open) return failure({ code: 'notClosed' });
  if ((type === 'archive') === (archived !== undefined)) return success([]);
  return success([incidentEvent(type === 'archive' ? 'incident.archived' : 'incident.broughtBack', {})]);
}
