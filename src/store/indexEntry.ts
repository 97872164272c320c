import type { FactsOf, IdOf, Kind, RecordId } from '../domain/records';
import type { Traits } from '../domain/incident/traits';
import type { FileFault } from './fault';

type AnyRecordEntry = {
  [K in Kind]: {
    readonly type: 'record';
    readonly kind: K;
    readonly id: IdOf<K>;
    readonly facts: FactsOf<K>;
    /** What of an incident can be compared with others. */
    readonly traits?: Traits;
    readonly version: string;
    /** Of its file, in bytes. */
    readonly size: number;
    readonly fault?: FileFault;
  };
}[Kind];

/** What the index knows of a record, with the first integrity fault, if any. */
export type RecordEntry<K extends Kind = Kind> = Extract<AnyRecordEntry, { readonly kind: K }>;

/** A file that is no record, and why. */
interface BrokenEntry {
  readonly type: 'broken';
  readonly id: RecordId;
  readonly file: string;
  readonly fault: FileFault;
}

/** What the index knows of one file. */
export type IndexEntry = RecordEntry | BrokenEntry;

/** The entries of a kind. */
export function entriesOf<K extends Kind>(entries: readonly IndexEntry[], kind: K): readonly RecordEntry<K>[] {
  return entries.filter(entry => isEntryOf(kind, entry));
}

/** True for a record of this kind. */
export function isEntryOf<K extends Kind>(kind: K, entry: IndexEntry | undefined): entry is RecordEntry<K> {
  return entry?.type === 'record' && entry.kind === kind;
}

/** True for an incident of which nothing is left but that it was there. */
export function isErased(entry: IndexEntry | undefined): boolean {
  return isEntryOf('incident', entry) && entry.facts.erased !== undefined;
}
