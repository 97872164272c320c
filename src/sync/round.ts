import { success, failure, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Store } from '../store/store';
import { branchAfter, readBranch, recordsAfter, type BranchFault, type StoreBranch } from './branch';
import { toBring } from './bringing';
import { commitChanges, type Change, type Sender } from './commit';
import type { Engine } from './engine';
import { Giving } from './giving';
import { attributes, attributesPath, format, markerPath, type Marker } from './layout';
import type { LocalRecords } from './localRecords';
import { laterEpoch } from './laterEpoch';
import { newestIn, RemoteBranch } from './remote';
import type { RemoteFault } from './remoteFault';
import type { Sharing } from './sharing';
import type { Synced, SyncFault, SyncWaiter } from './syncFault';
import { Taking } from './taking';
import { readWithdrawn, withdrawnAsRemembered, withdrawnTogether, type KnownWithdrawals, type Withdrawn } from './withdrawn';

/** Why a round did not come to its end: what the person is told, or a reason to begin another one. */
export type RoundFault =
  | SyncFault
  | RemoteFault
  /** The store has begun a new epoch, which is on another branch. */
  | { readonly code: 'moved'; readonly epoch: number };

/** What a round works with. */
export interface RoundPorts {
  readonly store: Store;
  readonly records: LocalRecords;
  readonly sender: () => Promise<Sender>;
  /** True while what others have is taken for the first time. */
  readonly isJoining: boolean;
  /** Commits of branches that bear a number of the store's and carry something else. */
  readonly strangers: Set<string>;
  /** Where large records lie while they are read. */
  readonly incoming: string;
  /** Git's names of the records on the branch when it was seen last; undefined where that is not known. */
  readonly seen: ReadonlyMap<RecordId, string> | undefined;
  /** What a commit of the branch holds: listed by git, unless it is the one that was seen last. */
  readonly branchAt: (commit: string, signal?: AbortSignal) => Promise<Result<StoreBranch, BranchFault>>;
  /** The branch is this by now; undefined where that is to be listed. */
  readonly branchIs: (branch: StoreBranch | undefined) => void;
  /** Keeps what was seen of the branch: its commit, git's names of the records on it, and which of them are looked at again though they are the same. */
  readonly remember: (
    sharing: Sharing,
    commit: string,
    records: ReadonlyMap<RecordId, string>,
    again: Again,
    withdrawn: Withdrawn,
  ) => Promise<void>;
}

/** Records that are there as they are here, and that something is told of again, or still to be sent with. */
interface Again {
  /** Evidence that they name may not go: told as long as it is so. */
  readonly told: readonly RecordId[];
  /** Something of theirs is still to go: they count as not sent. */
  readonly awaited: readonly RecordId[];
}

/** A commit that was pushed, and git's name of what it wrote to each path; undefined for what is gone. */
interface Sent {
  readonly commit: string;
  readonly written: ReadonlyMap<string, string | undefined>;
}

/** With which entry the register of people began, as it counts here, and as the branch names it where that is another. */
interface Agreement {
  readonly beginning?: string;
  readonly other?: string;
}

/** One round of a sync, under the engine's lock: fetch → take → commit → push. Whoever was overtaken begins another one. */
export class Round {
  private readonly remote: RemoteBranch;

  constructor(
    private readonly engine: Engine,
    private readonly sharing: Sharing,
    private readonly ports: RoundPorts,
    private readonly waiter: SyncWaiter,
  ) {
    this.remote = new RemoteBranch(engine, sharing);
  }

