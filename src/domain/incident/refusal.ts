import type { CommonRefusal, Decided } from '../record/decide';
import type { StepId } from '../vocabulary/steps';
import type { FieldId } from './forms';
import type { GateCondition } from './gate';

/** Why a command on an incident was refused; the words live at the edge. Nothing is written when a command is refused. */
export type IncidentRefusal =
  | CommonRefusal
  | { readonly code: 'gate'; readonly step: StepId; readonly missing: readonly GateCondition[] }
  | { readonly code: 'reasonMissing'; readonly field?: FieldId }
  | { readonly code: 'closed' | 'notClosed' | 'noSuchMeasure' | 'measureDropped' | 'noSuchGap' | 'gapRestored' | 'dateInPast' }
  | { readonly code: 'matchMissing' | 'safeguardMissing' | 'whatMissing' | 'alreadyApplied' | 'notReleased' | 'noProblem' }
  | { readonly code: 'notAtStep'; readonly step: StepId }
  | { readonly code: 'notBack'; readonly to: StepId };

/** The answer to a command on an incident. */
export type IncidentDecision = Decided<IncidentRefusal>;
