import { isRecordId } from '../domain/records';
import { documentOf } from '../review/similar/similarDocument';
import type { ListedRecord, RecordSource } from '../review/similar/similarRecords';
import type { IndexEntry } from '../store/indexEntry';
import type { Store } from '../store/store';

/** Largest record that is compared by itself, in bytes: one of many megabytes would hold the editor up, although nobody opened it. */
const maxCompared = 1024 * 1024;

/** The records of a store as the index over all records reads them. */
export function recordSource(store: Store): RecordSource {
  return {
    list: () => store.entries().flatMap(entry => listed(entry) ?? []),
    record: id => listed(isRecordId(id) ? store.entry(id) : undefined),
    document: async id => {
      if (!isRecordId(id)) return undefined;
      const loaded = await store.load(id);
      return loaded.ok ? documentOf(loaded.value.record) : undefined;
    },
  };
}

function listed(entry: IndexEntry | undefined): ListedRecord | undefined {
  if (!entry || entry.type === 'broken' || entry.size > maxCompared) return undefined;
  return { id: entry.id, version: entry.version, recordedAt: entry.facts.recordedAt ?? '' };
}
