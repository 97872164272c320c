import type { RecordEvent } from './event';
import { causalOrder } from './log';
import { redactionsIn } from './redaction';
import { millisecondsBetween, type Instant } from './time';

/** How far two honest clocks may be apart, in milliseconds: five minutes, as Kerberos takes it (RFC 4120, section 3.2.3). */
export const clockTolerance = 5 * 60_000;

/**
 * Something about an entry that a reader must know and that is no fault, because an honest clock or an entitled person can have caused
 * it: its time lies before that of an entry it builds on, its time lies ahead, its content was redacted (by the entry `cause`).
 */
export interface Notice {
  readonly event: string;
  readonly code: 'clockBackwards' | 'clockAhead' | 'redacted';
  /** The entry it builds on, or the redaction. */
  readonly cause?: string;
}

/** What a reader of a log must know besides its faults. `now` is the reader's time. */
export function noticesOf(events: readonly RecordEvent[], now: Instant): readonly Notice[] {
  const byId = new Map(events.map(event => [event.id, event]));
  const redactions = redactionsIn(causalOrder(events));
  return events.flatMap(({ id, at, parents, data }): readonly Notice[] => {
    const later = parents.find(parent => isBeyondTolerance(at, byId.get(parent)?.at ?? at));
    const redaction = data === null ? redactions.get(id) : undefined;
    return [
      ...(later === undefined ? [] : [{ event: id, code: 'clockBackwards', cause: later } as const]),
      ...(isBeyondTolerance(now, at) ? [{ event: id, code: 'clockAhead' } as const] : []),
      ...(redaction ? [{ event: id, code: 'redacted', cause: redaction.id } as const] : []),
    ];
  });
}

function isBeyondTolerance(earlier: Instant, later: Instant): boolean {
  return millisecondsBetween(earlier, later) > clockTolerance;
}
