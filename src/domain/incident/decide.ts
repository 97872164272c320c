import type { Role } from '../vocabulary/actor';
import type { EventDraft } from '../record/event';
import { isIncidentId } from '../record/ids';
import { invalidField, isBlank, type Patch } from '../forms/field';
import { changedMeanwhile, replacedEntries } from '../record/over';
import { fillAction, isPermitted, type Action } from '../vocabulary/permissions';
import { failure, success } from '../foundation/result';
import { addDays, isEarlierInstant, type Instant } from '../foundation/time';
import type { IncidentCommand } from './command';
import { changedUnseen } from './covered';
import { incidentEvent } from './event';
import { fieldBelongsToStep, incidentFields, type IncidentValues } from './forms';
import { gapState } from './gap';
import { completesFrom, missingAt } from './gate';
import type { Incident } from './incident';
import { priorityOf, type Priority, type PriorityMatrix } from '../vocabulary/priority';
import { redact } from './redact';
import type { Decision } from './refusal';
import { isReviewField } from './review';
import { applySolution, applyWorkaround, review, waitFor } from './solve';
import { isEarlier, nextStep, type StepId } from '../vocabulary/steps';
import { reviewPatch, writtenIn } from './written';
import { applyPatch } from '../forms/values';

/** What a decision depends on besides the incident: who asks, when, and the settings in force. */
export interface DecisionContext {
  readonly role: Role;
  readonly now: Instant;
  readonly priorityMatrix: PriorityMatrix;
  /** Days of observation after the service is restored, by priority (M 6.133). */
  readonly observationDays: Readonly<Record<Priority, number>>;
  readonly defaultTlp: NonNullable<IncidentValues['tlp']>;
}

/**
 * Decides what a command does to an incident: permissions, gates and rules are checked here, when an entry is appended, and
 * never when a log is folded (DESIGN: the record). Pure.
 */
export function decide(incident: Incident, command: IncidentCommand, context: DecisionContext): Decision {
  const action = actionOf(command, incident);
  if (!isPermitted(context.role, action)) return failure({ code: 'notPermitted', action, role: context.role });
  if (!incident.open && !allowedWhenClosed.includes(command.type)) return failure({ code: 'closed' });
  const unseen = changedUnseen(incident, command);
  if (unseen) return failure(unseen);
  const decision = decidePermitted(incident, command, context);
  return decision.ok ? askedAbout(incident, command, decision) : decision;
}

/** Nothing is overwritten that somebody else changed meanwhile; what is replaced knowingly is named in the entry. */
function askedAbout(incident: Incident, command: IncidentCommand, decision: Decision & { readonly ok: true }): Decision {
  const patch = typedPatch(command);
  if (!patch || !('over' in command) || command.over === undefined) return decision;
  const written = writtenIn(incident);
  const changed = changedMeanwhile(written, patch, command.over);
  if (changed) return failure(changed);
  const over = replacedEntries(written, patch, command.over);
  const [first, ...others] = decision.value;
  return over && first ? success([{ ...first, data: { ...(first.data as object), over } }, ...others]) : decision;
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

function decidePermitted(incident: Incident, command: IncidentCommand, context: DecisionContext): Decision {
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
    case 'link':
      return one(incidentEvent('incident.linked', { link: command.link }));
    case 'judgeLink':
      return judgeLink(incident, command.link, incidentEvent('incident.linkJudged', { link: command.link, state: command.state }));
    case 'unlink':
      return judgeLink(incident, command.link, incidentEvent('incident.unlinked', { link: command.link }));
    case 'review':
      return review(incident, command);
    case 'applyWorkaround':
      return applyWorkaround(incident, command, context.now);
    case 'applySolution':
      return applySolution(incident, command, context);
    case 'waitFor':
      return waitFor(incident, command.problem);
    case 'comment':
      return command.text.trim() === ''
        ? failure({ code: 'reasonMissing' })
        : one(incidentEvent('incident.commented', { text: command.text }));
    case 'releaseMeasure':
      return releaseMeasure(incident, command.measure);
    case 'restoreSafeguard':
      return restoreSafeguard(incident, command.gap, command.note);
    case 'acceptGap':
      return acceptGap(incident, command.gap, command.until, command.reason, context.now);
    case 'storeReport':
      return one(incidentEvent('incident.reportStored', { text: command.text, sha256: command.sha256 }));
    case 'signOff':
      return one(incidentEvent('incident.signedOff', {}));
    case 'redact':
      return redact(incident, command.entry, command.reason);
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
    case 'judgeLink':
    case 'unlink':
      return 'link';
    case 'releaseMeasure':
      return 'release';
    case 'acceptGap':
      return 'acceptRisk';
    case 'goBack':
      return incident.step === 'analyse' ? fillAction('analyse') : 'goBack';
    default:
      return command.type;
  }
}

const allowedWhenClosed: readonly IncidentCommand['type'][] = [
  'reopen',
  'comment',
  'link',
  'judgeLink',
  'restoreSafeguard',
  'acceptGap',
  'redact',
];

function one(draft: EventDraft): Decision {
  return success([draft]);
}

