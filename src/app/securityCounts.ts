import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import { concernsSecurity, standsForSecurity, type IncidentFacts } from '../domain/incident/facts';
import { hoursToAcknowledge } from '../domain/incident/handOver';
import { isInPeriod, type Period } from '../domain/incident/period';
import { interfaceParties } from '../domain/vocabulary/parties';
import { securityStandings, type ManagementReport, type PartyHandOvers, type SecurityStanding } from '../exchange/managementContent';
import { FirstNamed } from './firstNamed';

const hour = 3_600_000;

/** Counts the security incidents among some, and what was reported as one and is none. */
export class SecurityCount {
  private readonly counts = new Map(securityStandings.map(standing => [standing, { standing, count: 0, open: 0 }]));
  private readonly named = new FirstNamed();

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

/** Counts hand-overs (M 6.124): those made in a period, and what is missing, not acknowledged or late now. */
export class HandOverCount {
  private readonly parties = new Map(
    interfaceParties.map(party => [party, { party, made: 0, untold: 0, waiting: 0, late: 0 } satisfies PartyHandOvers]),
  );
  private readonly untold = new FirstNamed();
  private readonly late = new FirstNamed();

  constructor(
    private readonly period: Period,
    private readonly at: Instant,
  ) {}

  add(facts: IncidentFacts): void {
    for (const { party, at } of facts.handedOver) if (isInPeriod(at, this.period)) this.count(party, 'made');
    for (const party of facts.untold ?? []) {
      this.count(party, 'untold');
      this.untold.add(facts, facts.recordedAt ?? this.at, { party });
    }
    for (const { party, at } of facts.handOvers) {
      this.count(party, 'waiting');
      if (millisecondsBetween(at, this.at) <= hoursToAcknowledge(party) * hour) continue;
      this.count(party, 'late');
      this.late.add(facts, at, { party });
    }
  }

  found(): ManagementReport['handOvers'] {
    const parties = [...this.parties.values()].filter(({ made, untold, waiting }) => made + untold + waiting > 0);
    return { parties, untold: this.untold.found(), late: this.late.found() };
  }

  private count(party: PartyHandOvers['party'], what: 'made' | 'untold' | 'waiting' | 'late'): void {
    const counts = this.parties.get(party);
    if (counts) counts[what] += 1;
  }
}
