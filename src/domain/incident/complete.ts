import { incidentPrefix } from '../vocabulary/incidentPrefix';
import { invalidField, type Patch } from '../forms/field';
import { failure, success } from '../foundation/result';
import type { Instant } from '../foundation/time';
import { linkOnce, refusedAsker } from '../record/decide';
import type { EventDraft } from '../record/event';
import { hasPrefix } from '../record/ids';
import { withShortAnswers } from './askedShortly';
import type { DecisionContext } from './decisionContext';
import { incidentEvent } from './event';
import { incidentFields, stepOfField } from './forms';
import { completesFrom, missingAt } from './gate';
import { needsSignOff } from './gateEnding';
import { countedHandOvers } from './handOversMade';
import { isUnacknowledged } from './handOver';
import type { Incident } from './incident';
import type { IncidentDecision } from './refusal';
import { isReviewField } from './review';
import { refusedAnswers, updated } from './saving';

/** Completes an incident through the gate of the step it is completed from. */
export function complete(incident: Incident, context: DecisionContext): IncidentDecision {
  const { step, values } = incident;
  if (!completesFrom(step, values)) return failure({ code: 'notAtStep', step });
  const missing = missingAt(incident, step, context);
  if (missing.length > 0) return failure({ code: 'gate', step, missing });
  return success([
    ...linkToOriginal(incident),
    incidentEvent('incident.completed', { from: step, closureCode: values.closureCode ?? 'answered', ...awaitedOf(incident, context.now) }),
  ]);
}

/** The short way to completion. Who may sign off does so by completing. */
export function completeShortly(incident: Incident, answers: Patch, context: DecisionContext): IncidentDecision {
  const invalid = invalidField(incidentFields, answers, field => stepOfField(field) !== undefined && !isReviewField(field));
  if (invalid) return failure(invalid);
  const refusal = refusedAnswers(incident, answers, context);
  if (refusal) return failure(refusal);
  const { patch, after } = withShortAnswers(incident, answers, context);
  const { closureCode } = after.values;
  const signs = after.signOff === undefined && needsSignOff(after) && refusedAsker('signOff', context) === undefined;
  const missing = missingAt(after, 'short', context).filter(({ code }) => !(signs && code === 'signOff'));
  if (missing.length > 0 || closureCode === undefined) return failure({ code: 'shortWay', missing });
  return success([
    ...updated('complete', patch, context),
    ...linkToOriginal(after),
    ...(signs ? [incidentEvent('incident.signedOff', {})] : []),
    incidentEvent('incident.completed', { from: incident.step, closureCode, short: true, ...awaitedOf(after, context.now) }),
  ]);
}

/** The hand-overs that nobody has acknowledged yet. */
function awaitedOf(incident: Incident, now: Instant): { readonly awaited?: string[] } {
  const awaited = countedHandOvers(incident)
    .filter(row => isUnacknowledged(row, now))
    .map(({ id }) => id);
  return awaited.length > 0 ? { awaited } : {};
}

/** A duplicate points to its original, so that both sides show it. */
function linkToOriginal(incident: Incident): readonly EventDraft[] {
  const original = incident.values.duplicateOf?.trim() ?? '';
  if (incident.values.closureCode !== 'duplicate' || !hasPrefix(incidentPrefix, original)) return [];
  return linkOnce(incident, { kind: 'duplicateOf', state: 'confirmed', target: { type: 'record', id: original } });
}