function capture(incident: Incident, command: Extract<IncidentCommand, { type: 'capture' }>, context: DecisionContext): Decision {
  if (incident.timeline.length > 0) return failure({ code: 'exists' });
  const patch: Patch = { tlp: context.defaultTlp, detectedAt: context.now, ...command.patch };
  const invalid = invalidField(incidentFields, patch, field => fieldBelongsToStep(field, 'detect'));
  return invalid ? failure(invalid) : one(incidentEvent('incident.captured', { record: command.record, patch: { ...patch } }));
}

function save(incident: Incident, step: StepId, patch: Patch, context: DecisionContext): Decision {
  // The candidates belong to the outcome of a review: a save can only take one back.
  const invalid = invalidField(
    incidentFields,
    patch,
    field => fieldBelongsToStep(field, step) && !(isReviewField(field) && patch[field] !== null),
  );
  if (invalid) return failure(invalid);
  const values = applyPatch(incidentFields, incident.values, patch);
  const priority = values.priorityOverride ?? priorityOf(context.priorityMatrix, values.impact, values.urgency);
  // The matrix is asked when its inputs change, not whenever the form is saved: a changed setting must not re-rank old incidents.
  const asked = ['impact', 'urgency', 'priorityOverride'].some(field => Object.hasOwn(patch, field));
  const rePrioritised = asked && priority !== incident.priority;
  const updated = incidentEvent('incident.updated', { step, patch: { ...patch }, ...(rePrioritised && { priority: priority ?? null }) });
  const drafts = Object.keys(patch).length === 0 ? [] : [updated];
  if (values.recurrence !== 'yes' || incident.step !== 'monitor' || step !== 'monitor') return success(drafts);
  const reason = values.recurrenceReason ?? '';
  if (isBlank(reason)) return failure({ code: 'reasonMissing', field: 'recurrenceReason' });
  return success([
    ...drafts,
    incidentEvent('incident.returned', { from: 'monitor', to: 'analyse', reason: reason.slice(0, 10_000), cause: 'recurrence' }),
  ]);
}

function advance(incident: Incident, from: StepId, context: DecisionContext): Decision {
  if (incident.step !== from) return failure({ code: 'notAtStep', step: incident.step });
  const to = nextStep(from);
  if (!to) return complete(incident, context);
  const missing = missingAt(incident, from, context.now);
  if (missing.length > 0) return failure({ code: 'gate', step: from, missing });
  const patch = to === 'monitor' ? observationWindow(incident, context) : undefined;
  return one(incidentEvent('incident.advanced', { from, to, ...(patch && { patch }) }));
}

/** The observation window starts when step 5 is entered, unless somebody has already planned one that lies ahead. */
function observationWindow(incident: Incident, context: DecisionContext): Record<string, unknown> | undefined {
  const { observeUntil } = incident.values;
  if (observeUntil && isEarlierInstant(context.now, observeUntil)) return undefined;
  const days = context.observationDays[incident.priority ?? 'P4'];
  return { observeFrom: context.now, observeUntil: addDays(context.now, days) };
}

function goBack(incident: Incident, to: StepId, reason: string): Decision {
  if (!isEarlier(to, incident.step)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.returned', { from: incident.step, to, reason, cause: 'person' }));
}

function complete(incident: Incident, context: DecisionContext): Decision {
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
function linkToOriginal({ id, values, links }: Incident): readonly EventDraft[] {
  const original = values.duplicateOf?.trim() ?? '';
  if (values.closureCode !== 'duplicate' || !isIncidentId(original) || original === id) return [];
  if (links.some(({ kind, target }) => kind === 'duplicateOf' && target.type === 'record' && target.id === original)) return [];
  return [
    incidentEvent('incident.linked', {
      link: { id: `duplicate-${original}`, kind: 'duplicateOf', state: 'confirmed', target: { type: 'record', id: original } },
    }),
  ];
}

function reopen(incident: Incident, to: StepId, reason: string): Decision {
  if (incident.open) return failure({ code: 'notClosed' });
  if (isEarlier(incident.step, to)) return failure({ code: 'notBack', to });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.reopened', { to, reason }));
}

function judgeLink(incident: Incident, id: string, draft: EventDraft): Decision {
  return incident.links.some(link => link.id === id) ? one(draft) : failure({ code: 'noSuchLink' });
}

function releaseMeasure(incident: Incident, id: string): Decision {
  const measure = incident.values.measures?.find(row => row.id === id);
  return measure ? one(incidentEvent('incident.measureReleased', { measure: id })) : failure({ code: 'noSuchMeasure' });
}

function restoreSafeguard(incident: Incident, id: string, note: string): Decision {
  if (!incident.gaps.some(gap => gap.id === id)) return failure({ code: 'noSuchGap' });
  if (isBlank(note)) return failure({ code: 'reasonMissing' });
  return one(incidentEvent('incident.gapRestored', { gap: id, note }));
}

function acceptGap(incident: Incident, id: string, until: Instant, reason: string, now: Instant): Decision {
  const gap = incident.gaps.find(candidate => candidate.id === id);
  if (!gap || gapState(gap, now) === 'restored') return failure({ code: 'noSuchGap' });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  if (!isEarlierInstant(now, until)) return failure({ code: 'dateInPast' });
  return one(incidentEvent('incident.gapAccepted', { gap: id, until, reason }));
}
