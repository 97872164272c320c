import type { GateContext } from '../domain/incident/gateCondition';
import { isRecordId, type RecordId } from '../domain/records';
import type { IndexEntry } from './indexEntry';

/** What gates ask of the other records: which there are that can be read, and what an incident is a duplicate of. */
export function knownToGates(entryOf: (id: RecordId) => IndexEntry | undefined): Pick<GateContext, 'exists' | 'originals'> {
  const known = (id: string): Extract<IndexEntry, { type: 'record' }> | undefined => {
    const entry = isRecordId(id) ? entryOf(id) : undefined;
    return entry?.type === 'record' ? entry : undefined;
  };
  return {
    exists: id => known(id) !== undefined,
    originals: id =>
      (known(id)?.facts.relations ?? []).flatMap(({ kind, state, id: other }) =>
        kind === 'duplicateOf' && state === 'confirmed' ? [other] : [],
      ),
  };
}
