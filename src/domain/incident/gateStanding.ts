import type { Party } from './command';
import type { IncidentValues } from './forms';
import type { Incident } from './incident';
import { assessmentsDiffer, isSuspectedSecurity } from './security';
import { standingDuties } from './gateDuties';
import { signedOff } from './gateEnding';
import type { GateCode, GateCondition } from './gateCondition';

/**
 * What holds at every later step too, since an incident can turn out to be a security incident, or to threaten the business, at any time
 * (M 6.124): those who must be told are told, it is said whether a reporting duty applies, and every clock that was said to run runs.
 */
export function standingConditions(incident: Pick<Incident, 'values' | 'ownDuties' | 'ownAssessment'>): readonly GateCondition[] {
  const { values } = incident;
  return [...assessmentsAgree(incident), ...securityTold(values), ...emergencyTold(values), ...standingDuties(incident)];
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

/** Whom the incident must be handed over to, and was not, or not completely (M 6.124). */
export function untoldParties(values: IncidentValues): readonly Party[] {
  return [...securityTold(values), ...emergencyTold(values)].filter(({ met }) => !met).map(({ code }) => told[code]);
}

const told = { handOverSecurity: 'securityManagement', handOverEmergency: 'emergencyManagement' } as const satisfies Partial<
  Record<GateCode, Party>
>;

type Told = GateCondition & { readonly code: keyof typeof told };

/** Security management is told of what is, or may be, a security incident. */
function securityTold(values: IncidentValues): readonly Told[] {
  return isSuspectedSecurity(values) ? [handedOver('handOverSecurity', values)] : [];
}

/** Emergency management is told where the continuity of the business is threatened. */
export function emergencyTold(values: IncidentValues): readonly Told[] {
  return values.continuityThreatened === 'yes' ? [handedOver('handOverEmergency', values)] : [];
}

function handedOver(code: keyof typeof told, { handOvers = [] }: IncidentValues): Told {
  const met = handOvers.some(row => row.interface === told[code] && row.person && row.at && row.channel && row.passed);
  return { code, met, field: 'handOvers' };
}
