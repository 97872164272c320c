import type { EventDraft } from '../record/event';
import { invalidField, type Patch } from '../forms/field';
import { isBlank } from '../foundation/blank';
import { askedOver, commonAction, decideCommon, linkOnce, type Asking } from '../record/decide';
import { hasPrefix } from '../record/ids';
import { fillAction, isPermitted, type Action } from '../vocabulary/permissions';
import { failure, success } from '../foundation/result';
import { addDays, isEarlierInstant, type Instant } from '../foundation/time';
import type { IncidentCommand } from './command';
import { changedUnseen } from './covered';
import { isAllowedWhenClosed } from './entryMisfit';
import { incidentEvent } from './event';
import { foldIncident } from './fold';
import { fieldBelongsToStep, incidentFields, type IncidentPatch, type IncidentValues } from './forms';
import { gapState } from './gap';
import { completesFrom, missingAt } from './gate';
import { incidentPrefix, type Incident } from './incident';
import { releasedColumns } from './measure';
import { asksMatrix } from './priority';
import type { IncidentDecision } from './refusal';
import type { Priority, PriorityMatrix } from '../vocabulary/priority';
import { isReviewField } from './review';
import { applySolution, applyWorkaround, review, waitFor } from './solve';
import { isEarlier, nextStep, type StepId } from '../vocabulary/steps';
import { reviewPatch, writtenInIncident } from './written';
import { applyPatch } from '../forms/values';

/** The settings that decisions depend on. */
export interface DecisionSettings {
  readonly priorityMatrix: PriorityMatrix;
  /** Days of observation after the service is restored, by priority (M 6.133). */
  readonly observationDays: Readonly<Record<Priority, number>>;
  readonly defaultTlp: NonNullable<IncidentValues['tlp']>;
}

/** What a decision depends on besides the record: who asks, when, and the settings in force. */
export type DecisionContext = Asking & DecisionSettings;

/**
 * Decides what a command does to an incident: permissions, gates and rules are checked here, when an entry is appended, and
 * never when a log is folded (DESIGN: the record). Pure.
 */
export function decideIncident(incident: Incident, command: IncidentCommand, context: DecisionContext): IncidentDecision {
  const action = actionOf(command, incident);
  if (!isPermitted(context.role, action)) return failure({ code: 'notPermitted', action, role: context.role });
  if (!incident.open && !isAllowedWhenClosed(command)) return failure({ code: 'closed' });
  const unseen = changedUnseen(incident, command);
  if (unseen) return failure(unseen);
  const decision = decidePermitted(incident, command, context);
  const patch = typedPatch(command);
  return patch && 'over' in command ? askedOver(writtenInIncident(incident), patch, command.over, decision) : decision;
}

