import { isRecordId, type RecordId } from '../domain/records';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { maxFileSize } from '../store/limits';
import type { Store } from '../store/store';
import { isAlteredThere, isUnheard } from './alteredThere';
import { readBlobs, sizesOf } from './blobs';
import type { StoreBranch } from './branch';
import { earlierVersions } from './earlierVersions';
import type { Engine } from './engine';
import { isKept, type LocalRecords } from './localRecords';
import type { SeenBranch } from './seenBranch';
import type { Sharing } from './sharing';
import type { SyncWaiter } from './syncFault';
import type { Taking } from './taking';

/** Bytes that the versions of one record may have together to be read. */
const mostBytes = 256 * 1024 * 1024;

/** What hearing works with. */
interface HearingPorts {
  readonly engine: Engine;
  readonly store: Pick<Store, 'entries' | 'entry'>;
  readonly records: LocalRecords;
  readonly taking: Taking;
  readonly seen: Pick<SeenBranch, 'unheardAt'>;
}

/** What came of it. */
interface Heard {
  /** What may take the place of what does not verify there. */
  readonly replaced: ReadonlySet<RecordId>;
  /** Of which not all was heard: it could not be, or is heard when it goes there, since it is damaged, or stays for its label. */
  readonly unheard: readonly RecordId[];
}

/**
 * Hears what stood on a branch before what stands there now, of records that are about to go there: somebody may have taken away, or put something in the
 * place of, what says that others have redacted or erased it. What does not verify was none that anybody has heard of.
 */
export class Hearing {
  constructor(
    private readonly ports: HearingPorts,
    private readonly waiter: SyncWaiter,
  ) {}

  /**
   * Behind what is taken of the branch, and before anything is sent. What came since `lastCommit` is heard, and all that ever stood there of what could not be
   * heard before (`unheard`), or takes the place of what does not verify (`replaces`).
   */
  async before(
    branch: StoreBranch | undefined,
    { lastCommit, unheard = [] }: Pick<Sharing, 'lastCommit' | 'unheard'>,
    replaces: readonly RecordId[],
  ): Promise<Result<Heard, GitFault>> {
    if (!branch) return success({ replaced: new Set(), unheard: [] });
    const { records, store, taking } = this.ports;
    const { leftOut, lacking, wrong } = taking;
    const isSame = branch.commit === lastCommit;
    const replaced = leftOut.flatMap(each => (replaces.includes(each.id) && isAlteredThere(each) ? [each.id] : []));
    // What could not be taken as it stands there goes nowhere this time.
    const left = new Set(leftOut.filter(isUnheard).map(({ id }) => id));
    const { going, waiting } = this.goingTo(branch);
    const before = unheard.filter(isRecordId);
    const goes = isSame ? [] : await records.unlike(going, branch.records);
    const whole = new Set([...replaced, ...before.filter(id => going.has(id) && !left.has(id))]);
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
    const unknown = [...before.filter(id => !going.has(id)), ...(isSame ? [] : waiting), ...leftOut.filter(isUnheard).map(({ id }) => id)];
    return success({
      replaced: new Set(replaced.filter(id => !failed.has(id))),
      // Of what is not here nothing goes there.
      unheard: [...new Set(unknown)].filter(id => store.entry(id) !== undefined),
    });
  }

  /** Those that go there for their label; and those that would, were they sound, or their label another. */
  private goingTo({ records: there }: StoreBranch): { readonly going: ReadonlySet<RecordId>; readonly waiting: readonly RecordId[] } {
    const { store, records } = this.ports;
    const isForAll = records.audience === 'all';
    const going = new Set<RecordId>();
    const waiting: RecordId[] = [];
    for (const entry of store.entries()) {
      const goes = isForAll ? !isKept(entry) : isKept(entry) || there.has(entry.id);
      if (goes && !entry.fault) going.add(entry.id);
      else if (goes || isForAll) waiting.push(entry.id);
    }
    return { going, waiting };
  }

  /** Gives those of which not all could be heard, which is told: they do not go there. */
  private async hear(
    ids: readonly RecordId[],
    branch: StoreBranch,
    since: string | undefined,
  ): Promise<Result<readonly RecordId[], GitFault>> {
    const { engine, taking, seen } = this.ports;
    // As long as the branch is the same, there is nothing more to be heard of these.
    const isInVain = (id: RecordId): boolean => seen.unheardAt.get(id) === branch.commit;
    const failed = ids.filter(isInVain);
    const asked = branch.commit === since ? [] : ids.filter(id => !isInVain(id));
    const versions = await earlierVersions(engine, { commit: branch.commit, since }, asked, this.waiter.signal);
    if (!versions.ok) return versions;
    for (const [id, known] of versions.value) {
      const isHeard = await this.takeVersions(id, known, branch);
      if (!isHeard.ok) return isHeard;
      if (!isHeard.value) failed.push(id);
    }
    for (const id of failed) taking.leaveOut(id, { code: 'unheard' });
    return success(failed);
  }

  /** Merges versions of a record; false where they are too many (undefined), or too much, or not all of them that verify could be merged. */
  private async takeVersions(id: RecordId, oids: readonly string[] | undefined, branch: StoreBranch): Promise<Result<boolean, GitFault>> {
    const { waiter } = this;
    const { taking, records, engine, seen } = this.ports;
    if (!oids) {
      seen.unheardAt.set(id, branch.commit);
      return success(false);
    }
    const unknown: string[] = [];
    for (const oid of oids) if (oid !== branch.records.get(id) && !(await records.goesOn(id, oid))) unknown.push(oid);
    const sizes = await sizesOf(engine, unknown, waiter.signal);
    if (!sizes.ok) return sizes;
    if ([...sizes.value.values()].reduce((sum, size) => sum + size, 0) > mostBytes) {
      seen.unheardAt.set(id, branch.commit);
      return success(false);
    }
    const told = taking.leftOut.length;
    const take = (_: string, bytes: Buffer): Promise<void> => taking.takeRecord(id, bytes, branch, waiter.signal);
    const read = await readBlobs(engine, unknown, maxFileSize, take, waiter.signal);
    if (!read.ok) return read;
    if (read.value.length > 0) seen.unheardAt.set(id, branch.commit);
    const left = taking.leftOut.splice(told).filter(each => !isAlteredThere(each));
    taking.leftOut.push(...left.filter(({ isContent }) => isContent === true));
    return success(read.value.length === 0 && left.every(({ isContent }) => isContent === true));
  }
}
