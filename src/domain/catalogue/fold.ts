import { Ancestry } from '../record/ancestry';
import type { RecordEvent } from '../record/event';
import type { Patch } from '../forms/field';
import type { CatalogueKind, RecordId } from '../record/ids';
import { WorkingLinks } from '../record/link';
import { causalOrder, isChain } from '../record/log';
import { isPermitted } from '../vocabulary/permissions';
import { stampOf, type Stamp } from '../record/stamp';
import { disregardedEntry, Subject, type Disregarded, type Fallen } from '../record/standing';
import type { Instant } from '../foundation/time';
import { WorkingValues } from '../forms/values';
import { WriteTracker } from '../record/writes';
import { actionOfEntry } from './entryAction';
import { readCatalogueEvent, type CatalogueEvent } from './event';
import { catalogueFields } from './forms';
import type { RecordOfKind } from './record';

/** Fields whose change makes what was released another thing: the release does not cover it any more (DER.2.1.A5). */
const releasedFields: Readonly<Partial<Record<CatalogueKind, readonly string[]>>> = {
  knownError: ['solution', 'solutionFallback', 'solutionWeakens', 'solutionSafeguard', 'solutionComponent', 'components'],
  change: ['title', 'reason', 'components', 'reference', 'from', 'to', 'outage', 'fallback'],
};

/** What the release of a record of this kind covers, comparable. */
export function releasedText(kind: CatalogueKind, values: object): string {
  return JSON.stringify((releasedFields[kind] ?? []).map(field => (values as Readonly<Record<string, unknown>>)[field]));
}

/** True when a record of this kind waits for a release by the IT manager. */
export function isReleasable(kind: CatalogueKind): boolean {
  return releasedFields[kind] !== undefined;
}

/**
 * The state of a catalogue record: its entries applied in causal order. Total, deterministic and of a cost that grows with the entries
 * and what they hold, like the fold of an incident.
 */
export function foldCatalogue<K extends CatalogueKind>(kind: K, id: RecordId, events: readonly RecordEvent[]): RecordOfKind<K> {
  const timeline = causalOrder(events);
  const fold = new CatalogueFold(kind, isChain(timeline) ? undefined : new Ancestry(timeline));
  for (const event of timeline) fold.enter(event);
  return { id, ...fold.state(), timeline };
}

class CatalogueFold<K extends CatalogueKind> {
  private readonly values: WorkingValues;
  private readonly links = new WorkingLinks();
  private readonly disregarded: Disregarded[] = [];
  private readonly fallen: Fallen[] = [];
  private readonly writes: WriteTracker;
  /** Entries that hold answers, also those whose content was redacted. */
  private readonly contents = new Set<string>();
  private readonly released: Subject<'release'>;
  private release: Stamp | undefined;
  private recorded: Stamp | undefined;
  private changedAt: Instant | undefined;

  constructor(
    private readonly kind: K,
    private readonly ancestry: Ancestry | undefined,
  ) {
    this.values = new WorkingValues(catalogueFields[kind]);
    this.writes = new WriteTracker(ancestry);
    this.released = new Subject(ancestry, this.fallen);
  }

  enter(entry: RecordEvent): void {
    this.ancestry?.enter(entry);
    this.recorded ??= stampOf(entry);
    this.changedAt = entry.at;
    if (entry.type === 'record.captured' || entry.type === 'record.updated') this.contents.add(entry.id);
    const event = readCatalogueEvent(entry);
    if (!event) return;
    const action = actionOfEntry(event.type);
    if (isPermitted(entry.by.role, action)) this.apply(event, entry);
    else this.disregarded.push(disregardedEntry(entry, action));
  }

  state(): Omit<RecordOfKind<K>, 'id' | 'timeline'> {
    const { kind, release, recorded, changedAt, disregarded, fallen } = this;
    return {
      kind,
      values: this.values.values(),
      links: this.links.links(),
      release,
      recorded,
      changedAt,
      conflicts: this.writes.conflicts(),
      disregarded,
      fallen,
    };
  }

  private apply(event: CatalogueEvent, entry: RecordEvent): void {
    switch (event.type) {
      case 'record.captured':
      case 'record.updated':
        return this.write(event.data.patch, entry);
      case 'record.linked':
        return this.links.add(event.data.link);
      case 'record.linkJudged':
        return this.links.judge(event.data.link, event.data.state);
      case 'record.unlinked':
        return this.links.remove(event.data.link);
      case 'record.released':
        if (this.released.decided('release', entry)) this.release = stampOf(entry);
        return;
      case 'record.redacted':
        if (this.contents.has(event.data.entry)) this.takeBack(entry);
        return;
      case 'record.commented':
        return;
    }
  }

  private write(patch: Patch, entry: RecordEvent): void {
    const changed = this.values.apply(patch, (path, value) => {
      this.writes.record(path, value, entry.id);
    });
    if (changed.some(path => releasedFields[this.kind]?.includes(path))) this.takeBack(entry);
  }

  private takeBack(entry: RecordEvent): void {
    if (this.released.changed(entry).length > 0) this.release = undefined;
  }
}