  /** Takes and sends. `isNew`: the branch is to be begun, so none may be there. */
  async run({ isNew = false } = {}): Promise<Result<Synced, RoundFault>> {
    const { engine, sharing, ports, waiter } = this;
    const { store, records } = ports;
    // The files are looked at while the remote is asked: what is merged into them is read again under its lock.
    const [branch] = await Promise.all([this.branch(isNew), records.refresh()]);
    if (!branch.ok) return branch;
    let register: Agreement = {};
    const taking = new Taking(engine, store, records, ports.incoming, ports.seen, sharing.lastCommit === undefined);
    const [taken, isReplaced] = await Promise.all([
      taking.take(branch.value, waiter, async () => {
        register = await this.agreeOnRegister(branch.value);
      }),
      this.isReplaced(branch.value),
    ]);
    if (!taken.ok) return taken;
    const agreed = { ...sharing, ...(register.beginning !== undefined && { register: register.beginning }) };
    const known = await this.withdrawals(branch.value);
    if (!known.ok) return known;
    const given = await new Giving(store, records).collect(branch.value, taking, known.value, () => this.before(branch.value));
    const changes = [...bookkeeping(branch.value, this.marker(branch.value, register)), ...given.changes];
    let [commit, held] = [branch.value?.commit, branch.value?.records ?? new Map<RecordId, string>()];
    // What was taken is known, also where nothing can be sent: who may only read has joined all the same. Evidence that may not go with a record that is
    // there is looked at and told again, and so is what is to go with one until it has gone.
    const confined = given.leftOut.flatMap(({ id, why }) => (why.code === 'contentConfined' ? [id] : []));
    const remember = (awaited: Iterable<RecordId>, withdrawn: Withdrawn): Promise<void> =>
      commit === undefined ? Promise.resolve() : ports.remember(agreed, commit, held, { told: confined, awaited: [...awaited] }, withdrawn);
    const isSending = changes.length > 0;
    if (!isReplaced)
      await (isSending
        ? remember(taking.lacking.values(), withdrawnTogether(known.value.remembered, known.value.said))
        : remember([], given.withdrawn));
    const wentBack = isReplaced && branch.value !== undefined && (await this.lacks(branch.value, given.sent));
    if (isSending) {
      waiter.told?.({ code: 'sending', records: given.sent.length });
      const pushed = await this.send(commit, changes, `${given.sent.length} ${given.sent.length === 1 ? 'record' : 'records'}`);
      if (!pushed.ok) return pushed;
      const { written } = pushed.value;
      ({ commit } = pushed.value);
      const now = branch.value && branchAfter(branch.value, commit, written);
      ports.branchIs(now);
      held = now?.records ?? recordsAfter(held, written);
    }
    // Where nothing was sent it is remembered already.
    if (isSending || isReplaced) await remember([], given.withdrawn);
    const { sent, kept, withdrew } = given;
    const leftOut = [...taking.leftOut, ...given.leftOut];
    return success({ taken: taking.taken, sent, kept, withdrew, leftOut, wentBack, otherRegister: register.other !== undefined });
  }

  /**
   * Ends the epoch, once the `next` one has begun: takes along what came there since, puts on the next one what that lacks of evidence, and takes its branch
   * away, with its history; `notAll` where not all of it could be taken, or `isAllOver` says that the next one lacks something. False where the remote
   * does not let it be taken away: it still holds what was.
   */
  async end(next: Round, isAllOver: boolean): Promise<Result<boolean, RoundFault>> {
    const { engine, ports, remote, waiter } = this;
    const { signal } = waiter;
    const there = await remote.fetch(signal);
    if (!there.ok) return there;
    const { tip } = there.value;
    if (tip === undefined) return success(true);
    // What somebody has sent there since the epoch was begun is taken along.
    const branch = await readBranch(engine, tip, signal);
    // What somebody else has put in its place is not ours to take away.
    if (!branch.ok) return branch.error.code === 'notOurs' ? success(true) : branch;
    if (branch.value.marker.store !== this.sharing.store) return success(true);
    const taking = new Taking(engine, ports.store, ports.records, ports.incoming, ports.seen);
    const taken = await taking.take(branch.value, waiter);
    if (!taken.ok) return taken;
    const brought = await next.bring(branch.value);
    if (!brought.ok) return brought;
    if (!isAllOver || taking.leftOut.length > 0) return failure({ code: 'notAll' });
    const removed = await remote.remove(tip, signal);
    if (removed.ok) return success(true);
    return removed.error.code === 'refused' || removed.error.code === 'noRight' ? success(false) : removed;
  }

