import type { incidentPrefix } from '../vocabulary/incidentPrefix';
import type { Instant } from '../foundation/time';
import type { Erased } from '../record/erasure';
import type { AnyId } from '../record/ids';
import type { ReleaseRequest } from '../record/release';
import type { Stamp } from '../record/stamp';
import type { RecordState } from '../record/state';
import type { Actor } from '../vocabulary/actor';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { Priority } from '../vocabulary/priority';
import type { StepId } from '../vocabulary/steps';
import type { IncidentValues } from './forms';
import type { Assessment } from './command';
import type { SafeguardGap } from './gap';
import type { Review, ReviewSource } from './review';

/** The final report that was stored with the record (M 6.134). */
export interface StoredReport extends Stamp {
  readonly sha256: string;
  readonly text: string;
}

/** The id of an incident, `INC-7K3QF2`. */
export type IncidentId = `${typeof incidentPrefix}-${string}`;

/** A time in which the agreed service is to be restored (M 6.131). */
export interface RestoreTarget {
  readonly since: Instant;
  readonly due: Instant;
}

/** Security management's own assessment, beside that of step 2 (M 6.64). */
export interface OwnAssessment extends Stamp {
  readonly assessment: Assessment;
  readonly reason: string;
}

/** The course of an incident: what of it does not stand in a form. */
export interface Course {
  readonly step: StepId;
  readonly open: boolean;
  /** What the matrix that was asked last gives for the values, or what was set by hand. */
  readonly priority: Priority | undefined;
  readonly reviews: Readonly<Partial<Record<ReviewSource, Review>>>;
  /** The problem whose solution this incident waits for. */
  readonly waitsFor: AnyId | undefined;
  readonly finalReport: StoredReport | undefined;
  readonly signOff: Stamp | undefined;
  readonly closed: Stamp | undefined;
  /** Who put it into the archive, where it is there. */
  readonly archived: Stamp | undefined;
  /** True where it is completed, and something of it was written that its completion had not seen, or that security management said since. */
  readonly overtaken: boolean;
  /** When level or person were written last. */
  readonly assignedAt: Instant | undefined;
  /** What security management said last. */
  readonly ownAssessment: OwnAssessment | undefined;
  /** Steps that have been left through their gate since the last time one went back before them. */
  readonly passed: readonly StepId[];
}

/** The course of an incident that has just been recorded. */
export const beginning: Course = {
  step: 'detect',
  open: true,
  priority: undefined,
  reviews: {},
  waitsFor: undefined,
  finalReport: undefined,
  signOff: undefined,
  closed: undefined,
  archived: undefined,
  overtaken: false,
  assignedAt: undefined,
  passed: [],
  ownAssessment: undefined,
};

/** State of an incident: what folding its log gives. */
export interface Incident extends RecordState<'incident', IncidentId, IncidentValues>, Course {
  /** By when the agreed service is to be restored, counted from its detection; undefined where no target was in force, or nothing is to be restored. */
  readonly target: RestoreTarget | undefined;
  readonly gaps: readonly SafeguardGap[];
  /** Who wrote what the release of a measure covers, by its row; none where several did. */
  readonly proposed: ReadonlyMap<string, Actor>;
  /** Releases that were asked for and not given, by the measure. */
  readonly releaseRequests: ReadonlyMap<string, ReleaseRequest>;
  /** The rules of the organisation's own reporting duties, as they were when they were decided first. */
  readonly ownDuties: readonly OwnDuty[];
  /** Where applied workarounds, solutions and the steps of procedures came from, by the row's id; an empty text for nowhere. */
  readonly applied: ReadonlyMap<string, string>;
  /** The interfaces of the register that hand-overs went over, by the row's id. */
  readonly interfaces: ReadonlyMap<string, string>;
  /** That it was there, and nothing else, where it was erased. */
  readonly erased: Erased | undefined;
  /** Which times of hand-overs somebody wrote when they had come. */
  readonly timely: { has(row: string, column: 'at' | 'acknowledgedAt', time: Instant): boolean };
  /** The hand-overs whose acknowledgement is still waited for after the completion. */
  readonly awaited: ReadonlySet<string>;
}
