import { commonType, type IncidentEventType } from './incident/event';
import type { RecordEvent } from './record/event';
import { hasPrefix, type AnyId } from './record/ids';
import { personPrefix } from './vocabulary/register';

/** Releases, accepted risks, sign-offs and acknowledged hand-overs: what others rely on afterwards (docs/sharing.md, *Decisions that are proven*). */
const signedTypes: ReadonlySet<string> = new Set<IncidentEventType>([
  'record.released',
  'incident.gapAccepted',
  'incident.signedOff',
  'incident.acknowledged',
]);

/** What the register of people says, by whoever keeps it. */
const registerTypes: ReadonlySet<string> = new Set<IncidentEventType>(['record.captured', 'record.updated']);

/** True for an entry of this record that its author signs, where they have a key. */
export function isToBeSigned(record: AnyId, { type }: Pick<RecordEvent, 'type'>): boolean {
  return hasPrefix(personPrefix, record) ? registerTypes.has(type) : signedTypes.has(commonType(type));
}
