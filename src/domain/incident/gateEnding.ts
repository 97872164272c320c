import { incidentPrefix } from '../vocabulary/incidentPrefix';
import { knownErrorPrefix } from '../knownError/form';
import { problemPrefix } from '../problem/form';
import { hasPrefix } from '../record/ids';
import { isDuplicateOf } from './duplicates';
import type { IncidentValues } from './forms';
import type { Incident } from './incident';
import { isInForce, isUnderWay, unreleased, type ReleaseRule } from './measure';
import { isSecurityRelevant } from './security';
import { filled, noneOf, type GateCondition, type GateContext } from './gateCondition';
import { gapsClosed, safeguardsAnswered } from './gateGaps';

/** What the way an incident ends asks for, of what stands in its form: a record that it points to, or that it is over indeed. */
export function endingConditions({ id, values }: Pick<Incident, 'id' | 'values'>, context: GateContext): readonly GateCondition[] {
  const names = (written: string | undefined, ...prefixes: readonly string[]): boolean => {
    const named = written?.trim() ?? '';
    return named !== id && prefixes.some(prefix => hasPrefix(prefix, named)) && context.exists(named);
  };
  const original = values.duplicateOf?.trim() ?? '';
  switch (values.closureCode) {
    case 'duplicate':
      return [{ code: 'duplicateOf', met: names(original, incidentPrefix) && !isDuplicateOf(original, id, context), field: 'duplicateOf' }];
    case 'solvedByWorkaround':
      // A workaround ends an incident only where a problem or known error carries on its cause (M 6.64).
      return [{ code: 'causeCarriedOn', met: names(values.carriedOnBy, problemPrefix, knownErrorPrefix), field: 'carriedOnBy' }];
    case 'knownError':
      return [{ code: 'causeCarriedOn', met: names(values.carriedOnBy, knownErrorPrefix), field: 'carriedOnBy' }];
    case 'solved':
      return [
        { code: 'serviceNormal', met: values.serviceState === 'normal', field: 'serviceState' },
        measuresOver(values),
        filled(values, 'solution', 'solution'),
      ];
    default:
      return [];
  }
}

/** The same, and that nothing is under way any more, however it ends. */
export function endingOver(incident: Pick<Incident, 'id' | 'values'>, context: GateContext): readonly GateCondition[] {
  const { values } = incident;
  return [...endingConditions(incident, context), ...(values.closureCode === 'solved' ? [] : [measuresOver(values)])];
}

/** What is not open any more at the end: a question about a safeguard, a release, a gap. */
export function nothingOpen(incident: Incident, { now, releaseRule }: GateContext): readonly GateCondition[] {
  return [safeguardsAnswered(incident.values), measuresReleased(incident, releaseRule), gapsClosed(incident, now)];
}

/** The condition that nothing is under way any more, and no workaround in force. */
export function measuresOver({ measures = [] }: IncidentValues): GateCondition {
  return noneOf(
    'measuresOver',
    'measures',
    measures.find(row => isUnderWay(row) || isInForce(row)),
  );
}

/** The condition that every measure that is not dropped has the release that the rule asks for, as it is worded now (DER.2.1.A5). */
function measuresReleased(incident: Incident, rule: ReleaseRule): GateCondition {
  return noneOf('measuresReleased', 'measures', unreleased(incident, rule, 'final', 'workaround')[0]);
}

/** The condition that a priority that is set by hand has its reason, where one is (M 6.131). */
export function overrideReasoned(values: IncidentValues): readonly GateCondition[] {
  return values.priorityOverride ? [filled(values, 'overrideReason', 'priorityReason')] : [];
}

/** P1, P2 and security incidents are signed off by the IT manager before they are closed (DER.2.1). */
export function needsSignOff({ values, priority }: Pick<Incident, 'values' | 'priority'>): boolean {
  return priority === 'P1' || priority === 'P2' || isSecurityRelevant(values);
}

/** The sign-off where one is needed. */
export function signedOff(incident: Incident): readonly GateCondition[] {
  return needsSignOff(incident) ? [{ code: 'signOff', met: incident.signOff !== undefined, field: 'signOff' }] : [];
}
