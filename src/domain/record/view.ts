/** The trees that records stand in. */
export type TreeId = 'incidents' | 'knowledge' | 'changes' | 'assets';

/** Where records of a kind stand, and how lists show them. `F` is what lists know of them. */
export interface RecordView<F> {
  readonly tree: TreeId;
  readonly icon: string;
  /** How the tree divides those of the kind that are not over; absent where they stand together. */
  readonly parts?: RecordParts<F>;
  /** True for what waits for somebody: lists tell how long ago it changed. */
  readonly ages?: boolean;
}

interface RecordParts<F> {
  /** In the order of the tree. */
  readonly all: readonly string[];
  of(facts: F): string;
}
