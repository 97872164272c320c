import { isBlank } from '../foundation/blank';
import type { Instant } from '../foundation/time';
import type { StepId } from '../vocabulary/steps';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { DocumentationGap } from './documentation';
import type { FieldId, IncidentValues } from './forms';
import type { ReleaseRule } from './measure';

/** What holds at every step from qualification on, where it applies to the incident. */
export const standingCodes = ['assessmentsAgree', 'handOverSecurity', 'handOverEmergency', 'dutiesAsked', 'clocksRun'] as const;

/** The conditions of the six gates, and of the short way to completion; the words for them live at the edge. */
export const gateCodes = {
  detect: ['title', 'kind', 'detection', 'reporter', 'detectedAt', 'symptoms', 'securityAnswer', 'timesInOrder'],
  qualify: ['priority', 'overrideReason', 'category', 'assessment', 'levelAndPerson', 'firstSupport', ...standingCodes],
  analyse: ['problemReview', 'knownErrorReview', 'changeReview', 'cause', 'measure', 'safeguardQuestion', 'release', ...standingCodes],
  remedy: [
    'serviceState',
    'measuresAssigned',
    'safeguardQuestion',
    'release',
    'checklist',
    'procedureSteps',
    'checklistAgrees',
    'timesInOrder',
    ...standingCodes,
  ],
  monitor: ['windowOver', 'checkHolds', 'noRecurrence', 'documentation', ...standingCodes],
  complete: [
    'closureCode',
    'duplicateOf',
    'causeCarriedOn',
    'serviceNormal',
    'measuresOver',
    'solution',
    'safeguardQuestion',
    'measuresReleased',
    'gapsClosed',
    'checklistAgrees',
    'timesInOrder',
    'dutiesDecided',
    'noticesSent',
    'latenessExplained',
    'signOff',
    ...standingCodes,
  ],
  short: [
    'title',
    'kind',
    'reporter',
    'symptoms',
    'securityAnswer',
    'notSecurity',
    'shortEnding',
    'duplicateOf',
    'priority',
    'solution',
    'serviceNormal',
    'measuresOver',
    'safeguardQuestion',
    'measuresReleased',
    'gapsClosed',
    'noDuty',
    'overrideReason',
    'assessment',
    'assessmentsAgree',
    'handOverEmergency',
    'timesInOrder',
    'signOff',
  ],
} as const satisfies Record<Gate, readonly string[]>;

/** A gate: that of a step, or of the short way to completion. */
export type Gate = StepId | 'short';

/** A condition of one of the gates. */
export type GateCode = (typeof gateCodes)[Gate][number];

/** One condition, whether it is met, and the field (and row) where it can be met. */
export interface GateCondition {
  readonly code: GateCode;
  readonly met: boolean;
  readonly field?: FieldId | 'gaps' | 'signOff';
  readonly row?: string;
  /** All fields that it asks for together, where that is more than the one that is missing. */
  readonly asks?: readonly FieldId[];
  /** What exactly the documentation lacks. */
  readonly lacks?: readonly DocumentationGap[];
}

/** Where a condition can be met, as a path of the form: `field`, or `field/row`; undefined where no field meets it. */
export function conditionPath({ field, row }: GateCondition): string | undefined {
  return field === undefined || row === undefined ? field : `${field}/${row}`;
}

/** What gates depend on besides the incident. */
export interface GateContext {
  readonly now: Instant;
  readonly releaseRule: ReleaseRule;
  /** The organisation's own reporting duties, as the setting has them now. */
  readonly ownDuties: readonly OwnDuty[];
  /** True for the id of a record that there is, and that can be read. */
  readonly exists: (id: string) => boolean;
  /** The incidents that an incident is linked to as their duplicate. */
  readonly originals: (id: string) => readonly string[];
}

/** The condition that these fields are filled in; it names the first that is not. */
export function filled<C extends GateCode>(
  values: IncidentValues,
  code: C,
  first: FieldId,
  ...others: FieldId[]
): GateCondition & { readonly code: C } {
  const asks = [first, ...others];
  const missing = asks.find(field => isBlank(values[field]));
  return { code, met: missing === undefined, field: missing ?? first, asks };
}

/** A condition that a row of a list may stand against: met where there is none. */
export function noneOf(code: GateCode, field: 'gaps' | FieldId, row: { readonly id: string } | undefined): GateCondition {
  return { code, met: row === undefined, field, ...(row && { row: row.id }) };
}
