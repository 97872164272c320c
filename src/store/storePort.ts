import type { DecisionSettings } from '../domain/incident/decisionContext';
import type { RecordEvent } from '../domain/record/event';
import type { RecordId } from '../domain/records';
import type { StartThread } from './readerThread';
import type { WriterPort } from './recordStore';

/** What the store asks its surroundings for when it writes: the person, the clock and the settings in force. */
export interface StorePort extends WriterPort {
  readonly settings: () => DecisionSettings;
  /** Told of what was appended to a record here, when it is on disk; nobody waits for it. */
  readonly appended?: (id: RecordId, added: readonly RecordEvent[]) => void;
  /** Where it is kept what this machine has seen of the records, outside the store; nowhere when there is no place for it. */
  readonly witnessFile?: string;
  /** Where an earlier version has kept it: taken over while there is none yet. */
  readonly olderWitnessFile?: string;
  /** Starts the thread that reads large files; without it they are read on the spot. */
  readonly startReader?: StartThread;
  /** Gets what a listener threw. */
  readonly report: (error: unknown) => void;
}
