import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { addCalendarMonths, type Instant } from '../foundation/time';
import { entry } from '../record/decide';
import { isConfined } from './confined';
import type { DecisionContext } from './decisionContext';
import { dueOf } from './due';
import { incidentFacts, type IncidentFacts } from './facts';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/** True where the organisation's time after the completion is over; never where it has set none (0 years). */
function isOverTime(closedAt: Instant | undefined, years: number, now: Instant): boolean {
  return closedAt !== undefined && years > 0 && addCalendarMonths(closedAt, 12 * years) <= now;
}

/** True while somebody is still to answer something of it: what is due, or a safeguard that is not back. */
function isStillDue(facts: IncidentFacts, now: Instant): boolean {
  return dueOf(facts, now).length > 0 || facts.gaps.some(({ restored }) => !restored);
}

/** True for a completed incident that may be erased: its time is over, and nothing of it waits for anybody (M 6.134). */
export function isErasable(facts: IncidentFacts, years: number, now: Instant): boolean {
  return isOverTime(facts.closedAt, years, now) && !isStillDue(facts, now);
}

/** Leaves of an incident whose time is over that it was there: its tombstone, which wins over all that was written (`tombstoneIn`). */
export function erase(
  incident: Incident,
  reason: string,
  { retentionYears, now }: Pick<DecisionContext, 'retentionYears' | 'now'>,
): IncidentDecision {
  const { id, closed, timeline } = incident;
  if (!closed) return failure({ code: 'notClosed' });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  if (!isOverTime(closed.at, retentionYears, now)) return failure({ code: 'retained' });
  if (isStillDue(incidentFacts(incident), now)) return failure({ code: 'stillDue' });
  const completed = new Date(closed.at).getUTCFullYear();
  const confined = isConfined(incident) && { confined: true as const };
  return success([entry('record.erased', { record: id, entries: timeline.length, completed, reason, ...confined })]);
}
