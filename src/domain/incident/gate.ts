import { isBlank } from '../foundation/blank';
import { isEarlierInstant, type Instant } from '../foundation/time';
import { stepIds, type StepId } from '../vocabulary/steps';
import { missingDocumentation } from './documentation';
import type { FieldId, IncidentValues, Row } from './forms';
import { restorationItems, securityChecklistItems } from './forms/remedy';
import { lastCheckThatHolds } from './checks';
import { isNoticedHere } from './filledIn';
import { filled, noneOf, type Gate, type GateCode, type GateCondition, type GateContext } from './gateCondition';
import { endingConditions, endingOver, nothingOpen, overrideReasoned, signedOff } from './gateEnding';
import { endingDuties } from './gateDuties';
import { checklistAgrees, safeguardsAnswered } from './gateGaps';
import { shortGate } from './gateShort';
import { withOwnDuties } from './dutyDecision';
import { standingConditions } from './gateStanding';
import { timesInOrder } from './gateTimes';
import type { Incident } from './incident';
import { isUnderWay, unreleased } from './measure';
import { isSecurityRelevant, mayBeSecurity } from './security';

/**
 * All conditions of a gate: that behind a step, or that of the short way; conditions that do not apply to this incident are left out. A gate
 * holds at every later step, too: what an earlier one asked and is not so any more is asked again.
 */
export function gateOf(incident: Incident, gate: Gate, context: GateContext): readonly GateCondition[] {
  if (gate === 'short') return shortGate(incident, context);
  const own = [...ownConditions(incident, gate, context), ...(gate === 'detect' ? [] : standingConditions(incident))];
  const codes = new Set(own.map(({ code }) => code));
  const earlier = stepIds
    .slice(0, stepIds.indexOf(gate))
    .flatMap(step => ownConditions(incident, step, context))
    .filter(({ code, met }) => !met && !ofItsTime.has(code) && !codes.has(code) && codes.add(code));
  return [...own, ...earlier];
}

/** What a gate asks of its time alone, or what later ones ask in a stricter form of their own. */
const ofItsTime: ReadonlySet<GateCode> = new Set([
  'firstSupport',
  'release',
  'serviceState',
  'measuresAssigned',
  'procedureSteps',
  'windowOver',
  'documentation',
]);

/** What the gate behind a step asks for itself. */
function ownConditions(incident: Incident, step: StepId, context: GateContext): readonly GateCondition[] {
  const { values } = incident;
  switch (step) {
    case 'detect':
      return detectGate(values, context.now);
    case 'qualify':
      return [...qualifyGate(incident), ...(endsAtQualify(values) && incident.step === 'qualify' ? over(incident, context) : [])];
    case 'analyse':
      return analyseGate(incident, context);
    case 'remedy':
      return remedyGate(incident, context);
    case 'monitor':
      return monitorGate(incident, context);
    case 'complete':
      return completeGate(incident, context);
  }
}

/** The conditions that are not met yet. */
export function missingAt(incident: Incident, gate: Gate, context: GateContext): readonly GateCondition[] {
  return gateOf(incident, gate, context).filter(condition => !condition.met);
}

/** Inquiries and orders may be answered at step 2 and completed from there (M 6.124). */
function endsAtQualify(values: IncidentValues): boolean {
  return (values.kind === 'inquiry' || values.kind === 'order') && !isSecurityRelevant(values);
}

/** What the place an incident is completed from depends on. */
export type EndingValues = Pick<IncidentValues, 'kind' | 'assessment' | 'couldBeSecurity'>;

/** True when an incident is completed from `step`: from the last, from step 2 where it ends there, and the short way from any where it is no security incident. */
export function completesFrom(step: StepId, values: EndingValues, isShort = false): boolean {
  return step === 'complete' || (step === 'qualify' && endsAtQualify(values)) || (isShort && !mayBeSecurity(values));
}

/** What is over where an incident ends before the last step. */
function over(incident: Incident, context: GateContext): readonly GateCondition[] {
  return [
    ...endingOver(incident, context),
    ...nothingOpen(incident, context),
    ...endingDuties(withOwnDuties(incident, context), context.now),
    ...signedOff(incident),
  ];
}

/** The checklist items this incident must answer: the security items only where it is security relevant (M 6.133). */
export function applicableChecklist(values: IncidentValues): readonly (typeof restorationItems)[number][] {
  const security: readonly string[] = securityChecklistItems;
  return restorationItems.filter(item => isSecurityRelevant(values) || !security.includes(item));
}

function detectGate(values: IncidentValues, now: Instant): readonly GateCondition[] {
  return [
    filled(values, 'title', 'title'),
    filled(values, 'kind', 'kind'),
    filled(values, 'detection', 'detection'),
    ...(isNoticedHere(values) ? [] : [filled(values, 'reporter', 'reporter')]),
    filled(values, 'detectedAt', 'detectedAt'),
    filled(values, 'symptoms', 'symptoms'),
    filled(values, 'securityAnswer', 'couldBeSecurity', 'couldBeSecurityReason'),
    timesInOrder(values, now),
  ];
}

