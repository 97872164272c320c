import { invalidField } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import { addHours, isEarlierInstant, isInstant, millisecondsBetween, type Instant } from '../foundation/time';
import { clockTolerance } from '../record/remark';
import type { HandOver, IncidentCommand, Party } from './command';
import { incidentEvent } from './event';
import { incidentFields, type Row } from './forms';
import { countedHandOvers, type HandedOver } from './handOversMade';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';

/**
 * Hours after which a hand-over that nobody has acknowledged is asked after. Neither M 6.124 nor M 6.64 names a time: whoever must act in
 * the first hours is asked after within them, well before the first notice to an authority is due (24 h, NIS2 Art. 23(4)(a)), the data
 * protection officer before a third of the 72 h of GDPR Art. 33(1) is over, and whoever is outside the organisation after two days.
 */
const acknowledgedWithin: Readonly<Record<Party, number>> = {
  emergencyManagement: 1,
  securityManagement: 4,
  dataProtection: 24,
  cert: 48,
  manufacturer: 48,
  securityManufacturer: 48,
  consultant: 48,
  authority: 48,
};

/** Hours after which the acknowledgement of a hand-over to this party is due. */
export function hoursToAcknowledge(party: Party): number {
  return acknowledgedWithin[party];
}

/** When the acknowledgement of a hand-over is due; undefined where that lies beyond the last year: such a one has not been made. */
export function acknowledgeBy({ party, at }: Pick<HandedOver, 'party' | 'at'>): Instant | undefined {
  const due = addHours(at, hoursToAcknowledge(party));
  return isInstant(due) ? due : undefined;
}

/** How a hand-over stands that was made: acknowledged in its time or later, or not, its time still running or over. */
export type Acknowledgement = 'inTime' | 'late' | 'running' | 'over';

/** How a hand-over stands at `now`; undefined for one that lies ahead, by a wrong clock. */
export function acknowledgementOf(made: Pick<HandedOver, 'party' | 'at' | 'acknowledgedAt'>, now: Instant): Acknowledgement | undefined {
  const due = acknowledgeBy(made);
  if (due === undefined || isEarlierInstant(now, made.at)) return undefined;
  if (made.acknowledgedAt === undefined || isUnacknowledged(made, now)) return isEarlierInstant(due, now) ? 'over' : 'running';
  return isEarlierInstant(due, made.acknowledgedAt) ? 'late' : 'inTime';
}

/**
 * True for a hand-over that was made and that the other side has not acknowledged. Nobody acknowledges one before it was made, nor at a time that
 * lies ahead of `now`, but for what honest clocks are apart: whoever wrote such a time into a file has acknowledged nothing.
 */
export function isUnacknowledged({ at, acknowledgedAt }: Pick<Row<'handOvers'>, 'at' | 'acknowledgedAt'>, now: Instant): boolean {
  if (at === undefined || acknowledgedAt === undefined) return at !== undefined;
  return millisecondsBetween(acknowledgedAt, at) > clockTolerance || millisecondsBetween(now, acknowledgedAt) > clockTolerance;
}

/** Records a hand-over with everything that makes it complete, by one entry (M 6.124). */
export function handOver({ values }: Incident, { register, ...made }: HandOver, now: Instant): IncidentDecision {
  const { id, ...cells } = made;
  const invalid = invalidField(incidentFields, { handOvers: { [id]: cells } }, field => field === 'handOvers');
  if (invalid) return failure(invalid);
  if (values.handOvers?.some(row => row.id === id)) return failure({ code: 'exists' });
  if ([made.person, made.channel, made.passed].some(isBlank)) return failure({ code: 'handOverIncomplete' });
  if (isEarlierInstant(now, made.at)) return failure({ code: 'timeAhead' });
  return success([incidentEvent('incident.handedOver', { handOver: id, ...cells, ...(register && { register }) })]);
}

/** Records that the other side has taken note of a hand-over. */
export function acknowledge(
  incident: Incident,
  { handOver: id, who, at, how }: Extract<IncidentCommand, { type: 'acknowledge' }>,
  now: Instant,
): IncidentDecision {
  const row = countedHandOvers(incident).find(candidate => candidate.id === id);
  if (row?.at === undefined) return failure({ code: 'noSuchHandOver' });
  if (!isUnacknowledged(row, now)) return failure({ code: 'acknowledgedAlready' });
  if (isBlank(who) || isBlank(how)) return failure({ code: 'acknowledgementIncomplete' });
  if (isEarlierInstant(now, at)) return failure({ code: 'timeAhead' });
  if (millisecondsBetween(at, row.at) > clockTolerance) return failure({ code: 'acknowledgedBefore' });
  return success([incidentEvent('incident.acknowledged', { handOver: id, who, at, how })]);
}
