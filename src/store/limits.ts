// What a record's file may hold. The reader refuses a file past one of these, so the writer must refuse the append that would pass it.
// The size bounds the text; the rest bounds what `JSON.parse`, the schemas and the fold make of it, which a crafted text multiplies.

/** Largest store file, in bytes (of its text as UTF-8). */
export const maxFileSize = 32 * 1024 * 1024;

/** Largest store file that is read on the extension host, in bytes: parsed, verified and folded within some milliseconds, whatever it holds. */
export const maxReadOnHost = 64 * 1024;

/** Largest content that is kept as evidence, in bytes. */
export const maxAttachmentSize = 20 * 1024 * 1024;

/** Most that is kept as evidence in one store, in bytes. */
export const maxAttachments = 2 * 1024 * 1024 * 1024;

/** Most entries in one record's log. */
export const maxEntries = 50_000;

/** Most keys of one object (the rows of a list among them) and most items of one list, other than the entries themselves. */
export const maxMembers = 10_000;

/** Most values in one file, keys and items of all objects and lists together: an entry has about fifteen. */
export const maxValues = 2_000_000;

/** Deepest nesting of a store file; entries are read by recursive functions (hash, canonical form). */
export const maxDepth = 64;

/** A log that the reader would refuse for its size. */
export interface Fullness {
  readonly of: 'bytes' | 'entries' | 'values';
  readonly size: number;
  readonly limit: number;
}

/** The room at the end of a record that is kept for what completes it (`shareToLeave`), of each limit. */
export const reserve: Readonly<Record<Fullness['of'], number>> = { bytes: 256 * 1024, entries: 200, values: 10_000 };

/** How much of a limit is there for a write that must leave a share of the reserve, none of it for a log as it stands. */
export function roomOf(of: Fullness['of'], share: number): number {
  const limit = { bytes: maxFileSize, entries: maxEntries, values: maxValues }[of];
  return limit - Math.ceil(share * reserve[of]);
}

/** Which limit a log would pass in its file, of bytes and entries; undefined when it can be read again. `share` of the reserve is left free. */
export function fullnessOf(entries: number, text: string, share: number): Fullness | undefined {
  const sizes = { entries, bytes: Buffer.byteLength(text) };
  for (const of of ['entries', 'bytes'] as const) {
    const limit = roomOf(of, share);
    if (sizes[of] > limit) return { of, size: sizes[of], limit };
  }
  return undefined;
}
