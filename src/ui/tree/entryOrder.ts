import { firstPlace } from '../../base/firstPlace';
import { compareCodes } from '../../domain/foundation/time';
import { compareIncidents } from '../../domain/incident/facts';
import { kindOfId, type Kind } from '../../domain/records';
import { isEntryOf, type IndexEntry } from '../../store/indexEntry';

/**
 * The entries of some kinds as a tree has them: incidents by urgency, everything else by title, broken files last. It remembers the order: an
 * entry that did not change is the same object, so that after a change only those that did look for their places.
 */
export class EntryOrder {
  private entries: readonly IndexEntry[] = [];
  private ordered: readonly IndexEntry[] = [];
  private readonly kinds: ReadonlySet<Kind | undefined>;

  constructor(kinds: readonly Kind[]) {
    this.kinds = new Set(kinds);
  }

  /** Those of these entries that belong to it, in order; the same array until the entries are others. */
  of(entries: readonly IndexEntry[]): readonly IndexEntry[] {
    if (entries === this.entries) return this.ordered;
    const { gone, added } = differences(this.entries, entries);
    const kept = gone.size === 0 ? this.ordered : this.ordered.filter(entry => !gone.has(entry));
    this.ordered = merged(kept, added.filter(entry => this.belongs(entry)).sort(compare));
    this.entries = entries;
    return this.ordered;
  }

  private belongs(entry: IndexEntry): boolean {
    return this.kinds.has(entry.type === 'broken' ? kindOfId(entry.id) : entry.kind);
  }
}

/** What is no more and what is new; place by place, since most stand where they stood. */
function differences(
  before: readonly IndexEntry[],
  after: readonly IndexEntry[],
): { readonly gone: ReadonlySet<IndexEntry>; readonly added: IndexEntry[] } {
  if (before.length === 0) return { gone: new Set(), added: [...after] };
  const [gone, added] = [new Set<IndexEntry>(), new Set<IndexEntry>()];
  for (let place = 0; place < Math.max(before.length, after.length); place++) {
    const old = before[place];
    const fresh = after[place];
    if (old === fresh) continue;
    if (old) gone.add(old);
    if (fresh) added.add(fresh);
  }
  for (const moved of added) if (gone.delete(moved)) added.delete(moved);
  return { gone, added: [...added] };
}

/** Two lists in order as one: the members of the shorter one look for their places in the longer one. */
function merged(long: readonly IndexEntry[], short: readonly IndexEntry[]): readonly IndexEntry[] {
  if (long.length === 0) return short;
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

/** Behind all that come first or stand beside it, from `low` on. */
function placeOf(entry: IndexEntry, ordered: readonly IndexEntry[], low: number): number {
  const isBefore = (other: IndexEntry | undefined): boolean => other !== undefined && compare(other, entry) <= 0;
  return low + firstPlace(ordered.length - low, place => isBefore(ordered[low + place]));
}

/** Made when titles are compared first: that takes tens of milliseconds, and the tree of incidents needs none. */
let titles: Intl.Collator | undefined;

function compare(a: IndexEntry, b: IndexEntry): number {
  if (a.type === 'broken' || b.type === 'broken')
    return Number(a.type === 'broken') - Number(b.type === 'broken') || compareCodes(a.id, b.id);
  if (isEntryOf('incident', a) && isEntryOf('incident', b)) return compareIncidents(a.facts, b.facts);
  titles ??= new Intl.Collator();
  return titles.compare(a.facts.title, b.facts.title) || compareCodes(a.id, b.id);
}
