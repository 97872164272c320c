import type { Ancestry } from './ancestry';
import type { Conflict } from './stamp';
import { sameValue } from '../forms/values';

interface Written {
  readonly event: string;
  readonly value: unknown;
}

/** Most values beside the one in force that are kept of one path: nobody could choose among more, and a crafted log must not cost more. */
const mostOthers = 8;

/** Remembers who wrote each value last and which concurrent edits nobody has settled. */
export class WriteTracker {
  private readonly last = new Map<string, Written>();
  private readonly unsettled = new Map<string, readonly Written[]>();

  /** `ancestry` stands at the entry that writes; undefined for a plain chain, in which nothing is concurrent. */
  constructor(private readonly ancestry: Ancestry | undefined) {}

  /** Notes that the entry `event` wrote `value` at `path`. Entries come in causal order. */
  record(path: string, value: unknown, event: string): void {
    if (!this.ancestry) return;
    this.settle(
      path,
      this.unseen(path).filter(other => other.event !== event && !sameValue(other.value, value)),
    );
    this.last.set(path, { event, value });
  }

  /** Notes that the entry `event` would have written `value`, and did not: what was written without having been seen by it is in force. */
  passedOver(path: string, value: unknown, event: string): void {
    const { ancestry } = this;
    const last = this.last.get(path);
    if (!ancestry || !last || ancestry.hasSeen(last.event) || sameValue(last.value, value)) return;
    const others = (this.unsettled.get(path) ?? []).filter(other => !ancestry.hasSeen(other.event) && other.event !== event);
    this.settle(path, [...others, { event, value }]);
  }

  /** What was written there last, and what stands there unsettled, each where the entry that writes had not seen it. */
  unseen(path: string): readonly Written[] {
    const { ancestry } = this;
    const last = this.last.get(path);
    if (!ancestry || !last) return [];
    return [...(this.unsettled.get(path) ?? []), last].filter(({ event }) => !ancestry.hasSeen(event));
  }

  /** What nobody has settled, the last first. */
  conflicts(): readonly Conflict[] {
    return [...this.unsettled].flatMap(([path, others]) => {
      const last = this.last.get(path);
      return last
        ? others.toReversed().map(other => ({ path, event: last.event, value: last.value, other: other.event, otherValue: other.value }))
        : [];
    });
  }

  private settle(path: string, left: readonly Written[]): void {
    if (left.length > 0) this.unsettled.set(path, left.slice(-mostOthers));
    else this.unsettled.delete(path);
  }
}
