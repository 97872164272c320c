import { entriesOf, type IndexEntry } from '../../src/store/indexEntry';
import type { Store } from '../../src/store/store';

/** What lists ask a store for, of records that are in no file. */
export function listedStore(entries: readonly IndexEntry[]): Pick<Store, 'entries' | 'entriesOf' | 'entry'> {
  return { entries: () => entries, entriesOf: kind => entriesOf(entries, kind), entry: id => entries.find(one => one.id === id) };
}
