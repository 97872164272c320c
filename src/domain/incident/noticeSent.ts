import type { Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { millisecondsBetween, type Instant } from '../foundation/time';
import { clockTolerance } from '../record/remark';
import { clocksOf, isLate } from './clock';
import type { IncidentCommand } from './command';
import { incidentEvent, type IncidentEventData } from './event';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/**
 * Records that the notice of a duty was sent, also after the completion. One that was sent late says why (GDPR Art. 33(1)); said again, it
 * corrects what was said before.
 */
export function noticeSent(
  incident: Incident,
  { duty, at, person, reference, lateReason }: Extract<IncidentCommand, { type: 'noticeSent' }>,
  now: Instant,
): IncidentDecision {
  const clock = clocksOf(incident).find(known => known.duty === duty);
  if (!clock) return failure({ code: 'noSuchDuty' });
  if (millisecondsBetween(now, at) > clockTolerance) return failure({ code: 'sentAhead' });
  if (isLate(clock.due, at) && isBlank(lateReason)) return failure({ code: 'lateReasonMissing' });
  return success([
    incidentEvent('incident.noticeSent', {
      duty,
      at,
      ...(!isBlank(person) && { person }),
      ...(!isBlank(reference) && { reference }),
      ...(!isBlank(lateReason) && { lateReason }),
    }),
  ]);
}

/** What such an entry writes into the form. */
export function noticePatch({ duty, at, person, reference, lateReason }: IncidentEventData<'incident.noticeSent'>): Patch {
  return { duties: { [duty]: { sentAt: at, sentBy: person ?? null, reference: reference ?? null, lateReason: lateReason ?? null } } };
}
