import { millisecondsBetween, type Instant } from '../../domain/foundation/time';
import type { Phase } from '../../domain/incident/figures';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';

/** How long a phase of an incident lasted; until when it is known to have lasted, where it has not `ended`. */
export interface Observation {
  readonly length: number;
  readonly ended: boolean;
}

/** Endings after which there was nothing to be restored. */
const nothingToRestore: ReadonlySet<unknown> = new Set([
  'answered',
  'falseAlarm',
  'duplicate',
  'notReproducible',
  'withdrawn',
] as const satisfies readonly NonNullable<MeasuredIncident['closureCode']>[]);

/** True for an incident whose service is, or was, to be restored: an inquiry or order interrupts nothing (M 6.131), nor does a false alarm. */
export function interrupts({ reported, open, closureCode }: MeasuredIncident): boolean {
  return reported !== 'inquiry' && reported !== 'order' && (open || !nothingToRestore.has(closureCode));
}

/** Since when the process can act: the detection, from which target times count too, else the recording. */
export function beginningOf({ detectedAt, recordedAt }: MeasuredIncident): Instant {
  return detectedAt ?? recordedAt;
}

/**
 * A phase of an incident as it stands `at` a time; undefined where it has none, where the times it lies between are not known, or contradict
 * each other. A phase without an end counts as waiting until the incident was completed, or until now.
 */
export function observe(phase: Phase, incident: MeasuredIncident, at: Instant): Observation | undefined {
  const { occurredAt, detectedAt, open } = incident;
  const [qualifiedAt, workaroundAt, restoredAt, closedAt] = [
    incident.qualifiedAt,
    incident.workaroundAt,
    incident.restoredAt,
    incident.closedAt,
  ].map(time => come(time, at));
  const begun = beginningOf(incident);
  switch (phase) {
    case 'detect':
      return occurredAt === undefined || detectedAt === undefined ? undefined : observed(occurredAt, detectedAt, at);
    case 'qualify':
      // Nobody waits any more for the priority of what was completed without one.
      return qualifiedAt === undefined && !open ? undefined : observed(begun, qualifiedAt, at);
    case 'workaround':
      return interrupts(incident) ? observed(begun, workaroundAt, closedAt ?? at) : undefined;
    case 'restore':
      return interrupts(incident) ? observed(begun, restoredAt, closedAt ?? at) : undefined;
    case 'complete':
      return observed(begun, closedAt, at);
  }
}

/** A time that has come; what is said to lie ahead, by a wrong clock or a forged record, has not happened yet. */
export function come(time: Instant | undefined, at: Instant): Instant | undefined {
  return time !== undefined && time <= at ? time : undefined;
}

function observed(from: Instant, to: Instant | undefined, until: Instant): Observation | undefined {
  const length = millisecondsBetween(from, to ?? until);
  return length < 0 ? undefined : { length, ended: to !== undefined };
}
