import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { isEarlierInstant, type Instant } from '../foundation/time';
import type { IncidentCommand } from './command';
import { incidentEvent } from './event';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/** Says of a follow-up that it is done, when and by whom; without reopening (M 6.134). */
export function finishFollowUp(
  { values }: Incident,
  { followUp: id, at, by }: Extract<IncidentCommand, { type: 'finishFollowUp' }>,
  now: Instant,
): IncidentDecision {
  const row = values.followUps?.find(candidate => candidate.id === id);
  if (!row) return failure({ code: 'noSuchFollowUp' });
  if (row.doneAt !== undefined) return failure({ code: 'followUpDone' });
  if (isBlank(by)) return failure({ code: 'personMissing' });
  if (isEarlierInstant(now, at)) return failure({ code: 'timeAhead' });
  return success([incidentEvent('incident.followUpDone', { followUp: id, at, who: by })]);
}

/** Somebody has looked at the workaround: it is looked at again at a date that lies ahead, or not any more (M 6.64). */
export function reviewWorkaround(
  { values }: Incident,
  { reviewAt, note }: Extract<IncidentCommand, { type: 'reviewWorkaround' }>,
  now: Instant,
): IncidentDecision {
  if (values.serviceState !== 'restricted') return failure({ code: 'noWorkaround' });
  if (isBlank(note)) return failure({ code: 'reasonMissing' });
  if (reviewAt !== undefined && !isEarlierInstant(now, reviewAt)) return failure({ code: 'dateInPast' });
  return success([incidentEvent('incident.workaroundReviewed', { note, ...(reviewAt !== undefined && { reviewAt }) })]);
}
