import type { IncidentValues, Row } from './forms';
import type { Incident } from './incident';
import { assessmentsDiffer, isSuspectedSecurity } from './security';
import { standingDuties } from './gateDuties';
import { signedOff } from './gateEnding';
import type { GateCondition } from './gateCondition';

/**
 * What holds at every later step too, since an incident can turn out to be a security incident, or to threaten the business, at any time
 * (M 6.124): those who must be told are told, it is said whether a reporting duty applies, and every clock that was said to run runs.
 */
export function standingConditions(incident: Pick<Incident, 'values' | 'ownDuties' | 'ownAssessment'>): readonly GateCondition[] {
  const { values } = incident;
  return [
    ...assessmentsAgree(incident),
    ...(isSuspectedSecurity(values) ? [handedOver('handOverSecurity', 'securityManagement', values)] : []),
    ...emergencyTold(values),
    ...standingDuties(incident),
  ];
}

/** Where security management has an assessment of its own, ours does not contradict it: one of the two is changed, with its reason. */
export function assessmentsAgree({ values, ownAssessment }: Pick<Incident, 'values' | 'ownAssessment'>): readonly GateCondition[] {
  if (!ownAssessment) return [];
  return [{ code: 'assessmentsAgree', met: !assessmentsDiffer(values, ownAssessment.assessment), field: 'assessment' }];
}

/**
 * True for what was completed without what is known now, by somebody else at the same time or by security management since: what holds at every
 * step does not, or nobody has signed it off. What was decided by older rules stays as it was decided.
 */
export function isUnsettled(incident: Incident): boolean {
  const { open, overtaken } = incident;
  return !open && overtaken && [...standingConditions(incident), ...signedOff(incident)].some(({ met }) => !met);
}

/** Emergency management is told where the continuity of the business is threatened. */
export function emergencyTold(values: IncidentValues): readonly GateCondition[] {
  return values.continuityThreatened === 'yes' ? [handedOver('handOverEmergency', 'emergencyManagement', values)] : [];
}

function handedOver(
  code: 'handOverSecurity' | 'handOverEmergency',
  party: Row<'handOvers'>['interface'],
  { handOvers = [] }: IncidentValues,
): GateCondition {
  const met = handOvers.some(row => row.interface === party && row.person && row.at && row.channel && row.passed);
  return { code, met, field: 'handOvers' };
}
