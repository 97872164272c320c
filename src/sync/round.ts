import { once } from '../base/once';
import { success, failure, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { Store } from '../store/store';
import { branchAfter, heldAfter, type HeldThere, type StoreBranch } from './branch';
import { toBring } from './bringing';
import { commitChanges, type Change, type Sender } from './commit';
import type { Engine } from './engine';
import { Giving } from './giving';
import { attributes, attributesPath, markerPath, type Marker } from './layout';
import { LastSeen } from './lastSeen';
import type { LocalRecords } from './localRecords';
import { carriedBy, isOfNewer, isOfStrangers, laterEpoch } from './laterEpoch';
import { newestIn, RemoteBranch } from './remote';
import { isAlteredThere } from './alteredThere';
import { agreeOnRegister, markerWith, type RegisterAgreement } from './registerAgreement';
import type { Again, SeenBranch } from './seenBranch';
import type { Sharing } from './sharing';
import type { RoundFound, RoundFault, Synced, SyncWaiter } from './syncFault';
import { Taking } from './taking';
import { takeIn, withdrawals } from './takingIn';
import type { Withdrawn } from './withdrawn';

/** What a round works with. */
export interface RoundPorts {
  readonly store: Store;
  readonly records: LocalRecords;
  readonly sender: () => Promise<Sender>;
  /** True while what others have is taken for the first time. */
  readonly isJoining: boolean;
  /** Where large records lie while they are read. */
  readonly incoming: string;
  /** What is known of the branch. */
  readonly seen: SeenBranch;
  /** What the rounds of a sync have heard of withdrawals, whatever came of them. */
  readonly heard: { words: Withdrawn; readonly keep: () => Promise<void> };
  /** Told what goes and what does not, before anything is sent. */
  readonly found: (found: RoundFound) => void;
  /** Keeps what was seen of the branch: its commit, what lies on it, and which of its records are looked at again though they are the same. */
  readonly remember: (sharing: Sharing, commit: string, held: HeldThere, again: Again, withdrawn: Withdrawn) => Promise<void>;
}

/** A commit that was pushed, and git's name of what it wrote to each path; undefined for what is gone. */
interface Sent {
  readonly commit: string;
  readonly written: ReadonlyMap<string, string | undefined>;
}

interface RunOptions {
  readonly isNew?: boolean;
  /** What a branch that is to be begun follows. */
  readonly last?: StoreBranch | undefined;
  readonly replaces?: readonly RecordId[];
}

/** One round of a sync, under the engine's lock: fetch → take → commit → push. Whoever was overtaken begins another one. */
export class Round {
  private readonly remote: RemoteBranch;
  private readonly last: LastSeen;

  constructor(
    private readonly engine: Engine,
    private readonly sharing: Sharing,
    private readonly ports: RoundPorts,
    private readonly waiter: SyncWaiter,
  ) {
    this.remote = new RemoteBranch(engine, sharing);
    this.last = new LastSeen(engine, sharing.lastCommit, waiter.signal);
  }

  /** Takes and sends. `isNew`: the branch is to be begun, so none may be there. `replaces`: records that go over what does not verify in their place. */
  async run({ isNew = false, last, replaces = [] }: RunOptions = {}): Promise<Result<Synced, RoundFault>> {
    const { sharing, ports, waiter } = this;
    const { store, records } = ports;
    // The files are looked at while the remote is asked: what is merged into them is read again under its lock.
    const [branch] = await Promise.all([this.branch(isNew), records.refresh()]);
    if (!branch.ok) {
      if (branch.error.code !== 'moved') return branch;
      const heard = await this.hearLast();
      return heard.ok ? failure({ ...branch.error, unheard: heard.value }) : heard;
    }
    let register: RegisterAgreement = {};
    const isReplaced = await this.last.isReplacedBy(branch.value);
    const taken = await this.takeIn(branch.value, isReplaced, replaces, async () => {
      register = await agreeOnRegister(store, sharing, branch.value?.marker, ports.isJoining);
    });
    if (!taken.ok) return taken;
    const beginning = register.beginning !== undefined && { register: register.beginning };
    const { taking, known } = taken.value;
    const { replaced, unheard } = taken.value.heard;
    const left = taking.leftOut.filter(each => !(replaced.has(each.id) && isAlteredThere(each)));
    const { forsaken, lacking, wrong } = taking;
    const agreed: Sharing = { ...sharing, ...beginning, ...((sharing.unheard ?? unheard.length > 0) && { unheard }) };
    const unverified = new Set(taking.leftOut.filter(each => each.isContent !== true).map(({ id }) => id));
    const whatIsLeft = { leftOut: left, unverified, forsaken, lacking, wrong };
    const given = await new Giving(store, records).collect(branch.value, whatIsLeft, known, {
      last: branch.value ?? last,
      before: once(() => this.last.records(branch.value, ports.seen.everHeld)),
    });
    const { sent, kept, withdrew } = given;
    ports.found({ kept, leftOut: [...taking.leftOut, ...given.leftOut] });
    const changes = [...bookkeeping(branch.value, markerWith(register, sharing, branch.value?.marker)), ...given.changes];
    let [commit, held]: [string | undefined, HeldThere] = [branch.value?.commit, branch.value ?? heldAfter(undefined, new Map())];
    // What was taken is known, also where nothing can be sent: who may only read has joined all the same. Evidence that may not go with a record that is
    // there is looked at and told again, and so is what is to go with one until it has gone.
    const confined = given.leftOut.flatMap(({ id, why }) => (why.code === 'contentConfined' ? [id] : []));
    const remember = (awaited: Iterable<RecordId>, withdrawn: Withdrawn): Promise<void> =>
      commit === undefined ? Promise.resolve() : ports.remember(agreed, commit, held, { told: confined, awaited: [...awaited] }, withdrawn);
    const isSending = changes.length > 0;
    if (!isReplaced) await (isSending ? remember(lacking.values(), known.together) : remember([], given.withdrawn));
    const wentBack = isReplaced && branch.value !== undefined && (await this.last.isMissingIn(branch.value, sent));
    if (isSending) {
      waiter.told?.({ code: 'sending', records: sent.length });
      const pushed = await this.send(commit, changes, `${sent.length} ${sent.length === 1 ? 'record' : 'records'}`);
      if (!pushed.ok) return pushed;
      const { written } = pushed.value;
      ({ commit } = pushed.value);
      const now = branch.value && branchAfter(branch.value, commit, written);
      ports.seen.branch = now;
      held = now ?? heldAfter(held, written);
    }
    // Where nothing was sent it is remembered already.
    if (isSending || isReplaced) await remember([], given.withdrawn);
    const leftOut = [...left, ...given.leftOut];
    ports.found({ kept, leftOut });
    return success({ taken: [...taking.taken], sent, kept, withdrew, leftOut, wentBack, otherRegister: register.other !== undefined });
  }

  /**
   * Ends the epoch, once the `next` one has begun: takes along what came there since, puts on the next one what that lacks of evidence, and takes its branch
   * away, with its history. `isAllOver`: the next one lacks nothing. `known`: its commit, as it was listed. Gives why it still stands, and holds what was;
   * undefined where it is gone.
   */
  async end(next: Round, isAllOver: boolean, known: string): Promise<Result<Synced['keepsHistory'], RoundFault>> {
    const { engine, ports, sharing } = this;
    if (isAllOver && ports.seen.over.has(known)) return this.remove(known);
    // What somebody has sent there since the epoch was begun is taken along.
    const branch = await carriedBy(engine, sharing, this.waiter.signal);
    // What somebody else has put in its place is not ours to take away.
    if (!branch.ok && branch.error.code === 'notOurs') return success(undefined);
    // What git does not take any more, or a newer version has begun, is taken away by whoever keeps the remote.
    if (!branch.ok) return isOfStrangers(branch.error) ? success('unreadable') : branch;
    if (branch.value?.marker.store !== sharing.store) return success(undefined);
    const along = await this.takeAlong(branch.value);
    if (!along.ok) return along;
    const brought = await next.bring(branch.value);
    if (!brought.ok) return brought;
    if (!isAllOver || along.value.leftOut.length > 0) return success('notAll');
    ports.seen.over.add(branch.value.commit);
    return this.remove(branch.value.commit);
  }

  /** Takes what stands on a branch that is left for the next epoch, and what it says of withdrawals, which goes with it. */
  private async takeAlong(branch: StoreBranch): Promise<Result<Taking, RoundFault>> {
    const { engine, ports, sharing, waiter } = this;
    const taking = new Taking(engine, ports.store, ports.records, ports.incoming, ports.seen);
    const taken = await taking.take(branch, waiter);
    if (!taken.ok) return taken;
    for (const id of branch.records.keys()) ports.seen.everHeld.add(id);
    const said = await withdrawals({ engine, ...ports }, sharing, branch, waiter);
    if (!said.ok) return said;
    await ports.heard.keep();
    return success(taking);
  }

  /** Takes what stands on a branch of its epoch, and hears what stood there. */
  private async takeIn(
    branch: StoreBranch | undefined,
    isReplaced: boolean,
    replaces: readonly RecordId[] = [],
    agree: () => Promise<void> = () => Promise.resolve(),
  ): ReturnType<typeof takeIn> {
    const { engine, sharing, ports, waiter } = this;
    const { unheard = [] } = sharing;
    const held = (): Promise<ReadonlySet<RecordId>> => this.last.records(branch, ports.seen.everHeld);
    // What stood behind it was heard, also where the branch goes back behind it, or on from something else; it may have gone with a damaged engine.
    const isKnown = !isReplaced || (await engine.commitAt(sharing.lastCommit ?? '')).ok;
    const lastCommit = isKnown ? sharing.lastCommit : undefined;
    return takeIn({ engine, ...ports }, branch, sharing, { lastCommit, unheard, replaces, held, agree }, waiter);
  }

  /**
   * Hears its branch once more before the store is followed to its next epoch: whoever has begun that may not have heard of what others have redacted or
   * erased since. Gives of what not all was heard. Nothing where the branch is gone, as it is where an epoch was ended, or is no branch of the store any more.
   */
  private async hearLast(): Promise<Result<Sharing['unheard'], RoundFault>> {
    const { engine, sharing, ports, waiter } = this;
    const branch = await carriedBy(engine, sharing, waiter.signal);
    if (!branch.ok) return isOfStrangers(branch.error) ? success(sharing.unheard) : branch;
    if (branch.value?.marker.store !== sharing.store || branch.value.commit === sharing.lastCommit) return success(sharing.unheard);
    const taken = await this.takeIn(branch.value, await this.last.isReplacedBy(branch.value));
    if (!taken.ok) return taken;
    for (const id of branch.value.records.keys()) ports.seen.everHeld.add(id);
    await ports.heard.keep();
    return success(taken.value.heard.unheard);
  }

  /** Takes its branch away; `refused` where the remote does not let that be done. */
  private async remove(tip: string): Promise<Result<'refused' | undefined, RoundFault>> {
    const removed = await this.remote.remove(tip, this.waiter.signal);
    if (removed.ok) return removed;
    return removed.error.code === 'refused' || removed.error.code === 'noRight' ? success('refused') : removed;
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
    const branch = await ports.seen.at(lastCommit, waiter.signal);
    if (!branch.ok) return branch;
    const known = await withdrawals({ engine, ...ports }, sharing, branch.value, waiter);
    if (!known.ok) return known;
    const { ids } = await records.withheld(known.value.together);
    const { shared } = records.sorted(branch.value.records, ids);
    const changes = await toBring(engine, { from: last, to: branch.value }, shared, records, waiter.signal);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) return success(undefined);
    const sent = await this.send(lastCommit, changes.value, 'Evidence of the epoch before');
    return sent.ok ? success(undefined) : sent;
  }

  /** The branch as the remote has it, if it is ours; undefined where it is to be begun. */
  private async branch(isNew: boolean): Promise<Result<StoreBranch | undefined, RoundFault>> {
    const { sharing, waiter } = this;
    waiter.told?.({ code: 'asking' });
    const there = await this.remote.fetch(waiter.signal);
    if (!there.ok) return there;
    const { tip, epochs, isFolder = false } = there.value;
    if (isNew && tip !== undefined) return failure({ code: 'branchExists' });
    const newest = newestIn(epochs) ?? 0;
    // Nothing is begun below a number that somebody has: it may hold what was.
    if (isNew && sharing.lastCommit === undefined && newest > sharing.epoch)
      return failure(this.ports.isJoining ? { code: 'branchExists' } : { code: 'moved', epoch: newest });
    // A branch that has been followed by another may stand still, or again: nobody would hear of who works on behind it.
    const later = await laterEpoch(this.engine, sharing, epochs, this.ports.seen, waiter.signal);
    if (!later.ok) return later;
    if (later.value !== undefined) return failure({ code: 'moved', epoch: later.value });
    if (isFolder) return failure({ code: 'notOurs' });
    // Who has gone on to it with a newer version hears nothing of what goes to a branch that is made again.
    if (tip === undefined && isOfNewer(epochs, sharing.epoch, this.ports.seen)) return failure({ code: 'newerStore' });
    if (tip === undefined) return isNew ? success(undefined) : failure({ code: 'branchGone' });
    const branch = await this.ports.seen.at(tip, waiter.signal);
    if (!branch.ok) return branch;
    const { store, epoch, audience = 'all' } = branch.value.marker;
    if (audience !== sharing.audience) return failure({ code: audience === 'fewer' ? 'forFewer' : 'forAll' });
    if (store !== sharing.store) return failure({ code: 'otherStore' });
    return epoch < sharing.epoch ? failure({ code: 'oldEpoch' }) : branch;
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
    // What could not be told any more, for its label, or since it is gone, is sorted out by another round.
    if (!made.ok) return made.error.code === 'cancelled' && signal?.aborted !== true ? failure({ code: 'overtaken' }) : made;
    const pushed = await this.remote.push(made.value, parent, signal);
    return pushed.ok ? success({ commit: made.value, written }) : pushed;
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
