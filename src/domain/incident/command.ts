import type { Patch } from '../field';
import type { RecordId } from '../ids';
import type { Instant } from '../time';
import type { Link, LinkState } from './link';
import type { supportLevels } from './forms/qualify';
import type { StepId } from './steps';

/** Support level an incident is worked on at (M 6.64). */
export type SupportLevel = (typeof supportLevels)[number];

/** Everything that can be asked of an incident; `decide` answers with entries or a refusal. */
export type IncidentCommand =
  | { readonly type: 'capture'; readonly record: RecordId; readonly patch: Patch }
  | { readonly type: 'save'; readonly step: StepId; readonly patch: Patch }
  | { readonly type: 'advance'; readonly from: StepId }
  | { readonly type: 'goBack'; readonly to: StepId; readonly reason: string }
  | { readonly type: 'assign'; readonly level: SupportLevel; readonly person: string; readonly reason: string }
  | { readonly type: 'complete' }
  | { readonly type: 'reopen'; readonly to: StepId; readonly reason: string }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'judgeLink'; readonly link: string; readonly state: LinkState }
  | { readonly type: 'unlink'; readonly link: string }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'releaseMeasure'; readonly measure: string }
  | { readonly type: 'restoreSafeguard'; readonly gap: string; readonly note: string }
  | { readonly type: 'acceptGap'; readonly gap: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'storeReport'; readonly text: string; readonly sha256: string }
  | { readonly type: 'signOff' };
