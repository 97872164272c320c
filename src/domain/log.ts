import type { RecordEvent } from './event';

/**
 * Set union of two logs by event id, in causal order: commutative, associative and idempotent. Where one copy of an entry
 * has been redacted, the redacted copy wins.
 */
export function mergeLogs(a: readonly RecordEvent[], b: readonly RecordEvent[]): readonly RecordEvent[] {
  const byId = new Map<string, RecordEvent>();
  for (const event of [...a, ...b]) {
    const known = byId.get(event.id);
    if (!known || (known.data !== null && event.data === null)) byId.set(event.id, event);
  }
  return causalOrder([...byId.values()]);
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
  const ready = [...byId.values()].filter(event => waitingFor.get(event.id) === 0).sort(laterFirst);
  const ordered: RecordEvent[] = [];
  for (let next = ready.pop(); next; next = ready.pop()) {
    ordered.push(next);
    for (const id of children.get(next.id) ?? []) {
      const left = (waitingFor.get(id) ?? 0) - 1;
      waitingFor.set(id, left);
      const child = byId.get(id);
      if (left === 0 && child) insertSorted(ready, child);
    }
  }
  if (ordered.length === byId.size) return ordered;
  const placed = new Set(ordered.map(event => event.id));
  return [...ordered, ...[...byId.values()].filter(event => !placed.has(event.id)).sort((x, y) => laterFirst(y, x))];
}

/** The ids nobody has built on yet, sorted; what the next writer names as parents. */
export function headsOf(events: readonly RecordEvent[]): readonly string[] {
  const seen = new Set(events.flatMap(event => event.parents));
  return events
    .map(event => event.id)
    .filter(id => !seen.has(id))
    .sort();
}

/** Answers "had the writer of `later` seen `earlier`?" for one log. */
export type Ancestry = (earlier: string, later: string) => boolean;

/**
 * The ancestry of a log; undefined for a plain chain, in which nothing is concurrent. The graph is cut into runs (entries that
 * follow one another without a fork or a merge), so that an answer costs the runs between two entries and the memory is
 * linear, also in a log of thousands of entries.
 */
export function ancestry(events: readonly RecordEvent[]): Ancestry | undefined {
  if (isChain(events)) return undefined;
  let runs: Runs | undefined;
  return (earlier, later) => (runs ??= new Runs(causalOrder(events))).leadsTo(earlier, later);
}

interface Place {
  readonly run: number;
  readonly position: number;
}

class Runs {
  private readonly places = new Map<string, Place>();
  /** By run: the entries its first entry builds on. */
  private readonly sources: (readonly string[])[] = [];

  constructor(ordered: readonly RecordEvent[]) {
    const ends = new Set<string>();
    for (const { id, parents } of ordered) {
      const [only] = parents;
      const before = parents.length === 1 && only !== undefined && ends.delete(only) ? this.places.get(only) : undefined;
      if (before) this.places.set(id, { run: before.run, position: before.position + 1 });
      else this.places.set(id, { run: this.sources.push(parents) - 1, position: 0 });
      ends.add(id);
    }
  }

  /** True when `later` builds on `earlier`, directly or not. */
  leadsTo(earlier: string, later: string): boolean {
    const [goal, start] = [this.places.get(earlier), this.places.get(later)];
    if (!goal || !start || earlier === later) return false;
    const visited = new Set<number>();
    const waiting = [start];
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      const { run, position } = place;
      if (run === goal.run && position >= goal.position) return true;
      // Runs are counted in causal order: what lies above one has a smaller number.
      if (run <= goal.run || visited.has(run)) continue;
      visited.add(run);
      for (const source of this.sources[run] ?? []) {
        const above = this.places.get(source);
        if (above) waiting.push(above);
      }
    }
    return false;
  }
}

/** True when each entry names exactly the entry before it: the usual log, which is in order already. */
function isChain(events: readonly RecordEvent[]): boolean {
  return events.every((event, index) =>
    index === 0 ? event.parents.length === 0 : event.parents.length === 1 && event.parents[0] === events[index - 1]?.id,
  );
}

function laterFirst(a: RecordEvent, b: RecordEvent): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1;
}

function insertSorted(list: RecordEvent[], event: RecordEvent): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other && laterFirst(other, event) < 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, event);
}
