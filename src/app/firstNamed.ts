import { compareCodes, type Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import type { NamedIncident, NamedIncidents } from '../exchange/managementContent';

/** Most incidents that each list of a report names. */
const mostNamed = 10;

/** Keeps the first few incidents by their time; the others, and what is confined, it counts. */
export class FirstNamed {
  private named: readonly NamedIncident[] = [];
  private more = 0;
  private unnamed = 0;

  add({ id, title, priority, confined }: IncidentFacts, at: Instant, said: Pick<NamedIncident, 'party' | 'security'> = {}): void {
    if (confined === true) {
      this.unnamed += 1;
      return;
    }
    const last = this.named.at(-1);
    if (this.named.length < mostNamed || (last && at < last.at))
      this.named = [...this.named, { id, title, priority, at, ...said }].sort(
        (a, b) => compareCodes(a.at, b.at) || compareCodes(a.id, b.id),
      );
    else this.more += 1;
    if (this.named.length > mostNamed) {
      this.named = this.named.slice(0, mostNamed);
      this.more += 1;
    }
  }

  found(): NamedIncidents {
    return { named: this.named, more: this.more, unnamed: this.unnamed };
  }
}
