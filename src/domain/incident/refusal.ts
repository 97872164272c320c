import type { InvalidField } from '../forms/field';
import type { Result } from '../foundation/result';
import type { EventDraft } from '../record/event';
import type { ChangedMeanwhile } from '../record/over';
import type { RedactionRefusal } from '../record/redaction';
import type { ChangedSinceSeen } from '../record/seen';
import type { Role } from '../vocabulary/actor';
import type { Action } from '../vocabulary/permissions';
import type { StepId } from '../vocabulary/steps';
import type { FieldId } from './forms';
import type { GateCondition } from './gate';

/** Why a command was refused; the words live at the edge. Nothing is written when a command is refused. */
export type Refusal =
  | { readonly code: 'notPermitted'; readonly action: Action; readonly role: Role }
  | { readonly code: 'gate'; readonly step: StepId; readonly missing: readonly GateCondition[] }
  | InvalidField
  | ChangedMeanwhile
  | ChangedSinceSeen
  | { readonly code: 'reasonMissing'; readonly field?: FieldId }
  | { readonly code: 'closed' | 'notClosed' | 'exists' | 'noSuchLink' | 'noSuchMeasure' | 'noSuchGap' | 'dateInPast' }
  | { readonly code: 'matchMissing' | 'safeguardMissing' | 'whatMissing' | 'alreadyApplied' | 'notReleased' | 'noProblem' }
  | RedactionRefusal
  | { readonly code: 'notAtStep'; readonly step: StepId }
  | { readonly code: 'notBack'; readonly to: StepId };

/** The answer to a command: the entries to append (none when nothing would change), or why not. */
export type Decision = Result<readonly EventDraft[], Refusal>;
