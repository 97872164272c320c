import type { Instant } from '../foundation/time';
import type { IncidentFacts } from './facts';
import { milestonesSchema, type Milestones } from './milestones';

/**
 * All that the figures of the process are made of: when what happened to an incident, and what it was about. Whose it was, who reported or
 * handled it, and any text of it stay outside: nothing is counted of a person.
 */
export interface MeasuredIncident
  extends Milestones, Readonly<Pick<IncidentFacts, 'open' | 'reported' | 'priority' | 'closureCode' | 'closedAt' | 'components'>> {
  readonly recordedAt: Instant;
}

const milestoneNames = Object.keys(milestonesSchema.shape) as readonly (keyof Milestones)[];

/** What of an incident is measured, of all that is known of it; undefined for one that was erased, of which nothing is known any more. */
export function measuredOf(facts: IncidentFacts, known: Milestones = {}): MeasuredIncident | undefined {
  const { recordedAt, open, reported, priority, closureCode, closedAt, components } = facts;
  if (recordedAt === undefined) return undefined;
  // What else is known beside the milestones, accounts and hosts among it, must not come along.
  const milestones = Object.fromEntries(milestoneNames.map(name => [name, known[name]])) as Milestones;
  return { ...milestones, recordedAt, open, reported, priority, closureCode, closedAt, components };
}
