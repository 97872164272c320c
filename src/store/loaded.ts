import type { Kind, StateOf } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import type { ChainFault } from './chain';
import type { FileFault } from './fault';
import type { Appended } from './recordStore';
import { textOfVersion, versionOf } from './stats';

/** A record with what the verification of its log found. */
export interface Loaded<K extends Kind = Kind> {
  readonly record: StateOf<K>;
  /** The register of people that it was folded by; undefined while nobody is entered. */
  readonly register: Register | undefined;
  readonly faults: readonly ChainFault[];
  /** Set when entries that were seen here are missing. */
  readonly rolledBack?: FileFault;
}

/** What the file of a record holds by what was merged into it; without its text where somebody else has replaced it since. */
export interface Merged {
  readonly text?: string;
  /** What tells this state of its file from any other (`IndexEntry`). */
  readonly version?: string;
}

/** That of what was written. */
export function mergedBy({ text, stats }: NonNullable<Appended['written']>): Merged {
  return stats ? { text, version: textOfVersion(versionOf(stats)) } : {};
}
