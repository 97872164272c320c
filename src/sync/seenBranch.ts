import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import { readBranch, type BranchFault, type HeldThere, type StoreBranch } from './branch';
import type { Engine } from './engine';

/** Records that are there as they are here, and that something is told of again, or still to be sent with. */
export interface Again {
  /** Evidence that they name may not go: told as long as it is so. */
  readonly told: readonly RecordId[];
  /** Something of theirs is still to go: they count as not sent. */
  readonly awaited: readonly RecordId[];
}

/** What a window knows of the branch that a store is shared over, and of others that bear its name. */
export class SeenBranch {
  /** Git's names of what it holds, as far as it was seen; undefined while nothing is known of it. */
  records: ReadonlyMap<RecordId, string> | undefined;
  /** The evidence that it held when it was seen last, by its SHA-256. */
  contents: HeldThere['contents'] = new Map();
  /** As it was seen last: a commit never changes. */
  branch: StoreBranch | undefined;
  /** Commits of branches that bear a number of the store's and carry something else. */
  readonly strangers = new Set<string>();
  /** Those of them that a newer version has begun: one may be what the store has gone on to. */
  readonly ofNewer = new Set<string>();
  /** Commits of branches before an epoch of which all has come along: nothing is left but to take them away. */
  readonly over = new Set<string>();
  /** By record the commit up to which not all that stood there can ever be heard. */
  readonly unheardAt = new Map<RecordId, string>();
  /** The commit up to which so much stood there that nobody knows who all the people were. */
  tooMuchAt: string | undefined;
  /** Records that were not there when they came here, and of which this window has heard all that ever stood there. */
  readonly heardWhole = new Set<RecordId>();
  /** The records that it, or a branch of the store before it, has held while this window knew it. */
  readonly everHeld = new Set<RecordId>();
  private toldAgain: readonly RecordId[] = [];

  constructor(private readonly engine: Engine) {}

  /** What of it need not be looked at where it is the same; undefined while nothing is known of it. */
  get settled(): ReadonlyMap<RecordId, string> | undefined {
    return this.records && without(this.records, this.toldAgain);
  }

  note({ records, contents }: Pick<HeldThere, 'records' | 'contents'>, { told, awaited }: Again): void {
    this.records = without(records, awaited);
    this.contents = contents;
    this.toldAgain = told;
    for (const id of records.keys()) this.everHeld.add(id);
  }

  /** What a commit holds: thousands of names are listed only where it is another than the last time. */
  async at(commit: string, signal?: AbortSignal): Promise<Result<StoreBranch, BranchFault>> {
    if (this.branch?.commit === commit) return success(this.branch);
    const read = await readBranch(this.engine, commit, signal, this.branch);
    if (read.ok) this.branch = read.value;
    return read;
  }
}

function without<T>(records: ReadonlyMap<RecordId, T>, ids: readonly RecordId[]): ReadonlyMap<RecordId, T> {
  const left = new Map(records);
  for (const id of ids) left.delete(id);
  return left;
}
