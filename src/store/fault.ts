import type { Refusal } from '../domain/records';
import type { ChainFault } from './chain';
import { lineOfEntry, type ParseFault } from './codec';
import type { Fullness } from './limits';

/** Why a store file cannot be used as a record; it is kept as it is, never overwritten and never dropped. */
export type FileFault =
  | ParseFault
  | { readonly code: 'wrongRecord'; readonly line: 1; readonly detail: string }
  | { readonly code: 'notAFile' | 'symbolicLink' | 'tooLarge' | 'unreadable'; readonly line?: number; readonly detail: string }
  /** Reading it ended the thread that read it (`ReaderThread`); it is not read again unasked. */
  | { readonly code: 'tooHeavy'; readonly line?: undefined; readonly detail: string }
  /** This machine has seen more of it: the heads that are missing, or how many entries there were (`Witness`). */
  | { readonly code: 'rolledBack' | 'recordGone'; readonly line?: undefined; readonly detail: string }
  | { readonly code: 'integrity'; readonly line: number; readonly detail: ChainFault['code'] };

/** What the verification of a log found, as a fault of its file. */
export function integrityFault({ index, code }: ChainFault): FileFault {
  return { code: 'integrity', line: lineOfEntry(index), detail: code };
}

/** How much of a head's id is said: enough to find it in a log. */
const shownOfHead = 12;
/** How many heads are named. */
const mostNamed = 3;

/** The heads that the witness misses in a record, as a fault of its file; undefined when none is missing. */
export function rolledBackFault(missing: readonly string[]): FileFault | undefined {
  if (missing.length === 0) return undefined;
  const named = missing.slice(0, mostNamed).map(head => head.slice(0, shownOfHead));
  return { code: 'rolledBack', detail: [...named, ...(missing.length > mostNamed ? ['…'] : [])].join(', ') };
}

/** Why the store could not do what was asked. */
export type StoreFault =
  | { readonly code: 'readOnly' }
  | { readonly code: 'notFound'; readonly id: string }
  | { readonly code: 'exists'; readonly id: string }
  | { readonly code: 'broken'; readonly path: string; readonly fault: FileFault }
  /** Entries that were seen here are missing: an append would bury that. */
  | { readonly code: 'rolledBack'; readonly fault: FileFault }
  | { readonly code: 'locked'; readonly path: string }
  /** What stands where the record's lock should be is no lock: its place. */
  | { readonly code: 'strangeLock'; readonly path: string }
  | (Fullness & { readonly code: 'recordFull' })
  /** What is to be added would make a record that cannot be read again. */
  | { readonly code: 'unstorable'; readonly fault: FileFault }
  /** Written, but the disk does not say that it will outlive a power cut. */
  | { readonly code: 'unconfirmed'; readonly path: string; readonly reason: string }
  | { readonly code: 'writeFailed'; readonly path: string; readonly reason: string };

/** Why something asked of a record was not done. */
export type CommandFault = StoreFault | Refusal;

/** True for what the system refuses, and for errors of ours that bear a code of its: whatever else is thrown is a mistake, and no fault. */
export function isRefusedBySystem(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && !error.code.startsWith('ERR_');
}

/** The system's short code of an error (`ENOENT`, `EACCES`, `ENOSPC` …), or its message. */
export function systemCode(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return String(error);
}
