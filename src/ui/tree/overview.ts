import { nearestClock, type Clock } from '../../domain/incident/clock';
import type { Instant } from '../../domain/foundation/time';
import type { RecordId } from '../../domain/record/ids';
import type { IndexEntry } from '../../store/recordIndex';

/** What status bar and badge tell of all entries. */
export interface Overview {
  /** How many incidents are open. */
  readonly open: number;
  /** The running clock that is due first. */
  readonly urgent: { readonly id: RecordId; readonly clock: Clock & { readonly due: Instant } } | undefined;
  /** The incidents that have safeguard gaps, whatever became of them. */
  readonly withGaps: readonly Extract<IndexEntry, { type: 'incident' }>[];
}

const known = new WeakMap<readonly IndexEntry[], Overview>();

/** The overview of these entries: one pass over them, once for each change. */
export function overviewOf(entries: readonly IndexEntry[]): Overview {
  const overview = known.get(entries) ?? look(entries);
  known.set(entries, overview);
  return overview;
}

function look(entries: readonly IndexEntry[]): Overview {
  let open = 0;
  let urgent: Overview['urgent'];
  const withGaps: Extract<IndexEntry, { type: 'incident' }>[] = [];
  for (const entry of entries) {
    if (entry.type !== 'incident') continue;
    const { id, summary } = entry;
    if (summary.gaps.length > 0) withGaps.push(entry);
    if (!summary.open) continue;
    open++;
    const clock = summary.clocks.length > 0 ? nearestClock(summary.clocks) : undefined;
    if (clock && (!urgent || clock.due < urgent.clock.due)) urgent = { id, clock };
  }
  return { open, urgent, withGaps };
}
