import { compareUrgency } from '../../domain/incident/facts';
import { isEntryOf, type IndexEntry, type RecordEntry } from '../../store/indexEntry';

/**
 * The entries of the lists as the tree has them: open incidents by urgency, then the rest. It remembers the order: an entry that did not
 * change is the same object, so that after a change only those that did look for their places.
 */
export class UrgencyOrder {
  private entries: readonly IndexEntry[] = [];
  private ordered: readonly IndexEntry[] = [];
  private known: ReadonlySet<IndexEntry> = new Set();

  /** These entries in order; the same array until the entries are others. */
  of(entries: readonly IndexEntry[]): readonly IndexEntry[] {
    if (entries === this.entries) return this.ordered;
    const present = new Set(entries);
    const added = entries.filter(entry => !this.known.has(entry));
    const kept = this.ordered.filter(entry => present.has(entry));
    this.ordered = merged(kept, added.sort(compare));
    [this.entries, this.known] = [entries, present];
    return this.ordered;
  }
}

/** Two lists in order as one: the members of the shorter one look for their places in the longer one. */
function merged(long: readonly IndexEntry[], short: readonly IndexEntry[]): readonly IndexEntry[] {
  const result: IndexEntry[] = [];
  let taken = 0;
  for (const entry of short) {
    const place = placeOf(entry, long, taken);
    for (const other of long.slice(taken, place)) result.push(other);
    taken = place;
    result.push(entry);
  }
  return result.concat(long.slice(taken));
}

/** Behind all that come first or are as urgent, from `low` on. */
function placeOf(entry: IndexEntry, ordered: readonly IndexEntry[], low: number): number {
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle];
    if (other && compare(other, entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: IndexEntry, b: IndexEntry): number {
  const [one, other] = [openSummary(a), openSummary(b)];
  return one && other ? compareUrgency(one, other) : Number(one === undefined) - Number(other === undefined);
}

function openSummary(entry: IndexEntry): RecordEntry<'incident'>['facts'] | undefined {
  return isEntryOf('incident', entry) && entry.facts.open ? entry.facts : undefined;
}
