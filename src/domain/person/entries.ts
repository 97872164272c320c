import type { Patch } from '../forms/field';
import type { RecordEvent } from '../record/event';
import { causalOrder } from '../record/log';
import { person } from './definition';

/** The log of a person's record. */
export interface PersonLog {
  readonly id: string;
  readonly timeline: readonly RecordEvent[];
}

/** An entry that says something of a person: of whom, and what. */
export interface PersonEntry {
  readonly of: string;
  readonly entry: RecordEvent;
  readonly patch: Patch;
}

/** What all people's records together say, in causal order, among entries that are ready by time, then id. */
export function entriesOfPeople(people: readonly PersonLog[]): readonly PersonEntry[] {
  const ownerOf = new Map(people.flatMap(({ id, timeline }) => timeline.map(entry => [entry.id, id] as const)));
  return causalOrder(people.flatMap(({ timeline }) => timeline)).flatMap(entry => {
    const patch = person.patchOf(entry);
    return patch ? [{ of: ownerOf.get(entry.id) ?? '', entry, patch }] : [];
  });
}
