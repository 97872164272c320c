import { compareCodes, type Instant } from '../domain/foundation/time';
import { dueOf, type Due } from '../domain/incident/due';
import type { IncidentId } from '../domain/incident/incident';
import { isEntryOf, type IndexEntry } from '../store/indexEntry';

/** Something due, and of which incident. */
export interface DueOfIncident extends Due {
  readonly id: IncidentId;
  readonly title: string;
}

/** What is due of all incidents, completed ones too, the earliest first. */
export function allDue(entries: readonly IndexEntry[], now: Instant): readonly DueOfIncident[] {
  return entries
    .flatMap(entry => {
      if (!isEntryOf('incident', entry)) return [];
      const { id, facts } = entry;
      return dueOf(facts, now).map(due => ({ ...due, id, title: facts.title }));
    })
    .sort((a, b) => compareCodes(a.at, b.at));
}
