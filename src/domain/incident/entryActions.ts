import type { Patch } from '../forms/field';
import { notAskedAnew, windowFields } from './askedAnew';
import { fillAction, type Action } from '../vocabulary/permissions';
import type { DueWhat } from './due';
import type { IncidentEvent } from './event';
import { fieldBelongsToStep, stepOfField } from './forms';
import { takingAction } from './procedureSteps';
import type { StepId } from '../vocabulary/steps';

/**
 * What the role of an entry must be allowed to, every action of it, for the entry to count, where the incident stands at `step`. The same
 * as for the command it came from. `partyOf` knows whom a hand-over was made to.
 */
export function actionsOfEntry(event: IncidentEvent, step: StepId, partyOf: (handOver: string) => unknown): readonly Action[] {
  switch (event.type) {
    case 'record.captured':
      return ['record', ...foreignFills(event.data.patch, 'detect')];
    case 'record.updated': {
      const { step: saved, patch, priority, matrix } = event.data;
      const ranks = priority !== undefined || matrix !== undefined;
      return [fillAction(saved), ...foreignFills(patch, saved), ...(ranks ? [fillAction('qualify')] : [])];
    }
    case 'incident.advanced':
      return [fillAction(step), ...foreignFills(event.data.patch ?? {}, step, setOnTheWay[step])];
    case 'incident.returned':
      if (event.data.cause === 'recurrence' && step === 'monitor' && event.data.to === 'analyse')
        return [fillAction('monitor'), ...fillsBeyond(event.data)];
      return [step === 'analyse' ? fillAction('analyse') : 'goBack', ...fillsBeyond(event.data)];
    case 'incident.assigned':
      return ['assign'];
    case 'incident.completed':
      return ['close'];
    case 'incident.reopened':
      return ['reopen', ...fillsBeyond(event.data)];
    case 'incident.archived':
    case 'incident.broughtBack':
      return ['archive'];
    case 'record.linked':
    case 'record.linkJudged':
    case 'record.unlinked':
      return ['link'];
    case 'incident.reviewed':
    case 'incident.waiting':
      return [fillAction('analyse')];
    case 'incident.evidenceAttached':
      return [fillAction('detect'), ...foreignFills(event.data.patch, 'detect')];
    case 'incident.procedureTaken':
      return [takingAction(event.data.into), ...foreignFills(event.data.patch, event.data.into === 'measures' ? 'analyse' : 'remedy')];
    case 'incident.workaroundApplied':
      return ['applyWorkaround'];
    case 'incident.solutionApplied':
      return ['applySolution'];
    case 'record.commented':
      return ['comment'];
    case 'record.released':
      return [event.data.onBehalf ? 'recordApproval' : 'release'];
    case 'incident.handedOver':
      return [fillAction('qualify')];
    case 'incident.acknowledged':
      return [acknowledging(partyOf(event.data.handOver))];
    case 'incident.followUpDone':
      return [fillAction('complete')];
    case 'incident.workaroundReviewed':
      return [fillAction('remedy')];
    case 'incident.securityAssessed':
      return ['assessSecurity'];
    case 'incident.releaseAsked':
      return [fillAction('analyse')];
    case 'incident.releaseRefused':
      return ['release'];
    case 'incident.gapOpened':
      return ['openGap'];
    case 'incident.gapRestored':
      return ['restoreSafeguard'];
    case 'incident.gapAccepted':
      return ['acceptRisk'];
    case 'incident.reportStored':
      return ['storeReport'];
    case 'incident.noticeSent':
      return ['reportDuty'];
    case 'incident.signedOff':
      return ['signOff'];
    case 'record.redacted':
      return ['redact'];
    case 'record.erased':
      return ['erase'];
    case 'record.signed':
      // A signature proves what it proves, whoever brings it.
      return [];
  }
}

/** What recording the acknowledgement of a hand-over needs, by whom it was made to. */
export function acknowledging(party: unknown): Action {
  return party === 'securityManagement' ? 'acknowledgeSecurity' : 'acknowledge';
}

/** What answering something due takes, where it is answered in one way outside the form; undefined for the rest. */
export function answering(what: DueWhat): Action | undefined {
  switch (what.code) {
    case 'followUp':
      return fillAction('complete');
    case 'handOver':
      return acknowledging(what.party);
    case 'untold':
      return fillAction('qualify');
    case 'review':
      return fillAction('remedy');
    case 'release':
      return 'release';
    default:
      return undefined;
  }
}

/** Set on the way to step 5 by whoever may leave step 4, and on the way to step 6 by whoever may leave step 5. */
const setOnTheWay: Readonly<Partial<Record<StepId, readonly string[]>>> = { remedy: windowFields, monitor: ['solution'] };

/** The steps whose fields an entry changes that goes back, apart from what going back asks anew. */
function fillsBeyond({ to, patch = {} }: { readonly to: StepId; readonly patch?: Patch | undefined }): readonly Action[] {
  return fillsOf(Object.keys(notAskedAnew(to, patch)));
}

/** The steps whose fields a patch changes without being a save of that step. */
function foreignFills(patch: Patch, step: StepId, own: readonly string[] = []): readonly Action[] {
  return fillsOf(Object.keys(patch).filter(field => !fieldBelongsToStep(field, step) && !own.includes(field)));
}

function fillsOf(fields: readonly string[]): readonly Action[] {
  return [...new Set(fields.flatMap(field => stepOfField(field) ?? []))].map(fillAction);
}
