import { isBlank } from '../foundation/blank';
import { knownErrorPrefix } from '../knownError/form';
import { problemPrefix } from '../problem/form';
import { hasPrefix } from '../record/ids';
import { isEarlierInstant, type Instant } from '../foundation/time';
import { missingDocumentation } from './documentation';
import type { FieldId, IncidentValues, Row } from './forms';
import { gapState } from './gap';
import { restorationItems, securityChecklistItems } from './forms/remedy';
import type { Incident } from './incident';
import { unreleased } from './measure';
import type { StepId } from '../vocabulary/steps';

/** The conditions of the six gates; the words for them live at the edge. */
export const gateCodes = {
  detect: ['title', 'kind', 'detection', 'reporter', 'detectedAt', 'symptoms', 'securityAnswer'],
  qualify: [
    'priority',
    'overrideReason',
    'category',
    'assessment',
    'levelAndPerson',
    'firstSupport',
    'handOverSecurity',
    'handOverEmergency',
  ],
  analyse: ['problemReview', 'knownErrorReview', 'changeReview', 'cause', 'measure', 'safeguardQuestion', 'release'],
  remedy: ['serviceState', 'measuresAssigned', 'release', 'checklist'],
  monitor: ['windowOver', 'checkHolds', 'noRecurrence', 'documentation'],
  complete: ['closureCode', 'duplicateOf', 'measuresReleased', 'gapsClosed', 'causeCarriedOn', 'finalReport', 'signOff'],
} as const satisfies Record<StepId, readonly string[]>;

/** A condition of one of the gates. */
export type GateCode = (typeof gateCodes)[StepId][number];

/** One condition, whether it is met, and the field (and row) where it can be met. */
export interface GateCondition {
  readonly code: GateCode;
  readonly met: boolean;
  readonly field?: FieldId | 'gaps' | 'finalReport' | 'signOff';
  readonly row?: string;
}

/** All conditions of the gate behind `step`; conditions that do not apply to this incident are left out. */
export function gateOf(incident: Incident, step: StepId, now: Instant): readonly GateCondition[] {
  switch (step) {
    case 'detect':
      return detectGate(incident.values);
    case 'qualify':
      return qualifyGate(incident);
    case 'analyse':
      return analyseGate(incident);
    case 'remedy':
      return remedyGate(incident);
    case 'monitor':
      return monitorGate(incident, now);
    case 'complete':
      return completeGate(incident, now);
  }
}

/** The conditions that are not met yet. */
export function missingAt(incident: Incident, step: StepId, now: Instant): readonly GateCondition[] {
  return gateOf(incident, step, now).filter(condition => !condition.met);
}

/** True when qualification confirmed or suspects a security incident (M 6.131). */
function isSuspectedSecurity({ assessment }: Pick<IncidentValues, 'assessment'>): boolean {
  return assessment === 'confirmed' || assessment === 'suspected';
}

/** True when the incident is or may be a security incident: its kind, or what qualification found (M 6.124). */
export function isSecurityRelevant(values: Pick<IncidentValues, 'kind' | 'assessment'>): boolean {
  return values.kind === 'securityIncident' || isSuspectedSecurity(values);
}

/** Inquiries and orders may be answered at step 2 and completed from there (M 6.124). */
function endsAtQualify(values: IncidentValues): boolean {
  return (values.kind === 'inquiry' || values.kind === 'order') && !isSecurityRelevant(values);
}

/** True when an incident is completed from `step`: from the last, or from step 2 where it ends there. */
export function completesFrom(step: StepId, values: IncidentValues): boolean {
  return step === 'complete' || (step === 'qualify' && endsAtQualify(values));
}

/** The checklist items this incident must answer: the security items only where it is security relevant (M 6.133). */
export function applicableChecklist(values: IncidentValues): readonly (typeof restorationItems)[number][] {
  const security: readonly string[] = securityChecklistItems;
  return restorationItems.filter(item => isSecurityRelevant(values) || !security.includes(item));
}

function filled(values: IncidentValues, code: GateCode, first: FieldId, ...others: FieldId[]): GateCondition {
  const missing = [first, ...others].find(field => isBlank(values[field]));
  return { code, met: missing === undefined, field: missing ?? first };
}

function detectGate(values: IncidentValues): readonly GateCondition[] {
  return [
    filled(values, 'title', 'title'),
    filled(values, 'kind', 'kind'),
    filled(values, 'detection', 'detection'),
    filled(values, 'reporter', 'reporter'),
    filled(values, 'detectedAt', 'detectedAt'),
    filled(values, 'symptoms', 'symptoms'),
    filled(values, 'securityAnswer', 'couldBeSecurity', 'couldBeSecurityReason'),
  ];
}

function qualifyGate({ values, priority }: Incident): readonly GateCondition[] {
  const handed = (to: Row<'handOvers'>['interface']): boolean =>
    (values.handOvers ?? []).some(row => row.interface === to && row.person && row.at && row.channel && row.passed);
  return [
    { code: 'priority', met: priority !== undefined, field: isBlank(values.impact) ? 'impact' : 'urgency' },
    ...(values.priorityOverride ? [filled(values, 'overrideReason', 'priorityReason')] : []),
    filled(values, 'category', 'category'),
    filled(values, 'assessment', 'assessment', 'assessmentReason'),
    filled(values, 'levelAndPerson', 'level', 'assignee'),
    filled(values, 'firstSupport', 'firstSupportResult'),
    ...(isSuspectedSecurity(values) ? [{ code: 'handOverSecurity', met: handed('securityManagement'), field: 'handOvers' } as const] : []),
    ...(values.continuityThreatened === 'yes'
      ? [{ code: 'handOverEmergency', met: handed('emergencyManagement'), field: 'handOvers' } as const]
      : []),
  ];
}

