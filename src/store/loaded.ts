import type { CatalogueRecord } from '../domain/catalogue/record';
import type { Incident } from '../domain/incident/incident';
import type { ChainFault } from './chain';
import type { FileFault } from './fault';

/** An incident with what the verification of its log found. */
export interface LoadedIncident {
  readonly incident: Incident;
  readonly faults: readonly ChainFault[];
  /** Set when entries that were seen here are missing. */
  readonly rolledBack?: FileFault;
}

/** A problem, known error, change, component or interface with what the verification of its log found. */
export interface LoadedRecord {
  readonly record: CatalogueRecord;
  readonly faults: readonly ChainFault[];
  readonly rolledBack?: FileFault;
}
