import { compareCodes, type Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import { priorities } from '../domain/vocabulary/priority';
import type { NamedIncident, NamedIncidents } from '../exchange/managementContent';

/** Most that each list of a report names. */
const mostNamed = 10;

/** Keeps the first few incidents, by their time where nothing else is said, with what is said of each; the others, and what is confined, it counts. */
export class FirstNamed<T extends object = object> {
  private named: readonly (NamedIncident & T)[] = [];
  private more = 0;
  private unnamed = 0;

  /** `first`: what counts before the time; negative where `a` is to be named first. */
  constructor(private readonly first: (a: NamedIncident & T, b: NamedIncident & T) => number = () => 0) {}

  add({ id, title, priority, confined }: IncidentFacts, at: Instant, said: T): void {
    if (confined === true) {
      this.unnamed += 1;
      return;
    }
    const one = { id, title, priority, at, ...said };
    const last = this.named.at(-1);
    if (this.named.length < mostNamed || (last && this.compare(one, last) < 0))
      this.named = [...this.named, one].sort((a, b) => this.compare(a, b));
    else this.more += 1;
    if (this.named.length > mostNamed) {
      this.named = this.named.slice(0, mostNamed);
      this.more += 1;
    }
  }

  found(): NamedIncidents<T> {
    return { named: this.named, more: this.more, unnamed: this.unnamed };
  }

  private compare(a: NamedIncident & T, b: NamedIncident & T): number {
    return this.first(a, b) || compareCodes(a.at, b.at) || compareCodes(a.id, b.id);
  }
}

/** The most urgent first; what has no priority yet stands last. */
export function mostUrgentFirst(a: NamedIncident, b: NamedIncident): number {
  return placeOf(a) - placeOf(b);
}

function placeOf({ priority }: NamedIncident): number {
  return priority === undefined ? priorities.length : priorities.indexOf(priority);
}
