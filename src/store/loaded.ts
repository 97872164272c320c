import type { Kind, StateOf } from '../domain/records';
import type { ChainFault } from './chain';
import type { FileFault } from './fault';

/** A record with what the verification of its log found. */
export interface Loaded<K extends Kind = Kind> {
  readonly record: StateOf<K>;
  readonly faults: readonly ChainFault[];
  /** Set when entries that were seen here are missing. */
  readonly rolledBack?: FileFault;
}
