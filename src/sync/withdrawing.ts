import { contentsOf } from '../domain/incident/keptEvidence';
import { headsOf } from '../domain/record/log';
import type { RecordId } from '../domain/records';
import type { StoreBranch } from './branch';
import type { Change } from './commit';
import { contentPath, pathOf, withdrawalPath } from './layout';
import type { LocalRecords } from './localRecords';
import { withdrawalText, type KnownWithdrawals, type Withdrawn } from './withdrawn';

/** What a branch is to lose, and what it is to say of that. */
export interface Withdrawals {
  readonly changes: readonly Change[];
  /** What it says then. */
  readonly withdrawn: Withdrawn;
  /** What it loses now. */
  readonly withdrew: readonly RecordId[];
}

/** What goes there, and what does not. */
interface SortedForAll {
  readonly shared: readonly RecordId[];
  readonly kept: readonly RecordId[];
  /** Others say that it does not go there any more. */
  readonly withheld: ReadonlySet<RecordId>;
  /** What stands there could not be taken: it is left as it is. */
  readonly untouched: ReadonlySet<RecordId>;
  /** What it held when it was seen last: somebody may have taken it from there by hand, and others have it still. */
  readonly before: () => Promise<Pick<ReadonlyMap<RecordId, unknown>, 'has'>>;
}

/**
 * Takes from a branch for all what does not go there any more, with the content that nothing else of it names, and leaves word of that, so that those
 * who have it as it was do not send it again. What goes there again loses that word.
 */
export async function withdraw(
  branch: StoreBranch | undefined,
  { remembered, said, together: known }: KnownWithdrawals,
  records: LocalRecords,
  sorted: SortedForAll,
): Promise<Withdrawals> {
  const changes: Change[] = [];
  const withdrawn = new Map(known);
  /** Where somebody has left a word that all fulfil, or each of two has raised it, a word by this machine is missing. */
  const isToSay = async (id: RecordId): Promise<boolean> => {
    if (sorted.withheld.has(id)) return false;
    const heads = withdrawn.get(id);
    if (heads) return !(await records.words.tellOfLabel(id, heads));
    return branch?.records.has(id) === true || (await sorted.before()).has(id);
  };
  /** The word on the branch was replaced by one that tells nobody of what is known here. */
  const isWrong = async (id: RecordId): Promise<boolean> => {
    const word = said.get(id) ?? [];
    if (!sorted.withheld.has(id)) return !(await records.words.tellOfLabel(id, word));
    const missing = await records.words.missing(id, remembered.get(id) ?? []);
    return missing.length > 0 && !missing.some(head => word.includes(head));
  };
  const contents = new Set<string>();
  const withdrew: RecordId[] = [];
  for (const id of sorted.kept) {
    const isThere = branch?.records.has(id) === true;
    const isNews = await isToSay(id);
    const copy = isThere || isNews ? await records.copyOf(id) : undefined;
    if (copy?.ok !== true) continue;
    if (isThere && !sorted.untouched.has(id)) {
      withdrew.push(id);
      changes.push({ path: pathOf(id), gone: true });
    }
    for (const name of copy.value.events.flatMap(contentsOf)) contents.add(name);
    if (isNews)
      withdrawn.set(id, await records.words.mostTelling(id, [...new Set([...headsOf(copy.value.events), ...(withdrawn.get(id) ?? [])])]));
  }
  const named = contents.size > 0 ? await contentsNamedBy(sorted.shared, records) : contents;
  for (const name of contents)
    if (branch?.contents.has(name) === true && !named.has(name)) changes.push({ path: contentPath(name), gone: true });
  const isSaid = (id: RecordId): boolean => branch?.withdrawals.has(id) === true;
  for (const id of sorted.shared) if (withdrawn.delete(id) && isSaid(id)) changes.push({ path: withdrawalPath(id), gone: true });
  // What is there without a word may go there again, as who has all of it knows: here it could not be read.
  const isBack = (id: RecordId): boolean => known.has(id) && branch?.records.has(id) === true && !withdrew.includes(id);
  const kept = new Set(sorted.kept);
  for (const [id, heads] of withdrawn)
    if (isSaid(id) ? kept.has(id) && (await isWrong(id)) : !isBack(id))
      changes.push({ path: withdrawalPath(id), content: async () => withdrawalText(await records.words.mostTelling(id, heads)) });
  return { changes, withdrawn, withdrew };
}

/** Gives the contents that a record names, looked up once for each. */
export function namesOfEach(records: LocalRecords): (id: RecordId) => Promise<ReadonlySet<string>> {
  const known = new Map<RecordId, Promise<ReadonlySet<string>>>();
  return id => {
    const names = known.get(id) ?? contentsNamedBy([id], records).then(found => new Set(found.keys()));
    known.set(id, names);
    return names;
  };
}

/** The contents that these records name, each with one of them. */
export async function contentsNamedBy(ids: Iterable<RecordId>, records: LocalRecords): Promise<ReadonlyMap<string, RecordId>> {
  const names = new Map<string, RecordId>();
  for (const id of ids) {
    const copy = await records.copyOf(id);
    if (copy.ok) for (const name of copy.value.events.flatMap(contentsOf)) names.set(name, id);
  }
  return names;
}
