import type { Patch } from '../forms/field';
import type { Over } from '../record/over';
import type { CommonCommand } from '../record/decide';
import type { AnyId } from '../record/ids';
import type { Instant } from '../foundation/time';
import type { Seen } from '../record/seen';
import type { Stamp } from '../record/stamp';
import type { Candidate, ReviewSource } from './review';
import type { supportLevels } from './forms/qualify';
import type { StepId } from '../vocabulary/steps';

/** Support level an incident is worked on at (M 6.64). */
export type SupportLevel = (typeof supportLevels)[number];

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
}

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
  | { readonly type: 'reopen'; readonly to: StepId; readonly reason: string }
  | {
      readonly type: 'review';
      readonly source: ReviewSource;
      readonly outcome: 'matches' | 'none';
      readonly match?: { readonly id: string; readonly title: string };
      readonly candidates: readonly Candidate[];
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
  | { readonly type: 'waitFor'; readonly problem: AnyId | null }
  | { readonly type: 'restoreSafeguard'; readonly gap: string; readonly note: string; readonly seen?: Seen }
  | { readonly type: 'acceptGap'; readonly gap: string; readonly until: Instant; readonly reason: string; readonly seen?: Seen }
  | { readonly type: 'storeReport'; readonly text: string; readonly sha256: string; readonly seen?: Seen }
  | { readonly type: 'signOff'; readonly seen?: Seen };
