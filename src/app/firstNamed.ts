import { compareCodes, type Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import { priorities } from '../domain/vocabulary/priority';
import type { NamedIncident, NamedIncidents } from '../exchange/managementContent';

/** Most incidents that each list of a report names. */
const mostNamed = 10;

/** Keeps the first few incidents by their time, or the most urgent first and these by their time; the others, and what is confined, it counts. */
export class FirstNamed {
  private named: readonly NamedIncident[] = [];
  private more = 0;
  private unnamed = 0;

  constructor(private readonly by: 'time' | 'priority' = 'time') {}

  add({ id, title, priority, confined }: IncidentFacts, at: Instant, said: Pick<NamedIncident, 'party' | 'security'> = {}): void {
    if (confined === true) {
      this.unnamed += 1;
      return;
    }
    const one: NamedIncident = { id, title, priority, at, ...said };
    const last = this.named.at(-1);
    if (this.named.length < mostNamed || (last && this.compare(one, last) < 0))
      this.named = [...this.named, one].sort((a, b) => this.compare(a, b));
    else this.more += 1;
    if (this.named.length > mostNamed) {
      this.named = this.named.slice(0, mostNamed);
      this.more += 1;
    }
  }

  private compare(a: NamedIncident, b: NamedIncident): number {
    const urgency = this.by === 'priority' ? placeOf(a) - placeOf(b) : 0;
    return urgency || compareCodes(a.at, b.at) || compareCodes(a.id, b.id);
  }

  found(): NamedIncidents {
    return { named: this.named, more: this.more, unnamed: this.unnamed };
  }
}

/** What has no priority yet stands last. */
function placeOf({ priority }: NamedIncident): number {
  return priority === undefined ? priorities.length : priorities.indexOf(priority);
}
