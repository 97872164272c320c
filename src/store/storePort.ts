import type { DecisionSettings } from '../domain/incident/decisionContext';
import type { StartThread } from './readerThread';
import type { WriterPort } from './recordStore';

/** What the store asks its surroundings for when it writes: the person, the clock and the settings in force. */
export interface StorePort extends WriterPort {
  readonly settings: () => DecisionSettings;
  /** Where it is kept what this machine has seen of the records, outside the store; nowhere when there is no place for it. */
  readonly witnessFile?: string;
  /** Starts the thread that reads large files; without it they are read on the spot. */
  readonly startReader?: StartThread;
  /** Gets what a listener threw. */
  readonly report: (error: unknown) => void;
}
