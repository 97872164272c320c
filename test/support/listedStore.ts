import { entriesOf, type IndexEntry, type LinkedEntries } from '../../src/store/indexEntry';
import type { Store } from '../../src/store/store';

/** What lists ask a store for, of records that are in no file. */
export function listedStore(entries: readonly IndexEntry[]): Pick<Store, 'entries' | 'entriesOf'> & LinkedEntries {
  return {
    entries: () => entries,
    entriesOf: kind => entriesOf(entries, kind),
    entry: id => entries.find(one => one.id === id),
    linkingTo: id =>
      entries.flatMap(one => (one.type === 'record' && one.facts.relations.some(relation => relation.id === id) ? [one.id] : [])),
  };
}
