import type { Instant } from '../foundation/time';
import type { RecordEvent } from './event';

/**
 * From when an entry counts: its own time, or the latest of what it builds on. Nobody acts before what they have seen, so that who has lost a role
 * gains nothing by putting a clock back. Entries are asked about in causal order.
 */
export class EntryTimes {
  private readonly times = new Map<string, Instant>();

  of({ id, at, parents }: RecordEvent): Instant {
    let time = at;
    for (const parent of parents) {
      const before = this.times.get(parent);
      if (before !== undefined && before > time) time = before;
    }
    this.times.set(id, time);
    return time;
  }
}
