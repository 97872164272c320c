import type { Ancestry } from './ancestry';
import type { Conflict } from './stamp';
import { sameValue } from '../forms/values';

interface Written {
  readonly event: string;
  readonly value: unknown;
}

/** Remembers who wrote each value last and which concurrent edits nobody has settled. */
export class WriteTracker {
  private readonly last = new Map<string, Written>();
  private readonly unsettled = new Map<string, Written>();

  /** `ancestry` stands at the entry that writes; undefined for a plain chain, in which nothing is concurrent. */
  constructor(private readonly ancestry: Ancestry | undefined) {}

  /** Notes that the entry `event` wrote `value` at `path`. Entries come in causal order. */
  record(path: string, value: unknown, event: string): void {
    const { ancestry } = this;
    if (!ancestry) return;
    const rivals = [this.last.get(path), this.unsettled.get(path)];
    const rival = rivals.find(other => other && other.event !== event && !ancestry.hasSeen(other.event) && !sameValue(other.value, value));
    if (rival) this.unsettled.set(path, rival);
    else this.unsettled.delete(path);
    this.last.set(path, { event, value });
  }

  /** Notes that the entry `event` would have written `value`, and did not: what was written without having been seen by it is in force. */
  passedOver(path: string, value: unknown, event: string): void {
    const last = this.last.get(path);
    if (!this.ancestry || !last || this.ancestry.hasSeen(last.event) || sameValue(last.value, value)) return;
    this.unsettled.set(path, { event, value });
  }

  /** What was written there last, and what stands there unsettled, each where the entry that writes had not seen it. */
  unseen(path: string): readonly Written[] {
    const { ancestry } = this;
    const written = [this.last.get(path), this.unsettled.get(path)].filter(other => other !== undefined);
    return ancestry ? written.filter(({ event }) => !ancestry.hasSeen(event)) : [];
  }

  /** What nobody has settled. */
  conflicts(): readonly Conflict[] {
    return [...this.unsettled].map(([path, other]) => ({
      path,
      event: this.last.get(path)?.event ?? '',
      other: other.event,
      otherValue: other.value,
    }));
  }
}
