import { invalidField } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { isEarlierInstant, type Instant } from '../foundation/time';
import type { IncidentCommand, OpenedGap } from './command';
import { incidentEvent } from './event';
import { incidentFields } from './forms';
import { gapState } from './gap';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/** Opens a gap that no measure opened: the unstable system itself has weakened or switched off a safeguard (M 6.124). */
export function openGap({ gaps, values }: Incident, { id, safeguard, component, since, until }: OpenedGap, now: Instant): IncidentDecision {
  // What a measure can say of a gap, and in the same lengths.
  const invalid = invalidField(incidentFields, { measures: { [id]: { safeguard, component } } }, field => field === 'measures');
  if (invalid) return failure(invalid);
  if (gaps.some(gap => gap.id === id) || values.measures?.some(row => row.id === id)) return failure({ code: 'exists' });
  if (isBlank(safeguard)) return failure({ code: 'safeguardMissing' });
  if (isEarlierInstant(now, since)) return failure({ code: 'timeAhead' });
  if (until !== undefined && !isEarlierInstant(now, until)) return failure({ code: 'dateInPast' });
  return success([incidentEvent('incident.gapOpened', { gap: id, safeguard, component, since, ...(until !== undefined && { until }) })]);
}

/** Says of a safeguard that it is back in force. */
export function restoreSafeguard(
  { gaps }: Incident,
  { gap: id, note }: Extract<IncidentCommand, { type: 'restoreSafeguard' }>,
): IncidentDecision {
  const gap = gaps.find(candidate => candidate.id === id);
  if (!gap) return failure({ code: 'noSuchGap' });
  if (gap.restored) return failure({ code: 'gapRestored' });
  if (isBlank(note)) return failure({ code: 'reasonMissing' });
  return success([incidentEvent('incident.gapRestored', { gap: id, note })]);
}

/** Accepts the risk of a gap until a date that lies ahead. */
export function acceptGap(
  { gaps }: Incident,
  { gap: id, until, reason }: Extract<IncidentCommand, { type: 'acceptGap' }>,
  now: Instant,
): IncidentDecision {
  const gap = gaps.find(candidate => candidate.id === id);
  if (!gap) return failure({ code: 'noSuchGap' });
  if (gapState(gap, now) === 'restored') return failure({ code: 'gapRestored' });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  if (!isEarlierInstant(now, until)) return failure({ code: 'dateInPast' });
  return success([incidentEvent('incident.gapAccepted', { gap: id, until, reason })]);
}
