import type { AnyId } from '../record/ids';
import type { Stamp } from '../record/stamp';
import type { RecordState } from '../record/state';
import type { Priority } from '../vocabulary/priority';
import type { StepId } from '../vocabulary/steps';
import type { IncidentValues } from './forms';
import type { SafeguardGap } from './gap';
import type { Review, ReviewSource } from './review';

/** The final report that was stored with the record (M 6.134). */
export interface StoredReport extends Stamp {
  readonly sha256: string;
  readonly text: string;
}

/** The id of an incident, `INC-7K3QF2`. */
export type IncidentId = `${typeof incidentPrefix}-${string}`;

/** What the ids of incidents begin with. */
export const incidentPrefix = 'INC';

/** State of an incident: what folding its log gives. */
export interface Incident extends RecordState<'incident', IncidentId, IncidentValues> {
  readonly step: StepId;
  readonly open: boolean;
  /** What the matrix that was asked last gives for the values, or what was set by hand. */
  readonly priority: Priority | undefined;
  readonly gaps: readonly SafeguardGap[];
  readonly reviews: Readonly<Partial<Record<ReviewSource, Review>>>;
  /** Where applied workarounds and solutions came from, by the measure's row id; an empty text for nowhere. */
  readonly applied: ReadonlyMap<string, string>;
  /** The problem whose solution this incident waits for. */
  readonly waitsFor: AnyId | undefined;
  readonly finalReport: StoredReport | undefined;
  readonly signOff: Stamp | undefined;
  readonly closed: Stamp | undefined;
  /** Steps that have been left through their gate since the last time one went back before them. */
  readonly passed: readonly StepId[];
}
