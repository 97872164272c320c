import type { Ancestry } from '../record/ancestry';
import type { RecordEvent } from '../record/event';
import type { Release, ReleaseRequest } from '../record/release';
import { stampOf } from '../record/stamp';
import { Subjects, type Fallen } from '../record/standing';
import type { Instant } from '../foundation/time';
import { isSamePerson, type Actor } from '../vocabulary/actor';
import { commonType } from './event';
import type { Row } from './forms';
import { gapAfter, hasBegun, type SafeguardGap } from './gap';
import { releasedColumns, safeguardColumns } from './measure';

type Decision = 'release' | 'acceptance' | 'restoration';

/**
 * What was decided on the measures, by their rows: releases, and the safeguard gaps with what was accepted and restored. Each holds as
 * long as what it covers. Told of entries in causal order.
 */
export class WorkingMeasures {
  readonly releases = new Map<string, Release>();
  /** Of measures that are not released; as long as what was asked for stands as it did. */
  readonly releaseRequests = new Map<string, ReleaseRequest>();
  /** Who wrote what the release of a measure covers; undefined where several did. */
  private readonly authors = new Map<string, Actor | undefined>();
  private readonly gaps = new Map<string, SafeguardGap>();
  /** Measures that were begun at some time, whatever became of them. */
  private readonly begun = new Set<string>();
  /** Measures that are dropped. */
  private readonly dropped = new Set<string>();
  /** What the release of a measure and the acceptance of its risk cover. */
  private readonly measures: Subjects<'release' | 'acceptance'>;
  /** What the restoration of a safeguard covers. */
  private readonly safeguards: Subjects<'restoration'>;

  constructor(ancestry: Ancestry | undefined, fallen: Fallen[]) {
    this.measures = new Subjects(ancestry, fallen);
    this.safeguards = new Subjects(ancestry, fallen);
  }

  /** The gaps that were opened, the latest last. */
  safeguardGaps(): readonly SafeguardGap[] {
    return [...this.gaps.values()].filter(gap => this.isOpened(gap));
  }

  /** An entry changed what stands at `paths` of the values (`measures/row`, `measures/row/column`; others are passed over). */
  changed(paths: readonly string[], rowOf: (measure: string) => Row<'measures'> | undefined, entry: RecordEvent): void {
    for (const [measure, columns] of changedMeasures(paths)) this.rowChanged(measure, columns, rowOf(measure), entry);
  }

  /** The measures whose words are one person's, with that person. */
  proposed(): ReadonlyMap<string, Actor> {
    return new Map([...this.authors].flatMap(([id, author]) => (author ? [[id, author] as const] : [])));
  }

  /** The system itself opened a gap; one that there is already stays as it is. */
  open(gap: SafeguardGap): void {
    if (!this.gaps.has(gap.id)) this.gaps.set(gap.id, gap);
  }

  /** Somebody released a measure, in this entry or before (`released`). What was recorded on somebody's behalf does not stand in for a release of their own. */
  release(measure: string, released: Release, entry: RecordEvent): void {
    const known = this.releases.get(measure);
    if (released.onBehalf && known && !known.onBehalf) return;
    if (!this.measures.decided(measure, 'release', entry)) return;
    this.releases.set(measure, released);
    this.releaseRequests.delete(measure);
  }

  /** Somebody asked for the release of a measure; who asks again while that is open adds nothing. */
  askRelease(measure: string, entry: RecordEvent): void {
    const known = this.releaseRequests.get(measure);
    if (!this.releases.has(measure) && (!known || known.refused)) this.releaseRequests.set(measure, stampOf(entry));
  }

  /** Whoever may release a measure said no. */
  refuseRelease(measure: string, reason: string, entry: RecordEvent): void {
    const known = this.releaseRequests.get(measure);
    if (known && !known.refused) this.releaseRequests.set(measure, { ...known, refused: { ...stampOf(entry), reason } });
  }

  /** Somebody accepted the risk of a gap. */
  accept(id: string, until: Instant, reason: string, entry: RecordEvent): void {
    const gap = this.gaps.get(id);
    if (gap && this.measures.decided(id, 'acceptance', entry))
      this.gaps.set(id, { ...gap, accepted: { ...stampOf(entry), until, reason } });
  }

  /** Somebody reported the safeguard as back; who says so again later adds nothing. */
  restore(id: string, note: string, entry: RecordEvent): void {
    const gap = this.gaps.get(id);
    if (gap && !gap.restored && this.safeguards.decided(id, 'restoration', entry))
      this.gaps.set(id, { ...gap, restored: { ...stampOf(entry), note } });
  }

  /** What a redacted entry had said of the measures is not known any more: nothing that was decided on them is taken to hold. */
  contentRedacted(entry: RecordEvent): void {
    for (const [id, decisions] of [...this.measures.allChanged(entry), ...this.safeguards.allChanged(entry)]) this.take(id, decisions);
  }

  /**
   * False for the gap of a measure that was dropped, or not released, before it was begun: it has switched nothing off. What was accepted or
   * restored all the same stays.
   */
  private isOpened({ id, accepted, restored }: SafeguardGap): boolean {
    if (accepted || restored || this.begun.has(id)) return true;
    return !this.dropped.has(id) && !this.releaseRequests.get(id)?.refused;
  }

  private rowChanged(id: string, columns: ReadonlySet<string>, row: Row<'measures'> | undefined, entry: RecordEvent): void {
    const concerned = (covered: readonly string[]): boolean => columns.has(wholeRow) || covered.some(column => columns.has(column));
    if (concerned(releasedColumns)) {
      this.releaseRequests.delete(id);
      const [author, isFirst] = [this.authors.get(id), !this.authors.has(id)];
      this.authors.set(id, isFirst || (author && isSamePerson(author, entry.by)) ? entry.by : undefined);
      this.take(id, this.measures.changed(id, entry));
    }
    if (!row) return;
    const known = this.gaps.get(id);
    const wasOpened = known === undefined || this.isOpened(known);
    if (hasBegun(row)) this.begun.add(id);
    // What the first format says keeps the meaning it had.
    if (row.state === 'dropped' && commonType(entry.type) === entry.type) this.dropped.add(id);
    else this.dropped.delete(id);
    if (!concerned(safeguardColumns) && wasOpened) return;
    if (row.weakensSafeguard === 'yes' && concerned(safeguardColumns)) this.safeguards.changed(id, entry);
    const gap = gapAfter(wasOpened ? known : undefined, row, entry);
    if (gap?.since !== known?.since) this.gaps.delete(id);
    if (gap) this.gaps.set(id, gap);
  }

  private take(id: string, decisions: readonly Decision[]): void {
    for (const decision of decisions) {
      const gap = this.gaps.get(id);
      if (decision === 'release') this.releases.delete(id);
      else if (gap) this.gaps.set(id, { ...gap, [decision === 'acceptance' ? 'accepted' : 'restored']: undefined });
    }
  }
}

const wholeRow = '';

/** The columns that were changed, by the measure's row. */
function changedMeasures(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const measures = new Map<string, Set<string>>();
  for (const path of paths) {
    if (!path.startsWith('measures/')) continue;
    const [, measure = '', column = wholeRow] = path.split('/');
    const columns = measures.get(measure);
    if (columns) columns.add(column);
    else measures.set(measure, new Set([column]));
  }
  return measures;
}
