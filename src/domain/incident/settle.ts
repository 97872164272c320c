import type { Patch } from '../forms/field';
import { failure, success } from '../foundation/result';
import { ancestorsOf } from '../record/log';
import { chosen, settle, type Settle } from '../record/settle';
import type { Register } from '../vocabulary/register';
import type { StepId } from '../vocabulary/steps';
import { priorityPath, stepOfConflict, stepPath } from './conflictPath';
import { incidentEvent, readIncidentEvent } from './event';
import { foldIncident } from './fold';
import type { Incident } from './incident';
import { priorityInputs } from './priority';
import type { IncidentDecision } from './refusal';
import { reviewFields, reviewSources } from './review';

/** What settling depends on: what decides on a save of a step's form, and the register by which the record was folded. */
interface Settling {
  readonly save: (step: StepId, patch: Patch) => IncidentDecision;
  readonly register: Register | undefined;
}

/**
 * Ends a conflict of an incident (`settle`). What no value of a form says by itself: that it stays at its step, what gave a priority, and the
 * outcome of a review, which is written with what was offered.
 */
export function settleConflict(incident: Incident, command: Settle, deciding: Settling): IncidentDecision {
  const { path } = command;
  if (path === stepPath) return stay(incident, command);
  if (path === priorityPath) return rank(incident, command, deciding);
  const source = reviewSources.find(known => Object.values(reviewFields[known]).some(field => field === path));
  const reviewed = source && reviewedIn(incident, command);
  if (reviewed) return reviewed;
  const patchOf = (patch: Patch): Patch =>
    source === undefined ? patch : { [reviewFields[source].outcome]: null, [reviewFields[source].match]: null };
  return settle(incident, command, patch => deciding.save(stepOfConflict(path, incident.step), patchOf(patch)));
}

/** It stays where it stands; the other way is taken by the step itself, through its gate. */
function stay(incident: Incident, command: Settle): IncidentDecision {
  const choice = chosen(incident, command);
  const { step, conflicts } = incident;
  if (!choice) return failure({ code: 'changedSinceSeen' });
  if (!conflicts.some(({ path, event }) => path === stepPath && event === command.wanted)) return failure({ code: 'notAtStep', step });
  return success([incidentEvent('record.updated', { step, patch: {}, over: { [stepPath]: choice.replaced } })]);
}

/** What the priority followed from stands as it stood for whoever made the entry that is wanted. */
function rank(incident: Incident, command: Settle, { save, register }: Settling): IncidentDecision {
  if (!chosen(incident, command)) return failure({ code: 'changedSinceSeen' });
  const isInForce = incident.conflicts.some(({ path, event }) => path === priorityPath && event === command.wanted);
  const { values } = isInForce ? incident : foldIncident(incident.id, ancestorsOf(incident.timeline, [command.wanted]), register);
  return save('qualify', Object.fromEntries(priorityInputs.map(field => [field, values[field] ?? null])));
}

/** The review that is wanted, with the candidates that it was made on; undefined where it was taken back. */
function reviewedIn(incident: Incident, command: Settle): IncidentDecision | undefined {
  if (!chosen(incident, command)) return failure({ code: 'changedSinceSeen' });
  const entry = incident.timeline.find(({ id }) => id === command.wanted);
  const known = entry && readIncidentEvent(entry);
  return known?.type === 'incident.reviewed' ? success([incidentEvent('incident.reviewed', known.data)]) : undefined;
}
