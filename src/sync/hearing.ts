import { isRecordId, type RecordId } from '../domain/records';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { maxFileSize } from '../store/limits';
import { isAlteredThere, isUnheard } from './alteredThere';
import { readBlobs } from './blobs';
import type { StoreBranch } from './branch';
import { earlierVersions } from './earlierVersions';
import type { Engine } from './engine';
import type { LocalRecords } from './localRecords';
import type { Sharing } from './sharing';
import type { SyncWaiter } from './syncFault';
import type { Taking } from './taking';

/**
 * Hears what stood on a branch before what stands there now, of records that are about to go there: somebody may have taken away, or put something in the
 * place of, what says that others have redacted or erased it. What does not verify was none that anybody has heard of.
 */
export class Hearing {
  /** What was to be heard and cannot be, since it is not here, or damaged: it goes nowhere meanwhile. */
  awaiting: readonly RecordId[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly records: LocalRecords,
    private readonly taking: Taking,
    private readonly waiter: SyncWaiter,
  ) {}

  /**
   * Behind what is taken of the branch, and before anything is sent. What came since `lastCommit` is heard, and all that ever stood there of what could not be
   * heard before (`unheard`), or takes the place of what does not verify (`replaces`). Gives the latter, as far as they may.
   */
  async before(
    branch: StoreBranch | undefined,
    { lastCommit, unheard = [] }: Pick<Sharing, 'lastCommit' | 'unheard'>,
    replaces: readonly RecordId[],
  ): Promise<Result<ReadonlySet<RecordId>, GitFault>> {
    if (!branch) return success(new Set());
    const { leftOut, lacking, wrong } = this.taking;
    const replaced = leftOut.flatMap(each => (replaces.includes(each.id) && isAlteredThere(each) ? [each.id] : []));
    // What could not be taken as it stands there goes nowhere this time.
    const left = new Set(leftOut.filter(isUnheard).map(({ id }) => id));
    const sound = new Set(this.records.sound());
    this.awaiting = unheard.filter(isRecordId).filter(id => !sound.has(id));
    const goes = branch.commit === lastCommit ? [] : await this.records.unlike(sound, branch.records);
    const whole = new Set([...replaced, ...unheard.filter(isRecordId).filter(id => sound.has(id) && !left.has(id))]);
    const since = new Set([...goes, ...lacking.values(), ...wrong.values()].filter(id => !whole.has(id) && !left.has(id)));
    const failed = new Set<RecordId>();
    for (const [ids, from] of [
      [whole, undefined],
      [since, lastCommit],
    ] as const) {
      const heard = await this.hear([...ids], branch, from);
      if (!heard.ok) return heard;
      for (const id of heard.value) failed.add(id);
    }
    return success(new Set(replaced.filter(id => !failed.has(id))));
  }

  /** Gives those of which not all could be heard, which is told: they do not go there. */
  private async hear(
    ids: readonly RecordId[],
    branch: StoreBranch,
    since: string | undefined,
  ): Promise<Result<readonly RecordId[], GitFault>> {
    if (ids.length === 0 || branch.commit === since) return success([]);
    const versions = await earlierVersions(this.engine, { commit: branch.commit, since }, ids, this.waiter.signal);
    if (!versions.ok) return versions;
    const failed: RecordId[] = [];
    for (const [id, known] of versions.value) {
      const isHeard = known ? await this.takeVersions(id, known, branch) : success(false);
      if (!isHeard.ok) return isHeard;
      if (isHeard.value) continue;
      failed.push(id);
      this.taking.leaveOut(id, { code: 'unheard' });
    }
    return success(failed);
  }

  /** Merges versions of a record; false where not all of them that verify could be merged. */
  private async takeVersions(id: RecordId, oids: readonly string[], branch: StoreBranch): Promise<Result<boolean, GitFault>> {
    const { taking, records, engine, waiter } = this;
    const unknown: string[] = [];
    for (const oid of oids) if (oid !== branch.records.get(id) && !(await records.goesOn(id, oid))) unknown.push(oid);
    const told = taking.leftOut.length;
    const take = (_: string, bytes: Buffer): Promise<void> => taking.takeRecord(id, bytes, branch, waiter.signal);
    const read = await readBlobs(engine, unknown, maxFileSize, take, waiter.signal);
    if (!read.ok) return read;
    const left = taking.leftOut.splice(told).filter(each => !isAlteredThere(each));
    taking.leftOut.push(...left.filter(({ isContent }) => isContent === true));
    return success(read.value.length === 0 && left.every(({ isContent }) => isContent === true));
  }
}
