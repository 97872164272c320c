import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import { acknowledgementOf, hoursToAcknowledge } from '../domain/incident/handOver';
import { isInPeriod, type Period } from '../domain/incident/period';
import { interfaceParties } from '../domain/vocabulary/parties';
import type { LateHandOver, ManagementReport, PartyHandOvers } from '../exchange/managementContent';
import { FirstNamed } from './firstNamed';

/** Those to one party, while they are counted. */
type Counts = { -readonly [K in keyof PartyHandOvers]: PartyHandOvers[K] };

/** Counts the hand-overs that were made in a period (M 6.124), and how each was acknowledged as it stands at a time. */
export class HandOverCount {
  private readonly parties = new Map<string, Counts>(
    interfaceParties.map(party => [party, { party, made: 0, inTime: 0, late: 0, running: 0, over: 0 }]),
  );
  // One that took thrice its time stands before one that took twice, whatever the time is.
  private readonly late = new FirstNamed<LateHandOver>((a, b) => timesAllowed(b) - timesAllowed(a));

  constructor(
    private readonly period: Period,
    private readonly at: Instant,
  ) {}

  /** True where one of the incident counts. */
  add(facts: IncidentFacts): boolean {
    let isCounted = false;
    for (const made of facts.handedOver) {
      const how = isInPeriod(made.at, this.period) ? acknowledgementOf(made, this.at) : undefined;
      const counts = this.parties.get(made.party);
      if (!how || !counts) continue;
      isCounted = true;
      counts.made += 1;
      counts[how] += 1;
      if (how !== 'late' && how !== 'over') continue;
      const acknowledgedAt = how === 'late' ? made.acknowledgedAt : undefined;
      const took = millisecondsBetween(made.at, acknowledgedAt ?? this.at);
      this.late.add(facts, made.at, { party: made.party, took, isAcknowledged: how === 'late' });
    }
    return isCounted;
  }

  found(): ManagementReport['handOvers'] {
    return { parties: [...this.parties.values()].filter(({ made }) => made > 0), late: this.late.found() };
  }
}

function timesAllowed({ took, party }: LateHandOver): number {
  return took / hoursToAcknowledge(party);
}