/** What a command writes that a person has typed or chosen over what was shown. */
function typedPatch(command: IncidentCommand): Patch | undefined {
  switch (command.type) {
    case 'save':
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

function decidePermitted(incident: Incident, command: IncidentCommand, context: DecisionContext): IncidentDecision {
  switch (command.type) {
    case 'capture':
      return capture(incident, command, context);
    case 'save':
      return save(incident, command.step, command.patch, context);
    case 'advance':
      return advance(incident, command.from, context);
    case 'goBack':
      return goBack(incident, command.to, command.reason);
    case 'assign':
      return one(incidentEvent('incident.assigned', { level: command.level, person: command.person, reason: command.reason }));
    case 'complete':
      return complete(incident, context);
    case 'reopen':
      return reopen(incident, command.to, command.reason);
    case 'review':
      return review(incident, command);
    case 'applyWorkaround':
      return applyWorkaround(incident, command, context.now);
    case 'applySolution':
      return applySolution(incident, command, context);
    case 'waitFor':
      return waitFor(incident, command.problem);
    case 'release':
      return releaseMeasure(incident, command.part);
    case 'restoreSafeguard':
      return restoreSafeguard(incident, command.gap, command.note);
    case 'acceptGap':
      return acceptGap(incident, command.gap, command.until, command.reason, context.now);
    case 'storeReport':
      return one(incidentEvent('incident.reportStored', { text: command.text, sha256: command.sha256 }));
    case 'signOff':
      return one(incidentEvent('incident.signedOff', {}));
    default:
      return decideCommon(incident, command, { fold: events => foldIncident(incident.id, events), standing: standingOf });
  }
}

/** The permission a command needs. */
export function actionOf(command: IncidentCommand, incident: Pick<Incident, 'step'>): Action {
  switch (command.type) {
    case 'capture':
      return 'record';
    case 'save':
      return fillAction(command.step);
    case 'advance':
      return fillAction(command.from);
    case 'complete':
      return 'close';
    case 'review':
    case 'waitFor':
      return fillAction('analyse');
    case 'applyWorkaround':
    case 'applySolution':
      return 'applyMeasure';
    case 'acceptGap':
      return 'acceptRisk';
    case 'goBack':
      return incident.step === 'analyse' ? fillAction('analyse') : 'goBack';
    case 'assign':
    case 'restoreSafeguard':
    case 'storeReport':
    case 'signOff':
    case 'reopen':
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
  return invalid ? failure(invalid) : one(incidentEvent('record.captured', { record: command.record, patch: { ...patch } }));
}

function save(incident: Incident, step: StepId, patch: Patch, context: DecisionContext): IncidentDecision {
  // The candidates belong to the outcome of a review: a save can only take one back.
  const invalid = invalidField(
    incidentFields,
    patch,
    field => fieldBelongsToStep(field, step) && !(isReviewField(field) && patch[field] !== null),
  );
  if (invalid) return failure(invalid);
  const values = applyPatch(incidentFields, incident.values, patch);
  const matrix = context.priorityMatrix.map(row => [...row]);
  const updated = incidentEvent('record.updated', { step, patch: { ...patch }, ...(asksMatrix(patch) && { matrix }) });
  const drafts = Object.keys(patch).length === 0 ? [] : [updated];
  if (values.recurrence !== 'yes' || incident.step !== 'monitor' || step !== 'monitor') return success(drafts);
  const reason = values.recurrenceReason ?? '';
  if (isBlank(reason)) return failure({ code: 'reasonMissing', field: 'recurrenceReason' });
  return success([
    ...drafts,
    incidentEvent('incident.returned', { from: 'monitor', to: 'analyse', reason: reason.slice(0, 10_000), cause: 'recurrence' }),
  ]);
}

function advance(incident: Incident, from: StepId, context: DecisionContext): IncidentDecision {
  if (incident.step !== from) return failure({ code: 'notAtStep', step: incident.step });
  const to = nextStep(from);
  if (!to) return complete(incident, context);
  const missing = missingAt(incident, from, context.now);
  if (missing.length > 0) return failure({ code: 'gate', step: from, missing });
  const patch = to === 'monitor' ? observationWindow(incident, context) : undefined;
  return one(incidentEvent('incident.advanced', { from, to, ...(patch && { patch }) }));
}

/** The observation window starts when step 5 is entered, unless somebody has already planned one that lies ahead. */
function observationWindow(incident: Incident, context: DecisionContext): IncidentPatch | undefined {
  const { observeUntil } = incident.values;
  if (observeUntil && isEarlierInstant(context.now, observeUntil)) return undefined;
  const days = context.observationDays[incident.priority ?? 'P4'];
  return { observeFrom: context.now, observeUntil: addDays(context.now, days) };
}

function goBack(incident: Incident, to: StepId, reason: string): IncidentDecision {
  if (!isEarlier(to, incident.step)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.returned', { from: incident.step, to, reason, cause: 'person' }));
}

function complete(incident: Incident, context: DecisionContext): IncidentDecision {
  const { step, values } = incident;
  if (!completesFrom(step, values)) return failure({ code: 'notAtStep', step });
  const missing = missingAt(incident, step, context.now);
  if (missing.length > 0) return failure({ code: 'gate', step, missing });
  return success([
    ...linkToOriginal(incident),
    incidentEvent('incident.completed', { from: step, closureCode: values.closureCode ?? 'answered' }),
  ]);
}

/** A duplicate points to its original, so that both sides show it. */
function linkToOriginal(incident: Incident): readonly EventDraft[] {
  const original = incident.values.duplicateOf?.trim() ?? '';
  if (incident.values.closureCode !== 'duplicate' || !hasPrefix(incidentPrefix, original)) return [];
  return linkOnce(incident, { kind: 'duplicateOf', state: 'confirmed', target: { type: 'record', id: original } });
}

function reopen(incident: Incident, to: StepId, reason: string): IncidentDecision {
  if (incident.open) return failure({ code: 'notClosed' });
  if (isEarlier(incident.step, to)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.reopened', { to, reason }));
}

function releaseMeasure(incident: Incident, id: string | undefined): IncidentDecision {
  const measure = incident.values.measures?.find(row => row.id === id);
  if (!measure) return failure({ code: 'noSuchMeasure' });
  if (measure.state === 'dropped') return failure({ code: 'measureDropped' });
  return one(incidentEvent('record.released', { part: measure.id }));
}

function restoreSafeguard(incident: Incident, id: string, note: string): IncidentDecision {
  const gap = incident.gaps.find(candidate => candidate.id === id);
  if (!gap) return failure({ code: 'noSuchGap' });
  if (gap.restored) return failure({ code: 'gapRestored' });
  if (isBlank(note)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.gapRestored', { gap: id, note }));
}

function acceptGap(incident: Incident, id: string, until: Instant, reason: string, now: Instant): IncidentDecision {
  const gap = incident.gaps.find(candidate => candidate.id === id);
  if (!gap) return failure({ code: 'noSuchGap' });
  if (gapState(gap, now) === 'restored') return failure({ code: 'gapRestored' });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  if (!isEarlierInstant(now, until)) return failure({ code: 'dateInPast' });
  return one(incidentEvent('incident.gapAccepted', { gap: id, until, reason }));
}

/** What no redaction may change, comparable: where the incident stands, its gaps, measures, decisions and links, and what counts. */
function standingOf(incident: Incident): string {
  const { step, open, priority, passed, waitsFor, gaps, releases, applied, links, values, closed, finalReport, signOff } = incident;
  return JSON.stringify([
    [closed?.at, finalReport?.at, signOff?.at, incident.disregarded.map(({ event }) => event)],
    [step, open, priority, passed, waitsFor, values.kind, values.assessment],
    gaps.map(({ id, safeguard, component, since, restored, accepted }) => [
      [id, safeguard, component, since],
      [restored?.at, accepted?.at, accepted?.until],
    ]),
    (values.measures ?? []).map(row => [row.id, row.state, ...releasedColumns.map(column => row[column])]),
    [...releases].map(([measure, { at }]) => [measure, at]),
    [...applied],
    links.map(link => [link.id, link.state]),
  ]);
}
