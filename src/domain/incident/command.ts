import type { ReviewOutcome } from './forms/analyse';
import type { Patch } from '../forms/field';
import type { Over } from '../record/over';
import type { CommonCommand } from '../record/decide';
import type { AnyId } from '../record/ids';
import type { Instant } from '../foundation/time';
import type { OnBehalf } from '../record/release';
import type { Seen } from '../record/seen';
import type { Stamp } from '../record/stamp';
import type { interfaceParties } from '../vocabulary/parties';
import type { Candidate, ReviewSource } from './review';
import type { Row } from './forms';
import type { assessments } from './forms/qualify';
import type { supportLevels } from '../vocabulary/supportLevels';
import type { StepId } from '../vocabulary/steps';
import type { TakeProcedure } from './procedureSteps';

/** Support level an incident is worked on at (M 6.64). */
export type SupportLevel = (typeof supportLevels)[number];

/** The other party of an interface (M 6.124). */
export type Party = (typeof interfaceParties)[number];

/** What can come of an assessment whether it is a security incident. */
export type Assessment = (typeof assessments)[number];

/** A hand-over to another party as it was made: whom, when, how, and what was passed (M 6.124). */
export interface HandOver {
  /** Id of its row among the hand-overs. */
  readonly id: string;
  readonly interface: Party;
  readonly person: string;
  readonly at: Instant;
  readonly channel: string;
  readonly passed: string;
  /** The interface of the register that it went over, where there is one. */
  readonly register?: AnyId;
}

/** A workaround or solution as it is applied: what is done, and what it does to safeguards (M 6.124). */
export interface AppliedMeasure {
  /** Id of its row among the measures. */
  readonly id: string;
  readonly what: string;
  readonly person: string;
  readonly component?: string;
  readonly fallback?: string;
  readonly weakensSafeguard: 'yes' | 'no';
  readonly safeguard?: string;
  readonly needsOutage?: 'yes' | 'no';
}

/** A safeguard gap that no measure opened: which safeguard, on what, since when, and until when it is thought to last. */
export interface OpenedGap {
  readonly id: string;
  readonly safeguard: string;
  readonly component: string;
  readonly since: Instant;
  readonly until?: Instant;
}

/** What is said of evidence whose content is kept: where it comes from, what it is, and its SHA-256. */
export type AttachedCells = Omit<Row<'evidence'>, 'id'> & Readonly<Required<Pick<Row<'evidence'>, 'content' | 'sha256'>>>;

/**
 * Everything that can be asked of an incident: what can be asked of every record, where `release` names a measure and `save` a step, and what
 * can be asked of incidents alone. `decide` answers with entries or a refusal.
 */
export type IncidentCommand =
  | Exclude<CommonCommand, { type: 'save' }>
  | { readonly type: 'save'; readonly step: StepId; readonly patch: Patch; readonly over?: Over }
  | { readonly type: 'advance'; readonly from: StepId }
  | { readonly type: 'goBack'; readonly to: StepId; readonly reason: string }
  | { readonly type: 'assign'; readonly level: SupportLevel; readonly person: string; readonly reason: string; readonly over?: Over }
  | { readonly type: 'complete' }
  /** Completes from whatever step by the short way; `patch` holds answers of any step that it still lacks. */
  | { readonly type: 'completeShortly'; readonly patch: Patch; readonly over?: Over }
  | { readonly type: 'reopen'; readonly to: StepId; readonly reason: string }
  /** A completed incident leaves the lists, and is found by search. */
  | { readonly type: 'archive' }
  | { readonly type: 'bringBack' }
  /** Of an incident whose time is over nothing is left but that it was there. */
  | { readonly type: 'erase'; readonly reason: string }
  | {
      readonly type: 'review';
      readonly source: ReviewSource;
      readonly outcome: ReviewOutcome;
      readonly match?: { readonly id: string; readonly title: string };
      /** What was offered; undefined while nobody has looked. */
      readonly candidates: readonly Candidate[] | undefined;
      readonly over?: Over;
    }
  | {
      readonly type: 'applyWorkaround';
      readonly measure: AppliedMeasure;
      readonly reviewAt: Instant;
      readonly from?: AnyId;
      readonly over?: Over;
    }
  | { readonly type: 'applySolution'; readonly measure: AppliedMeasure; readonly from?: AnyId; readonly released?: Stamp }
  | TakeProcedure
  /** Evidence whose content is kept: `cells` are those of its row. */
  | { readonly type: 'attachEvidence'; readonly row: string; readonly cells: AttachedCells }
  | { readonly type: 'waitFor'; readonly problem: AnyId | null }
  /** Writes down the release of a measure that was given elsewhere. */
  | { readonly type: 'recordApproval'; readonly part: string; readonly onBehalf: OnBehalf; readonly seen?: Seen }
  /** Puts a measure on the list of whoever may release it. */
  | { readonly type: 'askRelease'; readonly measure: string }
  | { readonly type: 'refuseRelease'; readonly measure: string; readonly reason: string; readonly seen?: Seen }
  | { readonly type: 'handOver'; readonly handOver: HandOver }
  /** The other side has taken note of a hand-over: who, when, and how it said so. */
  | { readonly type: 'acknowledge'; readonly handOver: string; readonly who: string; readonly at: Instant; readonly how: string }
  | { readonly type: 'finishFollowUp'; readonly followUp: string; readonly at: Instant; readonly by: string }
  /** Somebody has looked at the workaround: it is looked at again at `reviewAt`, or not any more. */
  | { readonly type: 'reviewWorkaround'; readonly reviewAt?: Instant; readonly note: string }
  /** Security management's own assessment, beside that of step 2. */
  | { readonly type: 'assessSecurity'; readonly assessment: Assessment; readonly reason: string }
  /** The unstable system itself has weakened or switched off a safeguard; no measure has. */
  | { readonly type: 'openGap'; readonly gap: OpenedGap }
  | { readonly type: 'restoreSafeguard'; readonly gap: string; readonly note: string; readonly seen?: Seen }
  | { readonly type: 'acceptGap'; readonly gap: string; readonly until: Instant; readonly reason: string; readonly seen?: Seen }
  | { readonly type: 'storeReport'; readonly text: string; readonly sha256: string; readonly seen?: Seen }
  | { readonly type: 'signOff'; readonly seen?: Seen }
  /** Records that the notice of a reporting duty was sent, also after the completion. */
  | {
      readonly type: 'noticeSent';
      readonly duty: string;
      readonly at: Instant;
      readonly person?: string;
      readonly reference?: string;
      readonly lateReason?: string;
      readonly seen?: Seen;
    };
