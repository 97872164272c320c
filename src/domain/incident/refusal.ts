import type { CommonRefusal, Decided } from '../record/decide';
import type { StepId } from '../vocabulary/steps';
import type { FieldId } from './forms';
import type { GateCondition } from './gateCondition';

/** Why a command on an incident was refused; the words live at the edge. Nothing is written when a command is refused. */
export type IncidentRefusal =
  | CommonRefusal
  | { readonly code: 'gate'; readonly step: StepId; readonly missing: readonly GateCondition[] }
  | { readonly code: 'shortWay'; readonly missing: readonly GateCondition[] }
  | { readonly code: 'noSuchRecord'; readonly field: FieldId; readonly named: string }
  | { readonly code: 'noOriginal'; readonly named: string }
  | { readonly code: 'reasonMissing'; readonly field?: FieldId }
  | { readonly code: 'contentFixed'; readonly field: FieldId }
  | {
      readonly code:
        | 'closed'
        | 'notClosed'
        | 'erased'
        | 'retained'
        | 'stillDue'
        | 'noSuchMeasure'
        | 'measureDropped'
        | 'released'
        | 'releaseNotNeeded'
        | 'releaseAsked'
        | 'noReleaseAsked'
        | 'whoApproved'
        | 'noSuchGap'
        | 'gapRestored'
        | 'dateInPast';
    }
  | {
      readonly code:
        | 'matchMissing'
        | 'notLooked'
        | 'safeguardMissing'
        | 'whatMissing'
        | 'alreadyApplied'
        | 'notReleased'
        | 'noProblem'
        | 'nothingToTake';
    }
  | {
      readonly code:
        | 'noSuchHandOver'
        | 'acknowledgedAlready'
        | 'acknowledgedBefore'
        | 'handOverIncomplete'
        | 'acknowledgementIncomplete'
        | 'personMissing'
        | 'noSuchFollowUp'
        | 'followUpDone'
        | 'noWorkaround'
        | 'timeAhead';
    }
  | { readonly code: 'noSuchDuty' | 'sentAhead' | 'lateReasonMissing' }
  | { readonly code: 'notAtStep'; readonly step: StepId }
  | { readonly code: 'notBack'; readonly to: StepId };

/** The answer to a command on an incident. */
export type IncidentDecision = Decided<IncidentRefusal>;
