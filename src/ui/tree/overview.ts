import { compareCodes, type Instant } from '../../domain/foundation/time';
import { openGaps } from '../../domain/incident/facts';
import type { RecordId } from '../../domain/records';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';

/** What status bar and badge tell of all entries. */
export interface Overview {
  /** How many incidents are open. */
  readonly open: number;
  /** The incidents that have safeguard gaps, whatever became of them. */
  readonly withGaps: readonly RecordEntry<'incident'>[];
}

const known = new WeakMap<readonly IndexEntry[], Overview>();

/** The overview of these entries: one pass over them, once for each change. */
export function overviewOf(entries: readonly IndexEntry[]): Overview {
  const overview = known.get(entries) ?? look(entries);
  known.set(entries, overview);
  return overview;
}

/** The open safeguard gaps of all incidents, the oldest first: that of a completed one is open again when the risk was accepted until a date. */
export function allOpenGaps(
  entries: readonly IndexEntry[],
  now: Instant,
): readonly { readonly id: RecordId; readonly safeguard: string; readonly component: string; readonly since: Instant }[] {
  return overviewOf(entries)
    .withGaps.flatMap(({ id, facts }) => openGaps(facts, now).map(gap => ({ ...gap, id })))
    .sort((a, b) => compareCodes(a.since, b.since));
}

function look(entries: readonly IndexEntry[]): Overview {
  let open = 0;
  const withGaps: RecordEntry<'incident'>[] = [];
  for (const entry of entries) {
    if (!isEntryOf('incident', entry)) continue;
    const { facts } = entry;
    if (facts.gaps.length > 0) withGaps.push(entry);
    if (facts.open) open++;
  }
  return { open, withGaps };
}
