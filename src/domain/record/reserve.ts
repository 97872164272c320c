import type { CatalogueEventType } from '../catalogue/event';
import type { IncidentEventType } from '../incident/event';

type EventType = CatalogueEventType | IncidentEventType;

/** Decisions that a record needs to come to its end; a redaction makes room, too. */
const decisions: ReadonlySet<string> = new Set<EventType>([
  'incident.advanced',
  'incident.completed',
  'incident.measureReleased',
  'incident.gapRestored',
  'incident.gapAccepted',
  'incident.reportStored',
  'incident.signedOff',
  'incident.redacted',
  'record.released',
  'record.redacted',
]);

/** Answers that the gates ask for. */
const answers: ReadonlySet<string> = new Set<EventType>(['incident.updated', 'incident.reviewed', 'incident.waiting', 'record.updated']);

/**
 * How much of the room that a record keeps for its end an entry of this type must leave free, as a share of it: decisions may take all of it,
 * answers half, so that they cannot take the decisions' part, and everything else (comments, links, going back) nothing.
 */
export function shareToLeave(type: string): number {
  if (decisions.has(type)) return 0;
  return answers.has(type) ? 0.5 : 1;
}
