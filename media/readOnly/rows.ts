import type { ListedIncident, ListedProcedure, ReadOnlyHostMessage } from '../../src/protocol/readOnlyPage';

/** A file that cannot be read, and why. */
type Broken = ListMessage['broken'][number];
type ListMessage = Extract<ReadOnlyHostMessage, { type: 'list' }>;

interface Listed {
  readonly incidents: readonly ListedIncident[];
  readonly procedures: readonly ListedProcedure[];
  readonly broken: readonly Broken[];
}

/** The list as the host has told it: everything once, then what changed. */
export class Rows {
  private readonly incidentsById = new Map<string, ListedIncident>();
  private readonly proceduresById = new Map<string, ListedProcedure>();
  private readonly brokenById = new Map<string, Broken>();
  private listed: Listed | undefined;
  private isBegun = false;

  /** Takes what the host says. */
  take({ start, incidents, procedures, broken, gone }: ListMessage): void {
    if (start) {
      this.incidentsById.clear();
      this.proceduresById.clear();
      this.brokenById.clear();
      this.isBegun = true;
    }
    for (const id of [...gone, ...[...incidents, ...procedures, ...broken].map(row => row.id)]) {
      this.incidentsById.delete(id);
      this.proceduresById.delete(id);
      this.brokenById.delete(id);
    }
    for (const row of incidents) this.incidentsById.set(row.id, row);
    for (const row of procedures) this.proceduresById.set(row.id, row);
    for (const row of broken) this.brokenById.set(row.id, row);
    this.listed = undefined;
  }

  /** The incidents, the same array until one changes; undefined before the list has begun. */
  get incidents(): readonly ListedIncident[] | undefined {
    return this.isBegun ? this.all().incidents : undefined;
  }

  /** The procedures, by their title. */
  get procedures(): readonly ListedProcedure[] {
    return this.all().procedures;
  }

  /** The files that cannot be read. */
  get broken(): readonly Broken[] {
    return this.all().broken;
  }

  private all(): Listed {
    return (this.listed ??= {
      incidents: [...this.incidentsById.values()],
      procedures: [...this.proceduresById.values()].sort((a, b) => a.title.localeCompare(b.title)),
      broken: [...this.brokenById.values()],
    });
  }
}
