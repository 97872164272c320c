import type { Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import { pressing, pressingCodes, type PressingCode, type PressingThings } from '../domain/incident/pressing';
import type { ManagementReport, PressingThing } from '../exchange/managementContent';
import { FirstNamed, mostUrgentFirst } from './firstNamed';

type Counts = { readonly [C in PressingCode]: FirstNamed<PressingThing<C>> };

/** By what each is sorted, the worst first. */
const times: { readonly [C in PressingCode]: (thing: PressingThings[C], facts: IncidentFacts) => Instant } = {
  duties: ({ at }) => at,
  gaps: ({ since }) => since,
  target: ({ at }) => at,
  untold: (_, { recordedAt = '' }) => recordedAt,
  lateHandOvers: ({ at }) => at,
  reviews: ({ at }) => at,
  accepted: ({ acceptedUntil = '' }) => acceptedUntil,
};

/** Counts what presses at a time, of all incidents, and names the worst of it. */
export class PressingCount {
  private readonly counts: Counts = {
    duties: new FirstNamed(),
    gaps: new FirstNamed(),
    target: new FirstNamed(mostUrgentFirst),
    untold: new FirstNamed(mostUrgentFirst),
    lateHandOvers: new FirstNamed(),
    reviews: new FirstNamed(),
    accepted: new FirstNamed(),
  };

  constructor(private readonly at: Instant) {}

  /** True where something of the incident counts. */
  add(facts: IncidentFacts): boolean {
    return pressingCodes.filter(code => this.take(code, this.counts[code], facts)).length > 0;
  }

  found(): ManagementReport['pressing'] {
    const { duties, gaps, target, untold, lateHandOvers, reviews, accepted } = this.counts;
    return {
      duties: duties.found(),
      gaps: gaps.found(),
      target: target.found(),
      untold: untold.found(),
      lateHandOvers: lateHandOvers.found(),
      reviews: reviews.found(),
      accepted: accepted.found(),
    };
  }

  private take<C extends PressingCode>(code: C, count: Counts[C], facts: IncidentFacts): boolean {
    const things: readonly PressingThings[C][] = pressing[code](facts, this.at);
    for (const thing of things) count.add(facts, times[code](thing, facts), { thing });
    return things.length > 0;
  }
}
