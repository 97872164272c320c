import type { Instant } from '../domain/foundation/time';
import { concernsSecurity, standsForSecurity, type IncidentFacts } from '../domain/incident/facts';
import { securityStandings, type ManagementReport, type SecurityStanding } from '../exchange/managementContent';
import { FirstNamed } from './firstNamed';

/** Counts the security incidents among some, and what was reported as one and is none. */
export class SecurityCount {
  private readonly counts = new Map(securityStandings.map(standing => [standing, { standing, count: 0, open: 0 }]));
  private readonly named = new FirstNamed<{ readonly security: SecurityStanding }>();

  add(facts: IncidentFacts, recordedAt: Instant): void {
    const standing = standingOf(facts);
    const count = standing && this.counts.get(standing);
    if (!count) return;
    count.count += 1;
    if (facts.open) count.open += 1;
    if (standing !== 'none') this.named.add(facts, recordedAt, { security: standing });
  }

  found(): ManagementReport['security'] {
    return { counts: [...this.counts.values()], named: this.named.found() };
  }
}

/** Confirmed or suspected by step 2 or by security management, whichever is more; none where it was reported as one and found to be none. */
function standingOf(facts: IncidentFacts): SecurityStanding | undefined {
  if (!standsForSecurity(facts)) return concernsSecurity(facts) || facts.couldBeSecurity === 'yes' ? 'none' : undefined;
  const said = [facts.assessment, facts.ownAssessment];
  return said.includes('confirmed') ? 'confirmed' : said.includes('suspected') ? 'suspected' : 'unassessed';
}
