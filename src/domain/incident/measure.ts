import { isNamed, isSamePerson } from '../vocabulary/actor';
import type { Row } from './forms';
import type { Incident } from './incident';
import { isSecurityRelevant } from './security';

/** What makes a measure another one: neither a release (DER.2.1.A5) nor the acceptance of its risk covers it any more when one of these changes. */
export const releasedColumns = ['what', 'type', 'component', 'weakensSafeguard', 'safeguard', 'needsOutage'] as const;

/** What is said of a measure that is applied from elsewhere. */
export const appliedColumns = ['what', 'person', 'component', 'fallback', 'weakensSafeguard', 'safeguard', 'needsOutage'] as const;

/** What a restored safeguard covers: another answer to the safeguard question is another gap. */
export const safeguardColumns = ['component', 'weakensSafeguard', 'safeguard'] as const;

/**
 * Which measures wait for the release by the IT manager. `major`: those of a security relevant incident, of P1 and P2, and those that weaken
 * a safeguard or need an outage (DER.2.1.A5 asks for it in security incidents).
 */
export const releaseRules = ['major', 'always', 'never'] as const;

/** One of the rules. */
export type ReleaseRule = (typeof releaseRules)[number];

/** What the rule looks at besides the measure. */
type Weighed = Pick<Incident, 'values' | 'priority'>;

/** True where the rule asks for the IT manager's release of a measure. */
export function needsRelease(
  measure: Pick<Row<'measures'>, 'weakensSafeguard' | 'needsOutage'>,
  { values, priority }: Weighed,
  rule: ReleaseRule,
): boolean {
  if (rule !== 'major') return rule === 'always';
  const isMajor = priority === 'P1' || priority === 'P2' || isSecurityRelevant(values);
  return isMajor || measure.weakensSafeguard === 'yes' || measure.needsOutage === 'yes';
}

/** The measures of a type that are not dropped, need a release and have none as they stand; a change takes a release back. */
export function unreleased(
  incident: Weighed & Pick<Incident, 'releases'>,
  rule: ReleaseRule,
  ...types: readonly Row<'measures'>['type'][]
): readonly Row<'measures'>[] {
  const { values, releases } = incident;
  return (values.measures ?? []).filter(
    row => row.state !== 'dropped' && row.type && types.includes(row.type) && !releases.has(row.id) && needsRelease(row, incident, rule),
  );
}

/** True where one person both proposed a measure and released it: four eyes have not looked at it. It is not forbidden (DER.2.1.A5 asks for the release alone). */
export function lacksFourEyes({ releases, proposed }: Pick<Incident, 'releases' | 'proposed'>, measure: string): boolean {
  const [release, author] = [releases.get(measure), proposed.get(measure)];
  if (!release || !author) return false;
  return release.onBehalf ? isNamed(release.onBehalf.person, author.name) : isSamePerson(release.by, author);
}

/** True for a measure that is still to be carried out, or under way. */
export function isUnderWay({ state }: Pick<Row<'measures'>, 'state'>): boolean {
  return state === undefined || state === 'open' || state === 'running';
}

/** True for a workaround that is in force: it is neither ended nor dropped. */
export function isInForce({ type, state }: Pick<Row<'measures'>, 'type' | 'state'>): boolean {
  return type === 'workaround' && state !== 'ended' && state !== 'dropped';
}

/** Days until a workaround is looked at again, where nobody says otherwise (M 6.64 asks for a date, not for which). */
export const reviewAfterDays = 7;

/** True when what a record holds is applied to the incident already: it is not dropped, and not ended. */
export function isApplied({ values, applied }: Pick<Incident, 'values' | 'applied'>, from: string, type: Row<'measures'>['type']): boolean {
  return (values.measures ?? []).some(
    row => row.type === type && row.state !== 'dropped' && row.state !== 'ended' && applied.get(row.id) === from,
  );
}
