import type { RecordEvent } from '../record/event';
import type { RecordId } from '../record/ids';
import type { Instant } from '../foundation/time';
import type { IncidentValues } from './forms';
import type { SafeguardGap } from './gap';
import type { Link } from '../record/link';
import type { Conflict, Stamp } from '../record/stamp';
import type { Disregarded, Fallen } from '../record/standing';
import type { Priority } from '../vocabulary/priority';
import type { Review, ReviewSource } from './review';
import type { StepId } from '../vocabulary/steps';

/** The final report that was stored with the record (M 6.134). */
export interface StoredReport extends Stamp {
  readonly sha256: string;
  readonly text: string;
}

/** State of an incident: what folding its log gives. */
export interface Incident {
  readonly id: RecordId;
  readonly step: StepId;
  readonly open: boolean;
  readonly values: IncidentValues;
  /** What the matrix gave when it was last asked, or the override. */
  readonly priority: Priority | undefined;
  readonly links: readonly Link[];
  readonly gaps: readonly SafeguardGap[];
  /** Releases of measures by row id (DER.2.1.A5). */
  readonly releases: ReadonlyMap<string, Stamp>;
  readonly reviews: Readonly<Partial<Record<ReviewSource, Review>>>;
  /** Where applied workarounds and solutions came from, by the measure's row id; an empty text for nowhere. */
  readonly applied: ReadonlyMap<string, string>;
  /** The problem whose solution this incident waits for. */
  readonly waitsFor: RecordId | undefined;
  readonly finalReport: StoredReport | undefined;
  readonly signOff: Stamp | undefined;
  readonly recorded: Stamp | undefined;
  readonly closed: Stamp | undefined;
  readonly changedAt: Instant | undefined;
  /** Steps that have been left through their gate since the last time one went back before them. */
  readonly passed: readonly StepId[];
  readonly conflicts: readonly Conflict[];
  /** Entries that do not count, because of the role they were made in. */
  readonly disregarded: readonly Disregarded[];
  /** Releases, reports and sign-offs that no longer hold, in the order in which they fell. */
  readonly fallen: readonly Fallen[];
  /** All entries in causal order, known or not. */
  readonly timeline: readonly RecordEvent[];
}
