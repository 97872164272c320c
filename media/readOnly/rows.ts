import type { FormFacts } from '../../src/domain/records';
import type { ListedIncident, ReadOnlyHostMessage } from '../../src/protocol/readOnlyPage';

/** A file that cannot be read, and why. */
type Broken = ListMessage['broken'][number];
type ListMessage = Extract<ReadOnlyHostMessage, { type: 'list' }>;

interface Listed {
  readonly incidents: readonly ListedIncident[];
  readonly others: readonly FormFacts[];
  readonly broken: readonly Broken[];
}

/** The list as the host has told it: everything once, then what changed. */
export class Rows {
  private readonly incidentsById = new Map<string, ListedIncident>();
  private readonly othersById = new Map<string, FormFacts>();
  private readonly brokenById = new Map<string, Broken>();
  private listed: Listed | undefined;
  private isBegun = false;
  private left = 0;

  /** Takes what the host says. */
  take({ start, left, incidents, others, broken, gone }: ListMessage): void {
    this.left = left;
    if (start) {
      this.incidentsById.clear();
      this.othersById.clear();
      this.brokenById.clear();
      this.isBegun = true;
    }
    for (const id of [...gone, ...[...incidents, ...others, ...broken].map(row => row.id)]) {
      this.incidentsById.delete(id);
      this.othersById.delete(id);
      this.brokenById.delete(id);
    }
    for (const row of incidents) this.incidentsById.set(row.id, row);
    for (const row of others) this.othersById.set(row.id, row);
    for (const row of broken) this.brokenById.set(row.id, row);
    this.listed = undefined;
  }

  /** True while more of the list is on its way: what is counted now is not what there is. */
  get isComing(): boolean {
    return this.left > 0;
  }

  /** The incidents, the same array until one changes; undefined before the list has begun. */
  get incidents(): readonly ListedIncident[] | undefined {
    return this.isBegun ? this.all().incidents : undefined;
  }

  /** The records of all other kinds: what still matters first, by title. */
  get others(): readonly FormFacts[] {
    return this.all().others;
  }

  /** The files that cannot be read. */
  get broken(): readonly Broken[] {
    return this.all().broken;
  }

  private all(): Listed {
    return (this.listed ??= {
      incidents: [...this.incidentsById.values()],
      others: [...this.othersById.values()].sort((a, b) => Number(b.open) - Number(a.open) || a.title.localeCompare(b.title)),
      broken: [...this.brokenById.values()],
    });
  }
}
