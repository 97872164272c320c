import type { ChainFault } from './chain';
import { lineOfEntry, type ParseFault } from './codec';
import type { Fullness } from './limits';

/** Why a store file cannot be used as a record; it is kept as it is, never overwritten and never dropped. */
export type FileFault =
  | ParseFault
  | { readonly code: 'wrongRecord'; readonly line: 1; readonly detail: string }
  | { readonly code: 'notAFile' | 'symbolicLink' | 'tooLarge' | 'unreadable'; readonly line?: number; readonly detail: string }
  | { readonly code: 'integrity'; readonly line: number; readonly detail: ChainFault['code'] };

/** What the verification of a log found, as a fault of its file. */
export function integrityFault({ index, code }: ChainFault): FileFault {
  return { code: 'integrity', line: lineOfEntry(index), detail: code };
}

/** Why the store could not do what was asked. */
export type StoreFault =
  | { readonly code: 'readOnly' }
  | { readonly code: 'notFound'; readonly id: string }
  | { readonly code: 'exists'; readonly id: string }
  | { readonly code: 'broken'; readonly path: string; readonly fault: FileFault }
  | { readonly code: 'locked'; readonly path: string }
  | (Fullness & { readonly code: 'recordFull' })
  /** What is to be added would make a record that cannot be read again. */
  | { readonly code: 'unstorable'; readonly fault: FileFault }
  /** Written, but the disk does not say that it will outlive a power cut. */
  | { readonly code: 'unconfirmed'; readonly path: string; readonly reason: string }
  | { readonly code: 'writeFailed'; readonly path: string; readonly reason: string };

/** The system's short code of an error (`ENOENT`, `EACCES`, `ENOSPC` …), or its message. */
export function systemCode(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return String(error);
}
