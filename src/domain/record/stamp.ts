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

/**
 * Two concurrent edits of one field that nobody has settled: the value in force came from `event`, the other from `other`. Where more than
 * two wrote, there is one for each other value.
 */
export interface Conflict {
  /** Field id, `field/row` (whether the row is there: true, or null where it was taken away) or `field/row/column`. */
  readonly path: string;
  readonly event: string;
  readonly value: unknown;
  readonly other: string;
  readonly otherValue: unknown;
}
