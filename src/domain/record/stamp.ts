import type { Actor } from '../vocabulary/actor';
import type { Instant } from '../foundation/time';

/** When and by whom something was done. */
export interface Stamp {
  readonly at: Instant;
  readonly by: Actor;
}

/** When and by whom an entry was made. */
export function stampOf({ at, by }: Stamp): Stamp {
  return { at, by };
}

/** Two concurrent edits of one field that nobody has settled: the value in force came from `event`, the other from `other`. */
export interface Conflict {
  /** Field id, or `field/row/column`. */
  readonly path: string;
  readonly event: string;
  readonly other: string;
  readonly otherValue: unknown;
}
