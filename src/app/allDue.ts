import { compareCodes, type Instant } from '../domain/foundation/time';
import { dueOf, type Due } from '../domain/incident/due';
import type { IncidentId } from '../domain/incident/incident';
import { isEntryOf, type IndexEntry } from '../store/indexEntry';

/** Something due, and of which incident. */
export interface DueOfIncident extends Due {
  readonly id: IncidentId;
  readonly title: string;
}

/** What is due of all incidents, completed ones too: reporting duties that are overdue, then the earliest first. */
export function allDue(entries: readonly IndexEntry[], now: Instant): readonly DueOfIncident[] {
  return entries
    .flatMap(entry => {
      if (!isEntryOf('incident', entry)) return [];
      const { id, facts } = entry;
      return dueOf(facts, now).map(due => ({ ...due, id, title: facts.title }));
    })
    .sort((a, b) => Number(isBroken(b)) - Number(isBroken(a)) || compareCodes(a.at, b.at));
}

/** Whoever sees a few rows of a long list must see where the law is broken. */
function isBroken({ what, isOver }: Due): boolean {
  return what.code === 'clock' && isOver;
}
