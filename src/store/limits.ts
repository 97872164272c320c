// What a record's file may hold. The reader refuses a file past one of these, so the writer must refuse the append that would pass it.

/** Largest store file, in bytes (of its text as UTF-8). */
export const maxFileSize = 32 * 1024 * 1024;

/** Most entries in one record's log. */
export const maxEntries = 50_000;

/** A log that the reader would refuse for its size. */
export interface Fullness {
  readonly of: 'bytes' | 'entries';
  readonly size: number;
  readonly limit: number;
}

/** Which limit a log would pass in its file; undefined when it can be read again. */
export function fullnessOf(entries: number, text: string): Fullness | undefined {
  if (entries > maxEntries) return { of: 'entries', size: entries, limit: maxEntries };
  const size = Buffer.byteLength(text);
  return size > maxFileSize ? { of: 'bytes', size, limit: maxFileSize } : undefined;
}
