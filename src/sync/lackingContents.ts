import { contentsOf } from '../domain/incident/keptEvidence';
import type { RecordId } from '../domain/records';
import type { Witness } from '../store/witness';
import type { HeldThere, StoreBranch } from './branch';
import type { LocalRecords } from './localRecords';

/** Evidence that a branch lacks, by its SHA-256, with a record on it that names it. */
export type LackingContents = ReadonlyMap<string, RecordId>;

/** What these records of a branch, which are there as they are here, name and the branch lacks: whoever has put them there by hand has not brought it. */
export async function notBrought(branch: StoreBranch, ids: Iterable<RecordId>, records: LocalRecords): Promise<LackingContents> {
  const lacking = new Map<string, RecordId>();
  for (const id of ids) {
    const mine = await records.copyOf(id);
    for (const name of mine.ok ? mine.value.events.flatMap(contentsOf) : []) if (!branch.contents.has(name)) lacking.set(name, id);
  }
  return lacking;
}

/**
 * What the branch had when it was seen last, lacks now, and a record on it names still: somebody has taken it from there by hand.
 */
export async function takenAway(
  before: HeldThere['contents'],
  { records, contents }: StoreBranch,
  witness: Pick<Witness, 'everAttachedTo'>,
  isNamedBy: (id: RecordId, name: string) => Promise<boolean>,
): Promise<LackingContents> {
  const lacking = new Map<string, RecordId>();
  for (const name of before.keys()) {
    if (contents.has(name)) continue;
    for (const id of witness.everAttachedTo(name)) if (records.has(id) && (await isNamedBy(id, name))) lacking.set(name, id);
  }
  return lacking;
}
