import type { EventDraft } from '../record/event';
import { invalidField, type Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { askedOver, commonAction, decideCommon, linkEach } from '../record/decide';
import { fillAction, type Action } from '../vocabulary/permissions';
import { failure, success } from '../foundation/result';
import { addDays, isEarlierInstant } from '../foundation/time';
import type { IncidentCommand } from './command';
import { finishFollowUp, reviewWorkaround } from './answerDue';
import { archive } from './archive';
import { askedAnew } from './askedAnew';
import { complete, completeShortly } from './complete';
import { settlingAction } from './conflictPath';
import { changedUnseen } from './changedUnseen';
import type { DecisionContext } from './decisionContext';
import { acknowledging } from './entryActions';
import { isAllowedWhenClosed } from './entryMisfit';
import { incidentEvent } from './event';
import { filledOnTheWay, filledWithSave } from './filledIn';
import { fieldBelongsToStep, incidentFields, type IncidentPatch, type IncidentValues } from './forms';
import { acceptGap, openGap, restoreSafeguard } from './decideGap';
import { missingAt } from './gate';
import { acknowledge, handOver } from './handOver';
import type { Incident } from './incident';
import { noticeSent } from './noticeSent';
import type { IncidentDecision } from './refusal';
import type { OnBehalf } from '../record/release';
import { attachEvidence } from './keptEvidence';
import { takingAction } from './procedureSteps';
import { askRelease, refuseRelease } from './releaseRequest';
import { redact } from './redaction';
import { erase } from './retention';
import { isReviewField } from './review';
import { refusedAnswers, updated } from './saving';
import { settleConflict } from './settle';
import { applySolution, applyWorkaround, review, waitFor } from './solve';
import { takeProcedure } from './takeOver';
import { isEarlier, nextStep, type StepId } from '../vocabulary/steps';
import { reviewPatch, writtenInIncident } from './written';
import { applyPatch } from '../forms/values';

/**
 * Decides what a command that is permitted does to an incident: gates and rules are checked here, when an entry is appended, and
 * never when a log is folded: what another version allowed stays what it was. Pure.
 */
export function decideIncident(incident: Incident, command: IncidentCommand, context: DecisionContext): IncidentDecision {
  if (incident.erased) return failure({ code: 'erased' });
  if (!incident.open && !isAllowedWhenClosed(command)) return failure({ code: 'closed' });
  const unseen = changedUnseen(incident, command, context.register);
  if (unseen) return failure(unseen);
  const decision = decideOpen(incident, command, context);
  const patch = typedPatch(command);
  return patch && 'over' in command ? askedOver(writtenInIncident(incident), patch, command.over, decision) : decision;
}

/** What a command writes that a person has typed or chosen over what was shown. */
function typedPatch(command: IncidentCommand): Patch | undefined {
  switch (command.type) {
    case 'save':
    case 'completeShortly':
      return command.patch;
    case 'assign':
      return { level: command.level, assignee: command.person };
    case 'review':
      return reviewPatch(command);
    case 'applyWorkaround':
      return { serviceState: 'restricted', workaroundReviewAt: command.reviewAt };
    default:
      return undefined;
  }
}

function decideOpen(incident: Incident, command: IncidentCommand, context: DecisionContext): IncidentDecision {
  switch (command.type) {
    case 'capture':
      return capture(incident, command, context);
    case 'save':
      return save(incident, command.step, command.patch, context);
    case 'advance':
      return advance(incident, command.from, context);
    case 'goBack':
      return goBack(incident, command.to, command.reason, context);
    case 'assign':
      return one(incidentEvent('incident.assigned', { level: command.level, person: command.person, reason: command.reason }));
    case 'complete':
      return complete(incident, context);
    case 'completeShortly':
      return completeShortly(incident, command.patch, context);
    case 'reopen':
      return reopen(incident, command.to, command.reason, context);
    case 'archive':
    case 'bringBack':
      return archive(incident, command.type);
    case 'erase':
      return erase(incident, command.reason, context);
    case 'review':
      return review(incident, command);
    case 'applyWorkaround':
      return applyWorkaround(incident, command, context.now);
    case 'applySolution':
      return applySolution(incident, command, context);
    case 'attachEvidence':
      return attachEvidence(incident, command);
    case 'takeProcedure':
      return takeProcedure(incident, command);
    case 'waitFor':
      return waitFor(incident, command.problem);
    case 'release':
      return releaseMeasure(incident, command.part);
    case 'recordApproval':
      return releaseMeasure(incident, command.part, command.onBehalf);
    case 'askRelease':
      return askRelease(incident, command.measure, context.releaseRule);
    case 'refuseRelease':
      return refuseRelease(incident, command);
    case 'restoreSafeguard':
      return restoreSafeguard(incident, command);
    case 'acceptGap':
      return acceptGap(incident, command, context.now);
    case 'openGap':
      return openGap(incident, command.gap, context.now);
    case 'handOver':
      return handOver(incident, command.handOver, context.now);
    case 'acknowledge':
      return acknowledge(incident, command, context.now);
    case 'finishFollowUp':
      return finishFollowUp(incident, command, context.now);
    case 'reviewWorkaround':
      return reviewWorkaround(incident, command, context.now);
    case 'assessSecurity':
      return isBlank(command.reason)
        ? failure({ code: 'reasonMissing' })
        : one(incidentEvent('incident.securityAssessed', { assessment: command.assessment, reason: command.reason }));
    case 'storeReport':
      return one(incidentEvent('incident.reportStored', { text: command.text, sha256: command.sha256 }));
    case 'signOff':
      return one(incidentEvent('incident.signedOff', {}));
    case 'noticeSent':
      return noticeSent(incident, command, context.now);
    case 'redact':
      return redact(incident, command, context);
    case 'settle':
      return settleConflict(incident, command, { register: context.register, save: (step, patch) => save(incident, step, patch, context) });
    default:
      return decideCommon(incident, command);
  }
}

/** The permission a command needs. */
export function actionOf(command: IncidentCommand, incident: Incident): Action {
  switch (command.type) {
    case 'capture':
      return 'record';
    case 'save':
      return fillAction(command.step);
    case 'settle':
      return settlingAction(command.path, incident.step);
    case 'advance':
      return fillAction(command.from);
    case 'complete':
    case 'completeShortly':
      return 'close';
    case 'bringBack':
      return 'archive';
    case 'review':
    case 'waitFor':
    case 'askRelease':
      return fillAction('analyse');
    case 'refuseRelease':
      return 'release';
    case 'attachEvidence':
      return fillAction('detect');
    case 'takeProcedure':
      return takingAction(command.into);
    case 'applyWorkaround':
    case 'applySolution':
      return command.type;
    case 'acceptGap':
      return 'acceptRisk';
    case 'handOver':
      return fillAction('qualify');
    case 'acknowledge':
      return acknowledging(incident.values.handOvers?.find(({ id }) => id === command.handOver)?.interface);
    case 'finishFollowUp':
      return fillAction('complete');
    case 'reviewWorkaround':
      return fillAction('remedy');
    case 'noticeSent':
      return 'reportDuty';
    case 'goBack':
      return incident.step === 'analyse' ? fillAction('analyse') : 'goBack';
    case 'assign':
    case 'recordApproval':
    case 'openGap':
    case 'assessSecurity':
    case 'restoreSafeguard':
    case 'storeReport':
    case 'signOff':
    case 'reopen':
    case 'archive':
    case 'erase':
      return command.type;
    default:
      return commonAction(command);
  }
}

function one(draft: EventDraft): IncidentDecision {
  return success([draft]);
}

function capture(incident: Incident, command: Extract<IncidentCommand, { type: 'capture' }>, context: DecisionContext): IncidentDecision {
  if (incident.timeline.length > 0) return failure({ code: 'exists' });
  const patch: Patch = { tlp: context.defaultTlp, detectedAt: context.now, ...command.patch };
  const invalid = invalidField(incidentFields, patch, field => fieldBelongsToStep(field, 'detect'));
  if (invalid) return failure(invalid);
  const links = linkEach(incident, command.links ?? []);
  return success([incidentEvent('record.captured', { record: command.record, patch: { ...patch } }), ...links]);
}

function save(incident: Incident, step: StepId, patch: Patch, context: DecisionContext): IncidentDecision {
  // The candidates belong to the outcome of a review: a save can only take one back.
  const invalid = invalidField(
    incidentFields,
    patch,
    field => fieldBelongsToStep(field, step) && !(isReviewField(field) && patch[field] !== null),
  );
  if (invalid) return failure(invalid);
  const refusal = refusedAnswers(incident, patch, context);
  if (refusal) return failure(refusal);
  const values = applyPatch<IncidentValues>(incidentFields, incident.values, patch);
  const along = Object.keys(patch).length > 0 ? filledWithSave(step, values, context) : {};
  const drafts = updated(step, { ...patch, ...along }, context);
  if (values.recurrence !== 'yes' || incident.step !== 'monitor' || step !== 'monitor') return success(drafts);
  const reason = values.recurrenceReason ?? '';
  if (isBlank(reason)) return failure({ code: 'reasonMissing', field: 'recurrenceReason' });
  return success([
    ...drafts,
    incidentEvent('incident.returned', {
      from: 'monitor',
      to: 'analyse',
      reason: reason.slice(0, 10_000),
      cause: 'recurrence',
      patch: { ...askedAnew('analyse', values) },
    }),
  ]);
}

function advance(incident: Incident, from: StepId, context: DecisionContext): IncidentDecision {
  if (incident.step !== from) return failure({ code: 'notAtStep', step: incident.step });
  const to = nextStep(from);
  if (!to) return complete(incident, context);
  const missing = missingAt(incident, from, context);
  if (missing.length > 0) return failure({ code: 'gate', step: from, missing });
  const patch = { ...filledOnTheWay(incident, from, context), ...(to === 'monitor' && observationWindow(incident, context)) };
  return one(incidentEvent('incident.advanced', { from, to, ...(Object.keys(patch).length > 0 && { patch }) }));
}

/** The observation window starts when step 5 is entered, unless somebody has already planned one that lies ahead. */
function observationWindow(incident: Incident, context: DecisionContext): IncidentPatch | undefined {
  const { observeUntil } = incident.values;
  if (observeUntil && isEarlierInstant(context.now, observeUntil)) return undefined;
  const days = context.observationDays[incident.priority ?? 'P4'];
  return { observeFrom: context.now, observeUntil: addDays(context.now, days) };
}

/** What is asked anew where the incident goes back to `to`; at step 5 the observation begins anew. */
function takenBack(incident: Incident, to: StepId, context: DecisionContext): { readonly patch?: Patch } {
  const window = to === 'monitor' ? observationWindow({ ...incident, values: {} }, context) : {};
  const patch = { ...askedAnew(to, incident.values), ...window };
  return Object.keys(patch).length > 0 ? { patch } : {};
}

function goBack(incident: Incident, to: StepId, reason: string, context: DecisionContext): IncidentDecision {
  if (!isEarlier(to, incident.step)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.returned', { from: incident.step, to, reason, cause: 'person', ...takenBack(incident, to, context) }));
}

function reopen(incident: Incident, to: StepId, reason: string, context: DecisionContext): IncidentDecision {
  if (incident.open) return failure({ code: 'notClosed' });
  if (isEarlier(incident.step, to)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.reopened', { to, reason, ...takenBack(incident, to, context) }));
}

function releaseMeasure(incident: Incident, id: string | undefined, onBehalf?: OnBehalf): IncidentDecision {
  const measure = incident.values.measures?.find(row => row.id === id);
  if (!measure) return failure({ code: 'noSuchMeasure' });
  if (measure.state === 'dropped') return failure({ code: 'measureDropped' });
  if (!onBehalf) return one(incidentEvent('record.released', { part: measure.id }));
  if (isBlank(onBehalf.person)) return failure({ code: 'whoApproved' });
  // What was released by who may do that is not made less sure by hearsay.
  const known = incident.releases.get(measure.id);
  return known && !known.onBehalf ? failure({ code: 'released' }) : one(incidentEvent('record.released', { part: measure.id, onBehalf }));
}
