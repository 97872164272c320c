import type { Patch } from '../forms/field';
import { fillAction, type Action } from '../vocabulary/permissions';
import type { IncidentEvent } from './event';
import { fieldBelongsToStep, stepOfField } from './forms';
import type { StepId } from '../vocabulary/steps';

/**
 * What the role of an entry must be allowed to, every action of it, for the entry to count, where the incident stands at `step`. The same
 * as for the command it came from.
 */
export function actionsOfEntry(event: IncidentEvent, step: StepId): readonly Action[] {
  switch (event.type) {
    case 'record.captured':
      return ['record', ...foreignFills(event.data.patch, 'detect')];
    case 'record.updated': {
      const { step: saved, patch, priority, matrix } = event.data;
      const ranks = priority !== undefined || matrix !== undefined;
      return [fillAction(saved), ...foreignFills(patch, saved), ...(ranks ? [fillAction('qualify')] : [])];
    }
    case 'incident.advanced':
      return [fillAction(step), ...foreignFills(event.data.patch ?? {}, step, step === 'remedy' ? windowFields : [])];
    case 'incident.returned':
      if (event.data.cause === 'recurrence' && step === 'monitor' && event.data.to === 'analyse') return [fillAction('monitor')];
      return [step === 'analyse' ? fillAction('analyse') : 'goBack'];
    case 'incident.assigned':
      return ['assign'];
    case 'incident.completed':
      return ['close'];
    case 'incident.reopened':
      return ['reopen'];
    case 'record.linked':
    case 'record.linkJudged':
    case 'record.unlinked':
      return ['link'];
    case 'incident.reviewed':
    case 'incident.waiting':
      return [fillAction('analyse')];
    case 'incident.workaroundApplied':
    case 'incident.solutionApplied':
      return ['applyMeasure'];
    case 'record.commented':
      return ['comment'];
    case 'record.released':
      return ['release'];
    case 'incident.gapRestored':
      return ['restoreSafeguard'];
    case 'incident.gapAccepted':
      return ['acceptRisk'];
    case 'incident.reportStored':
      return ['storeReport'];
    case 'incident.signedOff':
      return ['signOff'];
    case 'record.redacted':
      return ['redact'];
  }
}

/** Set on the way to step 5 by whoever may leave step 4. */
const windowFields: readonly string[] = ['observeFrom', 'observeUntil'];

/** The steps whose fields a patch changes without being a save of that step. */
function foreignFills(patch: Patch, step: StepId, own: readonly string[] = []): readonly Action[] {
  const foreign = Object.keys(patch).filter(field => !fieldBelongsToStep(field, step) && !own.includes(field));
  const steps = foreign.flatMap(field => stepOfField(field) ?? []);
  return [...new Set(steps)].map(fillAction);
}
