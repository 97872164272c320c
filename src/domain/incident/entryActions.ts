import type { Patch } from '../field';
import { fillAction, type Action } from '../permissions';
import type { IncidentEvent } from './event';
import { fieldBelongsToStep, stepOfField } from './forms';
import { isEarlier, stepIds, type StepId } from './steps';

/** What the role of an entry must be allowed to, every action of it, for the entry to count. The same as for the command it came from. */
export function actionsOfEntry(event: IncidentEvent): readonly Action[] {
  switch (event.type) {
    case 'incident.captured':
      return ['record', ...foreignFills(event.data.patch, 'detect')];
    case 'incident.updated': {
      const { step, patch, priority } = event.data;
      return [fillAction(step), ...foreignFills(patch, step), ...(priority === undefined ? [] : [fillAction('qualify')])];
    }
    case 'incident.advanced': {
      const { from, to, patch } = event.data;
      // Whoever passes over a step must be allowed to leave it. The window of step 5 is set on the way there.
      const passed = stepIds.filter(step => step !== from && isEarlier(from, step) && isEarlier(step, to));
      return [from, ...passed].map(fillAction).concat(foreignFills(patch ?? {}, 'monitor'));
    }
    case 'incident.returned':
      if (event.data.cause === 'recurrence') return [fillAction('monitor')];
      return [event.data.from === 'analyse' ? fillAction('analyse') : 'goBack'];
    case 'incident.assigned':
      return ['assign'];
    case 'incident.completed':
      return ['close'];
    case 'incident.reopened':
      return ['reopen'];
    case 'incident.linked':
    case 'incident.linkJudged':
    case 'incident.unlinked':
      return ['link'];
    case 'incident.reviewed':
    case 'incident.waiting':
      return [fillAction('analyse')];
    case 'incident.workaroundApplied':
    case 'incident.solutionApplied':
      return ['applyMeasure'];
    case 'incident.commented':
      return ['comment'];
    case 'incident.measureReleased':
      return ['release'];
    case 'incident.gapRestored':
      return ['restoreSafeguard'];
    case 'incident.gapAccepted':
      return ['acceptRisk'];
    case 'incident.reportStored':
      return ['storeReport'];
    case 'incident.signedOff':
      return ['signOff'];
    case 'incident.redacted':
      return ['redact'];
  }
}

/** The steps whose fields a patch changes without being a save of that step. */
function foreignFills(patch: Patch, step: StepId): readonly Action[] {
  const steps = Object.keys(patch).flatMap(field => (fieldBelongsToStep(field, step) ? [] : (stepOfField(field) ?? [])));
  return [...new Set(steps)].map(fillAction);
}
