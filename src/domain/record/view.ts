/** The trees that records stand in. */
export type TreeId = 'incidents' | 'knowledge' | 'changes' | 'assets';

/** Where records of a kind stand, and how lists show them. `F` is what lists know of them, `D` are the parts they are divided into. */
export interface RecordView<F, D extends string = string> {
  readonly tree: TreeId;
  readonly icon: string;
  /** How the tree divides those of the kind that are not over; absent where they stand together. */
  readonly parts?: RecordParts<F, D>;
  /** True for what waits for somebody: lists tell how long ago it changed. */
  readonly ages?: boolean;
}

interface RecordParts<F, D extends string> {
  /** In the order of the tree. */
  readonly all: readonly D[];
  of(facts: F): D;
}