function qualifyGate({ values, priority }: Incident): readonly GateCondition[] {
  return [
    { code: 'priority', met: priority !== undefined, field: isBlank(values.impact) ? 'impact' : 'urgency', asks: ['impact', 'urgency'] },
    ...overrideReasoned(values),
    filled(values, 'category', 'category'),
    filled(values, 'assessment', 'assessment', 'assessmentReason'),
    filled(values, 'levelAndPerson', 'level', 'assignee'),
    filled(values, 'firstSupport', 'firstSupportResult'),
  ];
}

function analyseGate(incident: Incident, { releaseRule }: GateContext): readonly GateCondition[] {
  const { values } = incident;
  const reviewed = (code: GateCode, review: 'problemReview' | 'knownErrorReview' | 'changeReview', match: FieldId): GateCondition =>
    values[review] === 'matches' ? filled(values, code, match) : filled(values, code, review);
  const measures = (values.measures ?? []).filter(row => row.state !== 'dropped');
  return [
    reviewed('problemReview', 'problemReview', 'problemMatch'),
    reviewed('knownErrorReview', 'knownErrorReview', 'knownErrorMatch'),
    reviewed('changeReview', 'changeReview', 'changeMatch'),
    {
      code: 'cause',
      met: values.causeKnown === 'notKnown' || !isBlank(values.cause),
      field: values.causeKnown === undefined ? 'causeKnown' : 'cause',
      asks: ['causeKnown', 'cause'],
    },
    { code: 'measure', met: measures.some(row => row.what && row.type), field: 'measures' },
    safeguardsAnswered(values),
    noneOf('release', 'measures', unreleased(incident, releaseRule, 'final')[0]),
  ];
}

function remedyGate(incident: Incident, { now, releaseRule }: GateContext): readonly GateCondition[] {
  const { values } = incident;
  const measures = (values.measures ?? []).filter(isUnderWay);
  const unassigned = measures.find(row => !(row.person && row.due));
  const isOpen = (row: Partial<Pick<Row<'restoration'>, 'answer' | 'reason'>> | undefined): boolean =>
    !row?.answer || (row.answer === 'notApplicable' && !row.reason);
  const unanswered = applicableChecklist(values).find(item => isOpen((values.restoration ?? []).find(candidate => candidate.id === item)));
  const steps = values.procedureSteps ?? [];
  return [
    { code: 'serviceState', met: values.serviceState === 'restricted' || values.serviceState === 'normal', field: 'serviceState' },
    noneOf('measuresAssigned', 'measures', unassigned),
    safeguardsAnswered(values),
    noneOf('release', 'measures', unreleased(incident, releaseRule, 'final')[0]),
    noneOf('checklist', 'restoration', unanswered === undefined ? undefined : { id: unanswered }),
    ...(steps.length > 0 ? [noneOf('procedureSteps', 'procedureSteps', steps.find(isOpen))] : []),
    checklistAgrees(incident),
    timesInOrder(values, now),
  ];
}

function monitorGate(incident: Incident, { now, releaseRule }: GateContext): readonly GateCondition[] {
  const { values } = incident;
  const isOver = values.observeUntil !== undefined && !isEarlierInstant(now, values.observeUntil);
  const missing = missingDocumentation(incident, releaseRule);
  const held = lastCheckThatHolds(values);
  return [
    {
      code: 'windowOver',
      met: isOver || !isBlank(values.endedEarlyReason),
      field: values.observeUntil ? 'endedEarlyReason' : 'observeUntil',
      asks: ['observeUntil', 'endedEarlyReason'],
    },
    { code: 'checkHolds', met: held !== undefined, field: 'checks' },
    // What was looked at and holds has not come back.
    {
      code: 'noRecurrence',
      met: values.recurrence === 'no' || (values.recurrence === undefined && held !== undefined),
      field: 'recurrence',
    },
    {
      code: 'documentation',
      met: missing.length === 0,
      field: missing[0]?.field ?? 'effectivenessConfirmedBy',
      ...(missing[0]?.row !== undefined && { row: missing[0].row }),
      lacks: [...new Set(missing.map(({ code }) => code))],
    },
  ];
}

function completeGate(incident: Incident, context: GateContext): readonly GateCondition[] {
  const { values } = incident;
  return [
    filled(values, 'closureCode', 'closureCode'),
    ...endingConditions(incident, context),
    ...nothingOpen(incident, context),
    checklistAgrees(incident),
    timesInOrder(values, context.now),
    ...endingDuties(withOwnDuties(incident, context), context.now),
    ...signedOff(incident),
  ];
}
