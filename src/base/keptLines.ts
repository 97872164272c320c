/** What is kept from one window to the next: JSON values in the order they were added, of which the last about a thing counts. A cache: none of it is missed. */
export interface KeptLines {
  readonly read: (take: (line: unknown) => void) => Promise<void>;
  /** Takes what `changed`; `all` is everything, in `counting` lines. */
  readonly save: (changed: Iterable<unknown>, all: Iterable<unknown>, counting: number) => Promise<void>;
}
