import type { Patch } from '../forms/field';
import type { Over } from '../record/over';
import type { RecordId } from '../record/ids';
import type { Instant } from '../foundation/time';
import type { Link, LinkState } from '../record/link';
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
 * Everything that can be asked of an incident; `decide` answers with entries or a refusal. A command with `over` says what its values
 * were typed over, one with `seen` which entries were shown when it was decided: both are refused when somebody else has changed
 * meanwhile what they are about.
 */
export type IncidentCommand =
  | { readonly type: 'capture'; readonly record: RecordId; readonly patch: Patch }
  | { readonly type: 'save'; readonly step: StepId; readonly patch: Patch; readonly over?: Over }
  | { readonly type: 'advance'; readonly from: StepId }
  | { readonly type: 'goBack'; readonly to: StepId; readonly reason: string }
  | { readonly type: 'assign'; readonly level: SupportLevel; readonly person: string; readonly reason: string; readonly over?: Over }
  | { readonly type: 'complete' }
  | { readonly type: 'reopen'; readonly to: StepId; readonly reason: string }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'judgeLink'; readonly link: string; readonly state: LinkState }
  | { readonly type: 'unlink'; readonly link: string }
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
      readonly from?: RecordId;
      readonly over?: Over;
    }
  | { readonly type: 'applySolution'; readonly measure: AppliedMeasure; readonly from?: RecordId; readonly released?: Stamp }
  | { readonly type: 'waitFor'; readonly problem: RecordId | null }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'releaseMeasure'; readonly measure: string; readonly seen?: Seen }
  | { readonly type: 'restoreSafeguard'; readonly gap: string; readonly note: string; readonly seen?: Seen }
  | { readonly type: 'acceptGap'; readonly gap: string; readonly until: Instant; readonly reason: string; readonly seen?: Seen }
  | { readonly type: 'storeReport'; readonly text: string; readonly sha256: string; readonly seen?: Seen }
  | { readonly type: 'signOff'; readonly seen?: Seen }
  /** Takes the content of an entry away; that it was there, who took it and why stays. */
  | { readonly type: 'redact'; readonly entry: string; readonly reason: string };
