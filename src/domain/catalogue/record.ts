import type { RecordEvent } from '../record/event';
import { recordKinds, type CatalogueKind, type RecordId } from '../record/ids';
import type { Link } from '../record/link';
import type { Conflict, Stamp } from '../record/stamp';
import type { Disregarded, Fallen } from '../record/standing';
import type { Instant } from '../foundation/time';
import { catalogueKinds } from '../record/ids';
import type { ValuesOfKind } from './forms';

/** State of a problem, known error, change, component or interface: what folding its log gives. */
export type CatalogueRecord = { [K in CatalogueKind]: RecordOfKind<K> }[CatalogueKind];

/** State of a record of one kind. */
export interface RecordOfKind<K extends CatalogueKind> {
  readonly id: RecordId;
  readonly kind: K;
  readonly values: ValuesOfKind<K>;
  readonly links: readonly Link[];
  /** The IT manager's release of a known error's final solution or of a change (DER.2.1.A5). */
  readonly release: Stamp | undefined;
  readonly recorded: Stamp | undefined;
  readonly changedAt: Instant | undefined;
  readonly conflicts: readonly Conflict[];
  /** Entries that do not count, because of the role they were made in. */
  readonly disregarded: readonly Disregarded[];
  /** Releases that no longer hold, in the order in which they fell. */
  readonly fallen: readonly Fallen[];
  /** All entries in causal order, known or not. */
  readonly timeline: readonly RecordEvent[];
}

/** The kind of a catalogue record by its id; undefined for incidents and for what is no id. */
export function catalogueKindOf(id: string): CatalogueKind | undefined {
  return catalogueKinds.find(kind => id.startsWith(`${recordKinds[kind].prefix}-`));
}

/** True while the record still matters: the problem is not solved, the known error not retired, the change not closed. */
export function isInForce({ kind, values }: Pick<CatalogueRecord, 'kind'> & { readonly values: object }): boolean {
  const { state, validity } = values as { readonly state?: string; readonly validity?: string };
  switch (kind) {
    case 'problem':
      return state !== 'solved' && state !== 'closed';
    case 'knownError':
      return validity !== 'retired';
    case 'change':
      return state !== 'closed' && state !== 'rejected';
    case 'component':
    case 'interface':
      return true;
  }
}
