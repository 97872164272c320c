import type { ChangesOf } from '../forms/field';
import type { MeasureKind } from '../vocabulary/measureKind';

/** A workaround or solution as a record holds it, and what must be known of it before it is applied (M 6.124). */
interface HeldMeasure {
  readonly what: string | undefined;
  readonly fallback: string | undefined;
  readonly weakensSafeguard: 'yes' | 'no' | undefined;
  readonly safeguard: string | undefined;
  readonly component: string | undefined;
}

/** What a record of a kind is to incidents: what its page offers and its host does, and no other kind's. `V` is what its form holds. */
export interface Offers<V extends object = object> {
  /** Its page shows the open incidents that are linked to it. */
  readonly openIncidents?: true;
  /** Its workaround and its solution, which are applied to incidents as they are; of another kind they are proposed there. */
  appliesMeasures?(values: V, measure: MeasureKind): HeldMeasure;
  /** A known error can be made of it, which takes over what both have a field for: what changes here along with that, while it is open. */
  readonly makesKnownError?: ChangesOf<V>;
}
