import type { RecordEvent } from './event';
import { causalOrder } from './log';
import { redactionsDone } from './redaction';
import { millisecondsBetween, type Instant } from '../foundation/time';

/** How far two honest clocks may be apart, in milliseconds: five minutes, as Kerberos takes it (RFC 4120, section 3.2.3). */
export const clockTolerance = 5 * 60_000;

/**
 * Something about an entry that a reader must know and that is no fault, because an honest clock or an entitled person can have caused
 * it: its time lies before that of an entry it builds on, directly or not, its time lies ahead, its content was redacted (by the entry `cause`).
 */
export interface Remark {
  readonly event: string;
  readonly code: 'clockBackwards' | 'clockAhead' | 'redacted';
  /** The entry it builds on, or the redaction. */
  readonly cause?: string;
}

/** What a reader of a log must know besides its faults. `now` is the reader's time. */
export function remarksOf(events: readonly RecordEvent[], now: Instant): readonly Remark[] {
  const timeline = causalOrder(events);
  const redactions = redactionsDone(timeline);
  const overtaken = overtakenIn(timeline);
  return timeline.flatMap(({ id, at }): readonly Remark[] => {
    const later = overtaken.get(id);
    const redaction = redactions.get(id);
    return [
      ...(later === undefined ? [] : [{ event: id, code: 'clockBackwards', cause: later } as const]),
      ...(isBeyondTolerance(now, at) ? [{ event: id, code: 'clockAhead' } as const] : []),
      ...(redaction ? [{ event: id, code: 'redacted', cause: redaction.id } as const] : []),
    ];
  });
}

/**
 * The entries that bear a time before that of one they build on, and which: the latest of all of them, so that many small steps back are
 * no less than one large. Once named, the count begins again, so that one clock that ran ahead is named once.
 */
function overtakenIn(timeline: readonly RecordEvent[]): ReadonlyMap<string, string> {
  const overtaken = new Map<string, string>();
  /** By entry: the entry with the latest time among itself and what it builds on. */
  const latest = new Map<string, RecordEvent>();
  for (const event of timeline) {
    let last = event;
    for (const parent of event.parents) {
      const known = latest.get(parent);
      if (known && known.at > last.at) last = known;
    }
    const named = isBeyondTolerance(event.at, last.at);
    if (named) overtaken.set(event.id, last.id);
    latest.set(event.id, named ? event : last);
  }
  return overtaken;
}

function isBeyondTolerance(earlier: Instant, later: Instant): boolean {
  return millisecondsBetween(earlier, later) > clockTolerance;
}
