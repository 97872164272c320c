import type { RecordEvent } from './event';
import { withoutTakenAway } from './erasure';
import type { Register } from '../vocabulary/register';

/**
 * Set union of two logs by event id, in causal order: commutative, associative and idempotent. Of an entry that a redaction of the
 * union names which counts by the `register` of people, the content is gone; of any other one the copy that has its content wins.
 * Where a tombstone of the union counts, nothing else is left.
 */
export function mergeLogs(a: readonly RecordEvent[], b: readonly RecordEvent[], register?: Register): readonly RecordEvent[] {
  const byId = new Map<string, RecordEvent>();
  for (const event of [...a, ...b]) {
    const known = byId.get(event.id);
    if (!known || (known.data === null && event.data !== null)) byId.set(event.id, event);
  }
  return withoutTakenAway(causalOrder([...byId.values()]), register);
}

/**
 * The events with every parent before its child; among those that are ready the earliest `at` first, then the smallest
 * `id`. Total: parents that are missing count as seen, and what is left of a cycle (a forged log) follows at the end.
 */
export function causalOrder(events: readonly RecordEvent[]): readonly RecordEvent[] {
  if (isChain(events)) return events;
  const byId = new Map(events.map(event => [event.id, event]));
  const waitingFor = new Map<string, number>();
  const children = new Map<string, string[]>();
  for (const event of byId.values()) {
    const known = [...new Set(event.parents)].filter(parent => byId.has(parent));
    waitingFor.set(event.id, known.length);
    for (const parent of known) {
      const list = children.get(parent);
      if (list) list.push(event.id);
      else children.set(parent, [event.id]);
    }
  }
  const ready = new Ready();
  for (const event of byId.values()) if (waitingFor.get(event.id) === 0) ready.push(event);
  const ordered: RecordEvent[] = [];
  for (let next = ready.pop(); next; next = ready.pop()) {
    ordered.push(next);
    for (const id of children.get(next.id) ?? []) {
      const left = (waitingFor.get(id) ?? 0) - 1;
      waitingFor.set(id, left);
      const child = byId.get(id);
      if (left === 0 && child) ready.push(child);
    }
  }
  if (ordered.length === byId.size) return ordered;
  const placed = new Set(ordered.map(event => event.id));
  return [...ordered, ...[...byId.values()].filter(event => !placed.has(event.id)).sort((a, b) => (isEarlier(a, b) ? -1 : 1))];
}

/** True for the same entries in the same order, each with its content or without; an entry that was verified is told by its id. */
export function isSameLog(some: readonly RecordEvent[], others: readonly RecordEvent[]): boolean {
  const isSame = (event: RecordEvent, other: RecordEvent | undefined): boolean =>
    event.id === other?.id && (event.data === null) === (other.data === null);
  return some.length === others.length && some.every((event, at) => isSame(event, others[at]));
}

/** The ids nobody has built on yet, sorted; what the next writer names as parents. */
export function headsOf(events: readonly RecordEvent[]): readonly string[] {
  const seen = new Set(events.flatMap(event => event.parents));
  return events
    .map(event => event.id)
    .filter(id => !seen.has(id))
    .sort();
}

/** The entries that the writer of `heads` had seen: these and everything they build on. `timeline` is in causal order, and so is the result. */
export function ancestorsOf(timeline: readonly RecordEvent[], heads: readonly string[]): readonly RecordEvent[] {
  const wanted = new Set(heads);
  const found: RecordEvent[] = [];
  for (const event of timeline.toReversed()) {
    if (!wanted.has(event.id)) continue;
    found.push(event);
    for (const parent of event.parents) wanted.add(parent);
  }
  return found.reverse();
}

/** True when each entry names exactly the entry before it: the usual log, in which nothing is concurrent. */
export function isChain(events: readonly RecordEvent[]): boolean {
  return events.every((event, index) =>
    index === 0 ? event.parents.length === 0 : event.parents.length === 1 && event.parents[0] === events[index - 1]?.id,
  );
}

function isEarlier(a: RecordEvent, b: RecordEvent): boolean {
  return a.at === b.at ? a.id < b.id : a.at < b.at;
}

/** A binary heap: the entries that are ready, the earliest on top. */
class Ready {
  private readonly heap: RecordEvent[] = [];

  push(event: RecordEvent): void {
    let at = this.heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.swapIfEarlier(at, above)) return;
      at = above;
    }
  }

  /** Takes the earliest away; undefined when there is none. */
  pop(): RecordEvent | undefined {
    const [top] = this.heap;
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return top;
    this.heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const earlier = this.isEarlier(right, left) ? right : left;
      if (!this.swapIfEarlier(earlier, at)) return top;
      at = earlier;
    }
  }

  private isEarlier(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    return one !== undefined && other !== undefined && isEarlier(one, other);
  }

  private swapIfEarlier(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined || !isEarlier(one, other)) return false;
    [this.heap[a], this.heap[b]] = [other, one];
    return true;
  }
}
