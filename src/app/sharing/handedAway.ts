import { sameText } from '../../domain/foundation/sameText';
import { readIncidentEvent } from '../../domain/incident/event';
import type { RecordEvent } from '../../domain/record/event';
import type { RecordId } from '../../domain/records';
import type { SharedStore } from './sharedStore';

/**
 * To whom somebody has handed an incident by these entries that they have just added, and who does not get it, since it stays on this machine
 * for its label while the others get the rest; undefined where nobody waits for it in vain.
 */
export function handedAway(shared: Pick<SharedStore, 'of' | 'kept'>, id: RecordId, added: readonly RecordEvent[]): string | undefined {
  const to = added.flatMap(entry => {
    const read = readIncidentEvent(entry);
    return read?.type === 'incident.assigned' && sameText(read.data.person) !== sameText(entry.by.name) ? [read.data.person.trim()] : [];
  });
  const whom = to.at(-1);
  return whom && shared.of('all').state.sharing && shared.kept.includes(id) ? whom : undefined;
}