function released(code: 'release' | 'measuresReleased', [first]: readonly Row<'measures'>[]): GateCondition {
  return { code, met: first === undefined, field: 'measures', ...(first && { row: first.id }) };
}

function analyseGate(incident: Incident): readonly GateCondition[] {
  const { values } = incident;
  const reviewed = (code: GateCode, review: 'problemReview' | 'knownErrorReview' | 'changeReview', match: FieldId): GateCondition =>
    values[review] === 'matches' ? filled(values, code, match) : filled(values, code, review);
  const measures = (values.measures ?? []).filter(row => row.state !== 'dropped');
  const unanswered = measures.find(row => !row.weakensSafeguard || (row.weakensSafeguard === 'yes' && !row.safeguard));
  return [
    reviewed('problemReview', 'problemReview', 'problemMatch'),
    reviewed('knownErrorReview', 'knownErrorReview', 'knownErrorMatch'),
    reviewed('changeReview', 'changeReview', 'changeMatch'),
    values.causeKnown === 'notKnown' ? filled(values, 'cause', 'causeKnown') : filled(values, 'cause', 'causeKnown', 'cause'),
    { code: 'measure', met: measures.some(row => row.what && row.type), field: 'measures' },
    { code: 'safeguardQuestion', met: unanswered === undefined, field: 'measures', ...(unanswered && { row: unanswered.id }) },
    released('release', unreleased(incident, 'final')),
  ];
}

function remedyGate(incident: Incident): readonly GateCondition[] {
  const { values } = incident;
  const measures = (values.measures ?? []).filter(row => row.state === undefined || row.state === 'open' || row.state === 'running');
  const unassigned = measures.find(row => !(row.person && row.due));
  const unanswered = applicableChecklist(values).find(item => {
    const row = (values.restoration ?? []).find(candidate => candidate.id === item);
    return !row?.answer || (row.answer === 'notApplicable' && !row.reason);
  });
  return [
    { code: 'serviceState', met: values.serviceState === 'restricted' || values.serviceState === 'normal', field: 'serviceState' },
    { code: 'measuresAssigned', met: unassigned === undefined, field: 'measures', ...(unassigned && { row: unassigned.id }) },
    released('release', unreleased(incident, 'final')),
    { code: 'checklist', met: unanswered === undefined, field: 'restoration', ...(unanswered && { row: unanswered }) },
  ];
}

function monitorGate(incident: Incident, now: Instant): readonly GateCondition[] {
  const { values } = incident;
  const over = values.observeUntil !== undefined && !isEarlierInstant(now, values.observeUntil);
  const [missing] = missingDocumentation(incident);
  return [
    {
      code: 'windowOver',
      met: over || !isBlank(values.endedEarlyReason),
      field: values.observeUntil ? 'endedEarlyReason' : 'observeUntil',
    },
    { code: 'checkHolds', met: lastCheckHolds(values), field: 'checks' },
    { code: 'noRecurrence', met: values.recurrence === 'no', field: 'recurrence' },
    {
      code: 'documentation',
      met: missing === undefined,
      ...(missing && { field: missing.field, ...(missing.row && { row: missing.row }) }),
    },
  ];
}

/** At least one check holds, and none that came later failed. */
function lastCheckHolds(values: IncidentValues): boolean {
  const judged = (values.checks ?? []).filter(row => row.holds !== undefined);
  const last = judged.reduce<Row<'checks'> | undefined>(
    (latest, row) => (!latest || (row.at ?? '') >= (latest.at ?? '') ? row : latest),
    undefined,
  );
  return last?.holds === 'yes';
}

function completeGate(incident: Incident, now: Instant): readonly GateCondition[] {
  const { values } = incident;
  const open = incident.gaps.find(gap => gapState(gap, now) === 'open');
  return [
    filled(values, 'closureCode', 'closureCode'),
    ...(values.closureCode === 'duplicate' ? [filled(values, 'duplicateOf', 'duplicateOf')] : []),
    released('measuresReleased', unreleased(incident, 'final', 'workaround')),
    { code: 'gapsClosed', met: open === undefined, field: 'gaps', ...(open && { row: open.id }) },
    ...(values.closureCode === 'solvedByWorkaround'
      ? [{ code: 'causeCarriedOn', met: isCarriedOn(values), field: 'carriedOnBy' } as const]
      : []),
    { code: 'finalReport', met: incident.finalReport !== undefined, field: 'finalReport' },
    ...(needsSignOff(incident) ? [{ code: 'signOff', met: incident.signOff !== undefined, field: 'signOff' } as const] : []),
  ];
}

/** A workaround ends an incident only where a problem or known error carries on its cause (M 6.64). */
function isCarriedOn({ carriedOnBy = '' }: IncidentValues): boolean {
  return [problemPrefix, knownErrorPrefix].some(prefix => hasPrefix(prefix, carriedOnBy.trim()));
}

/** P1, P2 and security incidents are signed off by the IT manager before they are closed (DER.2.1). */
export function needsSignOff({ values, priority }: Pick<Incident, 'values' | 'priority'>): boolean {
  return priority === 'P1' || priority === 'P2' || isSecurityRelevant(values);
}
