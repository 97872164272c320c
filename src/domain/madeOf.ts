import { isRecordId, kindOfId, type Kind, type RecordId } from './records';

/** Kinds of which a record bears what the incident says that it was made of. */
const madeOfIncidents: ReadonlySet<Kind | undefined> = new Set<Kind>(['problem', 'knownError', 'procedure']);

/** True for a record that may have been made of an incident. */
export function isMadeOfIncidents(id: string): id is RecordId {
  return isRecordId(id) && madeOfIncidents.has(kindOfId(id));
}

/** What may have been made of an incident, or of what was made of it, by what each is `linkedWith`; but for what `isKnown` to all already. */
export function madeOf(
  incident: RecordId,
  linkedWith: (id: RecordId) => readonly string[],
  isKnown: (id: RecordId) => boolean = () => false,
): ReadonlySet<RecordId> {
  const made = new Set([incident]);
  // What is added is looked at in the same round: a set is walked as it grows.
  for (const each of made) for (const other of linkedWith(each)) if (isMadeOfIncidents(other) && !isKnown(other)) made.add(other);
  made.delete(incident);
  return made;
}
