import type { Instant } from '../foundation/time';
import type { RecordEvent } from './event';
import type { AnyId } from './ids';
import type { Link } from './link';
import type { Release } from './release';
import type { Conflict, Stamp } from './stamp';
import type { Disregarded, Fallen } from './standing';

/** What folding the log of a record gives, whatever its kind; each kind adds its own. */
export interface RecordState<K extends string = string, I extends AnyId = AnyId, V extends object = object> {
  readonly kind: K;
  readonly id: I;
  readonly values: V;
  /** What stands nowhere else: the last made last, each once. */
  readonly links: readonly Link[];
  /** The IT manager's releases (DER.2.1.A5) by the part that each covers; of the record as a whole under an empty text. */
  readonly releases: ReadonlyMap<string, Release>;
  readonly recorded: Stamp | undefined;
  readonly changedAt: Instant | undefined;
  readonly conflicts: readonly Conflict[];
  /** Entries that do not count, because of the role they were made in or because they do not fit. */
  readonly disregarded: readonly Disregarded[];
  /** Releases and other decisions that no longer hold, in the order in which they fell. */
  readonly fallen: readonly Fallen[];
  /** All entries in causal order, known or not. */
  readonly timeline: readonly RecordEvent[];
}

/** The part that a release of the whole record is kept under. */
export const wholeRecord = '';
