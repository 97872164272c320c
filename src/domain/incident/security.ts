import type { IncidentValues } from './forms';

/** True when qualification confirmed or suspects a security incident (M 6.131). */
export function isSuspectedSecurity({ assessment }: Pick<IncidentValues, 'assessment'>): boolean {
  return assessment === 'confirmed' || assessment === 'suspected';
}

/** True when the incident is or may be a security incident: its kind, or what qualification found (M 6.124). */
export function isSecurityRelevant(values: Pick<IncidentValues, 'kind' | 'assessment'>): boolean {
  return values.kind === 'securityIncident' || isSuspectedSecurity(values);
}

/**
 * True where security management's own assessment and that of step 2 contradict one another: one takes it for a security incident, confirmed
 * or suspected, the other does not (M 6.64).
 */
export function assessmentsDiffer(ours: Pick<IncidentValues, 'assessment'>, theirs: IncidentValues['assessment']): boolean {
  return theirs !== undefined && isSuspectedSecurity(ours) !== isSuspectedSecurity({ assessment: theirs });
}

/**
 * True where nobody has ruled out that it is a security incident: it is relevant, or the question whether it could be one was not answered
 * with no, neither by the report nor, later, by qualification (M 6.124).
 */
export function mayBeSecurity(values: Pick<IncidentValues, 'kind' | 'assessment' | 'couldBeSecurity'>): boolean {
  return isSecurityRelevant(values) || (values.assessment === undefined && values.couldBeSecurity !== 'no');
}
