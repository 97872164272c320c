// What a record's file may hold. The reader refuses a file past one of these, so the writer must refuse the append that would pass it.

/** Largest store file, in bytes (of its text as UTF-8). */
export const maxFileSize = 32 * 1024 * 1024;

/** Most entries in one record's log. */
export const maxEntries = 50_000;
