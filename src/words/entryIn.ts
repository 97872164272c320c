import type { RecordEvent } from '../domain/record/event';

/** What was looked up in a log once: a long one is described entry by entry, and anew at each key press. */
const entriesById = new WeakMap<readonly RecordEvent[], ReadonlyMap<string, RecordEvent>>();

/** The entry of a log with this id. */
export function entryIn(timeline: readonly RecordEvent[], id: string): RecordEvent | undefined {
  const known = entriesById.get(timeline) ?? new Map(timeline.map(event => [event.id, event]));
  entriesById.set(timeline, known);
  return known.get(id);
}