  /**
   * Puts here the evidence that the branch before has as it should be, this one lacks, and a record names: who has begun this one may have lost it. It
   * stands on what was seen last, in which all is heard that was redacted.
   */
  private async bring(last: StoreBranch): Promise<Result<undefined, RoundFault>> {
    const { engine, ports, sharing, waiter } = this;
    const { records } = ports;
    const { lastCommit } = sharing;
    if (lastCommit === undefined) return failure({ code: 'overtaken' });
    const branch = await ports.branchAt(lastCommit, waiter.signal);
    if (!branch.ok) return branch;
    const known = await this.withdrawals(branch.value);
    if (!known.ok) return known;
    const { shared } = records.sorted(
      branch.value.records,
      await records.withheld(withdrawnTogether(known.value.remembered, known.value.said)),
    );
    const changes = await toBring(engine, { from: last, to: branch.value }, shared, records, waiter.signal);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) return success(undefined);
    const sent = await this.send(lastCommit, changes.value, 'Evidence of the epoch before');
    return sent.ok ? success(undefined) : sent;
  }

  /** What goes no longer to all, as the branch says, and as was seen before. */
  private async withdrawals(branch: StoreBranch | undefined): Promise<Result<KnownWithdrawals, GitFault>> {
    const remembered = withdrawnAsRemembered(this.sharing.withdrawn);
    if (!branch) return success({ remembered, said: new Map() });
    const said = await readWithdrawn(this.engine, branch.withdrawals, this.waiter.signal);
    return said.ok ? success({ remembered, said: said.value }) : said;
  }

  /** The records that the branch held when it was seen last, as far as that is known. */
  private async before(branch: StoreBranch | undefined): Promise<ReadonlyMap<RecordId, unknown>> {
    const { lastCommit } = this.sharing;
    if (lastCommit === undefined) return new Map();
    if (branch?.commit === lastCommit) return branch.records;
    const last = await readBranch(this.engine, lastCommit, this.waiter.signal);
    return last.ok ? last.value.records : (this.ports.seen ?? new Map());
  }

  /** The branch as the remote has it, if it is ours; undefined where it is to be begun. */
  private async branch(isNew: boolean): Promise<Result<StoreBranch | undefined, RoundFault>> {
    const { sharing, waiter } = this;
    waiter.told?.({ code: 'asking' });
    const there = await this.remote.fetch(waiter.signal);
    if (!there.ok) return there;
    const { tip, epochs } = there.value;
    if (tip === undefined) return this.gone(isNew, epochs);
    if (isNew) return failure({ code: 'branchExists' });
    // A branch that has been followed by another may stand still, or again: nobody would hear of who works on behind it.
    const later = await laterEpoch(this.engine, sharing, epochs, this.ports.strangers, waiter.signal);
    if (!later.ok) return later;
    if (later.value !== undefined) return failure({ code: 'moved', epoch: later.value });
    const branch = await this.ports.branchAt(tip, waiter.signal);
    if (!branch.ok) return branch;
    const { store, epoch, audience = 'all' } = branch.value.marker;
    if (audience !== sharing.audience) return failure({ code: audience === 'fewer' ? 'forFewer' : 'forAll' });
    if (store !== sharing.store) return failure({ code: 'otherStore' });
    return epoch < sharing.epoch ? failure({ code: 'oldEpoch' }) : branch;
  }

  /** A branch that is gone has been followed by another, or somebody has taken it away; or there was none, where it is to be begun. */
  private gone(isNew: boolean, epochs: ReadonlyMap<number, string>): Result<undefined, RoundFault> {
    const { epoch, lastCommit } = this.sharing;
    const there = newestIn(epochs) ?? 0;
    if (there > epoch) return failure(isNew && lastCommit === undefined ? { code: 'branchExists' } : { code: 'moved', epoch: there });
    return isNew ? success(undefined) : failure({ code: 'branchGone' });
  }

  /**
   * Agrees with the branch on the entry with which the register of people began, once all people are here. What the branch names counts for who joins,
   * for who knows of none, and for who has begun one that never was on the branch; where that entry is not here, nobody holds any role for who joins
   * until it is. Who has agreed on another goes on by that, and is told.
   */
  private async agreeOnRegister(branch: StoreBranch | undefined): Promise<Agreement> {
    const { store, isJoining } = this.ports;
    const { register: agreed } = this.sharing;
    const named = branch?.marker.register;
    const isOther = !isJoining && named !== undefined && agreed !== undefined && named !== agreed;
    const wanted = isOther ? agreed : named;
    // Who joins has taken people one by one: where none is named, it began with the first of all.
    if (branch && isJoining && wanted === undefined) await store.beginRegister(undefined);
    const isAwaited = isJoining || (agreed === undefined && store.register()?.since === '');
    const isKnown = (): boolean => store.register()?.beginning === wanted;
    if (wanted !== undefined && !isKnown()) await store.beginRegister(wanted, isAwaited);
    const isAgreed = wanted !== undefined && (isKnown() || wanted === agreed);
    const own = branch && isJoining ? undefined : store.register()?.beginning;
    const beginning = isAgreed ? wanted : own;
    return { ...(beginning !== undefined && { beginning }), ...(isOther && { other: named }) };
  }

  /** The marker as it is to be: the branch's own, and with which entry the register began, once it has. */
  private marker(branch: StoreBranch | undefined, { beginning, other }: Agreement): Marker {
    const { store, epoch, audience } = this.sharing;
    const fresh: Marker = { format, store, epoch, ...(audience === 'fewer' && { audience }) };
    const register = other ?? beginning ?? branch?.marker.register;
    return { ...fresh, ...branch?.marker, ...(register !== undefined && { register }) };
  }

  private async send(parent: string | undefined, changes: readonly Change[], message: string): Promise<Result<Sent, RoundFault>> {
    const { signal } = this.waiter;
    const written = new Map<string, string | undefined>();
    const made = await commitChanges(this.engine, parent, changes, {
      by: await this.ports.sender(),
      message,
      ...(signal && { signal }),
      written: (path, oid) => {
        written.set(path, oid);
      },
    });
    if (!made.ok) return made;
    const pushed = await this.remote.push(made.value, parent, signal);
    return pushed.ok ? success({ commit: made.value, written }) : pushed;
  }

  /** Whether the branch does not go on from what was seen of it last: somebody has put an older one, or another, in its place. */
  private async isReplaced(branch: StoreBranch | undefined): Promise<boolean> {
    const { lastCommit } = this.sharing;
    if (lastCommit === undefined || !branch || branch.commit === lastCommit) return false;
    return !(await this.engine.git(['merge-base', '--is-ancestor', lastCommit, branch.commit])).ok;
  }

  /** Whether one in its place lacks records as they were seen; made again with all of them, it lacks none. */
  private async lacks({ records }: StoreBranch, sent: readonly RecordId[]): Promise<boolean> {
    const { lastCommit = '' } = this.sharing;
    const before = await readBranch(this.engine, lastCommit, this.waiter.signal);
    if (!before.ok) return true;
    // What others have written since has another name, too, but nothing of ours to get back.
    return [...before.value.records].some(([id, oid]) => !records.has(id) || (records.get(id) !== oid && sent.includes(id)));
  }
}

/** What has to be on the branch besides the records, and what must not be. */
function bookkeeping(branch: StoreBranch | undefined, marker: Marker): readonly Change[] {
  return [
    ...(branch && branch.marker.register === marker.register ? [] : [markerChange(marker)]),
    ...(branch?.hasAttributes === true ? [] : [{ path: attributesPath, content: () => Promise.resolve(attributes) }]),
    ...(branch?.strangers ?? []).map(stranger => ({ path: stranger, gone: true as const })),
  ];
}

function markerChange(marker: Marker): Change {
  return { path: markerPath, content: () => Promise.resolve(`${JSON.stringify(marker)}\n`) };
}
