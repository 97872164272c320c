import { entriesOf, linkedIn, type IndexEntry } from '../../src/store/indexEntry';
import type { Store } from '../../src/store/store';

/** What lists ask a store for, of records that are in no file. */
export function listedStore(entries: readonly IndexEntry[]): Pick<Store, 'entries' | 'entriesOf' | 'entry' | 'linkedWith'> {
  const entry: Store['entry'] = id => entries.find(one => one.id === id);
  return {
    entries: () => entries,
    entriesOf: kind => entriesOf(entries, kind),
    entry,
    linkedWith: id => [...linkedIn(entry(id)), ...entries.flatMap(other => (linkedIn(other).includes(id) ? [other.id] : []))],
  };
}
