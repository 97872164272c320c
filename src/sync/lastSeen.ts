import { once } from '../base/once';
import type { RecordId } from '../domain/records';
import { readBranch, type StoreBranch } from './branch';
import type { Engine } from './engine';

/** What a branch was when this machine saw it last, beside what it is now. */
export class LastSeen {
  private readonly branch = once(() => readBranch(this.engine, this.commit ?? '', this.signal));

  constructor(
    private readonly engine: Engine,
    /** The commit that it had; undefined where it was never seen. */
    private readonly commit: string | undefined,
    private readonly signal?: AbortSignal,
  ) {}

  /** The records that it, or the one of an epoch before, held then, as far as that is known. `everHeld`: those that this window has seen there. */
  async records(branch: StoreBranch | undefined, everHeld: ReadonlySet<RecordId>): Promise<ReadonlySet<RecordId>> {
    if (this.commit === undefined || branch?.commit === this.commit) return new Set([...everHeld, ...(branch?.records.keys() ?? [])]);
    const last = await this.branch();
    return last.ok ? new Set([...everHeld, ...last.value.records.keys()]) : everHeld;
  }

  /** Whether a branch does not go on from it: somebody has put an older one, or another, in its place. */
  async isReplacedBy(branch: StoreBranch | undefined): Promise<boolean> {
    if (this.commit === undefined || !branch || branch.commit === this.commit) return false;
    const found = await this.engine.git(
      ['merge-base', '--is-ancestor', this.commit, branch.commit],
      this.signal ? { signal: this.signal } : {},
    );
    return !found.ok;
  }

  /** Whether one in its place lacks records as they were seen; made again with all of them, it lacks none. `sent`: what had to go there. */
  async isMissingIn({ records }: StoreBranch, sent: readonly RecordId[]): Promise<boolean> {
    const before = await this.branch();
    if (!before.ok) return true;
    // What others have written since has another name, too, but nothing of ours to get back.
    return [...before.value.records].some(([id, oid]) => !records.has(id) || (records.get(id) !== oid && sent.includes(id)));
  }
}
