import { isBlank } from '../foundation/blank';
import { isPermitted } from '../vocabulary/permissions';
import type { StepId } from '../vocabulary/steps';
import type { DecisionContext } from './decisionContext';
import { lastCheckThatHolds } from './checks';
import type { IncidentPatch, IncidentValues } from './forms';
import { measuresOver } from './gateEnding';
import type { Incident } from './incident';

/** How an incident is detected where nobody outside has to be asked: who records it has noticed it (M 6.130). */
const noticedHere: readonly IncidentValues['detection'][] = ['monitoring', 'securityProduct', 'itStaff'];

/** True where whoever records the incident is the reporter, unless another is named. */
export function isNoticedHere({ detection }: Pick<IncidentValues, 'detection'>): boolean {
  return noticedHere.includes(detection);
}

/**
 * What follows from the answers of a step as they are saved, where nobody has said otherwise: who noticed it, that a cause that is written is
 * known, and when the service was normal again. All of it can be changed.
 */
export function filledWithSave(step: StepId, values: IncidentValues, { now, person }: DecisionContext): IncidentPatch {
  switch (step) {
    case 'detect':
      return isBlank(values.reporter) && isNoticedHere(values) ? { reporter: person } : {};
    case 'analyse':
      return values.causeKnown === undefined && !isBlank(values.cause) ? { causeKnown: 'known' } : {};
    case 'remedy':
      return values.serviceState === 'normal' && values.restoredAt === undefined ? { restoredAt: now } : {};
    default:
      return {};
  }
}

/** What is known when a step is left, and the next one would ask: who took it and the reason given before, and what the observation showed. */
export function filledOnTheWay(incident: Incident, from: StepId, { role, person }: DecisionContext): IncidentPatch {
  const { values } = incident;
  switch (from) {
    case 'detect':
      if (!isPermitted(role, 'fill:qualify')) return {};
      return {
        ...(isBlank(values.assignee) && { assignee: person, level: values.level ?? 'first' }),
        ...(isBlank(values.assessmentReason) &&
          !isBlank(values.couldBeSecurityReason) && { assessmentReason: values.couldBeSecurityReason }),
      };
    case 'monitor': {
      const held = lastCheckThatHolds(values);
      const done = (values.measures ?? []).filter(({ type, state }) => type === 'final' && state === 'done');
      const isSolved = done.length > 0 && values.serviceState === 'normal' && measuresOver(values).met;
      const solution = done.flatMap(({ what }) => what ?? []).join('\n');
      return {
        ...(held && values.recurrence === undefined && { recurrence: 'no' }),
        ...(held?.person !== undefined && isBlank(values.effectivenessConfirmedBy) && { effectivenessConfirmedBy: held.person }),
        ...(isSolved && values.closureCode === undefined && { closureCode: 'solved' }),
        ...(isBlank(values.solution) && solution !== '' && { solution }),
      };
    }
    default:
      return {};
  }
}
