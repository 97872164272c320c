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

/** The ancestry of a log; undefined for a plain chain, in which nothing is concurrent. Ancestor sets are built on first use. */
export function ancestry(events: readonly RecordEvent[]): Ancestry | undefined {
  if (isChain(events)) return undefined;
  let ancestors: Map<string, ReadonlySet<string>> | undefined;
  return (earlier, later) => {
    ancestors ??= ancestorSets(causalOrder(events));
    return ancestors.get(later)?.has(earlier) ?? false;
  };
}

function ancestorSets(ordered: readonly RecordEvent[]): Map<string, ReadonlySet<string>> {
  const sets = new Map<string, ReadonlySet<string>>();
  for (const event of ordered) {
    const set = new Set<string>();
    for (const parent of event.parents) {
      set.add(parent);
      for (const id of sets.get(parent) ?? []) set.add(id);
    }
    sets.set(event.id, set);
  }
  return sets;
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
