import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PrivateFile } from '../base/privateFile';
import { failure, success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitSetting } from '../git/remotes';
import { systemCode } from '../store/fault';
import { withLock } from '../store/lock';
import type { Store } from '../store/store';
import { isBranchName, isRemoteAddress, type RemoteAddress } from './address';
import { readBranch, type StoreBranch } from './branch';
import { commitChanges, type Change, type Sender } from './commit';
import { Engine } from './engine';
import { attributes, attributesPath, markerPath, type Marker } from './layout';
import { LocalRecords } from './localRecords';
import { RemoteBranch } from './remote';
import type { RemoteFault } from './remoteFault';
import { defaultBranch, sharingFile, sharingPlace, sharingSchema, type Sharing } from './sharing';
import { Giving } from './giving';
import { Taking } from './taking';
import type { Synced, SyncFault, SyncStage } from './syncFault';

/** What a sync needs of its surroundings. */
export interface SyncPorts {
  readonly store: Store;
  /** A folder of our own for engines and what is remembered of remotes, outside the workspace. */
  readonly folder: string;
  /** Whose name the commits bear. */
  readonly sender: () => Promise<Sender>;
  /** What the person's repository says of how this address is reached; nothing where it is none of its remotes. */
  readonly settings?: (address: RemoteAddress) => Promise<readonly GitSetting[]>;
}

/** Who waits for a sync: can end it, and is told how far it is. */
export interface SyncWaiter {
  readonly signal?: AbortSignal | undefined;
  readonly told?: ((stage: SyncStage) => void) | undefined;
}

/** How often a round begins again because somebody was faster. */
const mostRounds = 12;
/** Longest pause between two of them, in milliseconds. */
const longestPause = 400;

/**
 * Shares a store with others over a branch of a git remote: fetch → merge what the remote has into the files, under each record's lock → one commit
 * on the remote's tip with what it lacks → push, never with force → from the start where somebody was faster. Nothing is committed that was not
 * merged before, or what others have redacted would come back (DESIGN §4).
 */
export class StoreSync {
  private readonly memory: PrivateFile<Sharing>;
  private readonly records: LocalRecords;
  private readonly place: string;
  /** Git's names of what the branch holds, as far as it was seen; undefined while nothing is known of it. */
  private seen: ReadonlyMap<RecordId, string> | undefined;

  constructor(private readonly ports: SyncPorts) {
    this.place = sharingPlace(ports.folder, ports.store.folder);
    this.memory = new PrivateFile(sharingFile(ports.folder, ports.store.folder), sharingSchema, 64 * 1024);
    this.records = new LocalRecords(ports.store, this.file('names.json'));
  }

  /** With whom the store is shared; undefined while it is not. */
  sharing(): Promise<Sharing | undefined> {
    return this.memory.read();
  }

  /** Begins a branch with the records of this store; `branchExists` where there is one. */
  share(address: RemoteAddress, branch = defaultBranch, waiting: SyncWaiter = {}): Promise<Result<Synced, SyncFault>> {
    const sharing: Sharing = { address, branch, store: randomBytes(16).toString('hex'), epoch: 1 };
    return this.alone(sharing, engine => this.round(engine, sharing, { isNew: true }, waiting));
  }

  /** Joins a branch that somebody else has begun: its records come here, and those of this store go there. */
  join(address: RemoteAddress, branch = defaultBranch, waiting: SyncWaiter = {}): Promise<Result<Synced, SyncFault>> {
    return this.alone({ address, branch }, async engine => {
      waiting.told?.({ code: 'asking' });
      const tip = await new RemoteBranch(engine, address, branch).fetch(waiting.signal);
      if (!tip.ok) return tip;
      if (tip.value === undefined) return failure({ code: 'noBranch' });
      const found = await readBranch(engine, tip.value, waiting.signal);
      if (!found.ok) return found;
      const { store, epoch } = found.value.marker;
      return this.round(engine, { address, branch, store, epoch }, {}, waiting);
    });
  }

  /** Takes what others have recorded and sends what they lack. Undefined while the store is not shared. */
  async sync(waiting: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    const sharing = await this.memory.read();
    return sharing && this.alone(sharing, engine => this.round(engine, sharing, {}, waiting));
  }

  /**
   * Makes the branch again that is gone, with what is here: on a person's word alone, since it brings back what somebody may have erased. Those who
   * shared it go on by themselves. Undefined while the store is not shared.
   */
  async beginAgain(waiting: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    const sharing = await this.memory.read();
    return sharing && this.alone(sharing, engine => this.round(engine, sharing, { isNew: true }, waiting));
  }

  /** How many records go to others, and which stay here for their label. */
  outlook(): { readonly shared: number; readonly kept: readonly RecordId[] } {
    const { shared, kept } = this.records.sorted();
    return { shared: shared.length, kept };
  }

  /** The records that others do not have as they are here, by what was last seen of the branch; undefined where nothing is known of it. */
  async unsent(): Promise<readonly RecordId[] | undefined> {
    const sharing = await this.memory.read();
    if (sharing?.lastCommit === undefined) return undefined;
    if (!this.seen) {
      const branch = await readBranch(Engine.at(this.file('git')), sharing.lastCommit);
      if (!branch.ok) return undefined;
      this.seen = branch.value.records;
    }
    const { seen } = this;
    const oids = await this.records.oidsOf(this.records.sorted().shared);
    return oids.flatMap(([id, oid]) => (oid === seen.get(id) ? [] : [id]));
  }

  /** Shares no longer. All records stay where they are. */
  async stop(): Promise<void> {
    await this.memory.remove();
    this.seen = undefined;
  }

  /** One window at a time works with the engine; one that is damaged is made anew, once. */
  private async alone(
    { address, branch }: Pick<Sharing, 'address' | 'branch'>,
    work: (engine: Engine) => Promise<Result<Synced, RoundFault>>,
  ): Promise<Result<Synced, SyncFault>> {
    if (!isRemoteAddress(address) || !isBranchName(branch)) return failure({ code: 'noAddress' });
    const settings = (await this.ports.settings?.(address)) ?? [];
    try {
      await mkdir(this.ports.folder, { recursive: true, mode: 0o700 });
      return await withLock(this.ports.folder, path.basename(this.place), async () => {
        let engine = await Engine.open(this.file('git'), settings);
        if (!engine.ok) return engine;
        let isRenewed = false;
        for (let rounds = 0; rounds < mostRounds; rounds++) {
          const done = await work(engine.value);
          if (done.ok) return done;
          const { error } = done;
          if (error.code === 'overtaken') await pause(Math.random() * longestPause);
          else if (!isRenewed && error.code === 'failed' && isDamage(error.message)) {
            isRenewed = true;
            engine = await engine.value.renew();
            if (!engine.ok) return engine;
          } else return failure(error);
        }
        return failure({ code: 'busyRemote' });
      });
    } catch (error) {
      if (systemCode(error) === 'ELOCKED') return failure({ code: 'busyHere' });
      throw error;
    } finally {
      await this.records.save();
    }
  }

  private async round(
    engine: Engine,
    sharing: Sharing,
    { isNew = false }: { readonly isNew?: boolean },
    { signal, told }: SyncWaiter,
  ): Promise<Result<Synced, RoundFault>> {
    const remote = new RemoteBranch(engine, sharing.address, sharing.branch);
    told?.({ code: 'asking' });
    const tip = await remote.fetch(signal);
    if (!tip.ok) return tip;
    if (tip.value === undefined && !isNew) return failure({ code: 'branchGone' });
    if (tip.value !== undefined && isNew) return failure({ code: 'branchExists' });
    const branch = tip.value === undefined ? success(undefined) : await readBranch(engine, tip.value, signal);
    if (!branch.ok) return branch;
    const stranger = branch.value && strangeness(branch.value.marker, sharing);
    if (stranger) return failure({ code: stranger });

    await this.records.refresh();
    const taking = new Taking(engine, this.ports.store, this.records, this.file('incoming'));
    const taken = await taking.take(branch.value, { signal, told });
    if (!taken.ok) return taken;
    const giving = new Giving(this.ports.store, this.records);
    const given = await giving.collect(branch.value, taking);
    const changes = [...bookkeeping(branch.value, sharing), ...given.changes];
    const wentBack = await this.wentBack(engine, sharing, branch.value);
    // What was taken is known, also where nothing can be sent: who may only read has joined all the same.
    if (branch.value && !wentBack) await this.remember(sharing, branch.value.commit, branch.value.records);
    let [commit, held] = [branch.value?.commit, branch.value?.records ?? new Map<RecordId, string>()];
    if (changes.length > 0) {
      told?.({ code: 'sending', records: given.sent.length });
      const message = `${given.sent.length} records`;
      const made = await commitChanges(engine, commit, changes, { by: await this.ports.sender(), message, ...(signal && { signal }) });
      if (!made.ok) return made;
      const pushed = await remote.push(made.value, signal);
      if (!pushed.ok) return pushed;
      [commit, held] = [made.value, new Map([...held, ...(await this.records.oidsOf(given.sent))])];
    }
    if (commit !== undefined) await this.remember(sharing, commit, held);
    return success({ taken: taking.taken, sent: given.sent, kept: given.kept, leftOut: [...taking.leftOut, ...given.leftOut], wentBack });
  }

  /** Whether the branch lacks what was seen of it last: somebody has put an older one, or another, in its place. */
  private async wentBack(engine: Engine, { lastCommit }: Sharing, branch: StoreBranch | undefined): Promise<boolean> {
    if (lastCommit === undefined || !branch || branch.commit === lastCommit) return false;
    return !(await engine.git(['merge-base', '--is-ancestor', lastCommit, branch.commit])).ok;
  }

  private async remember(sharing: Sharing, lastCommit: string, seen: ReadonlyMap<RecordId, string>): Promise<void> {
    await this.memory.write({ ...sharing, lastCommit }, { flush: true });
    this.seen = seen;
  }

  private file(name: string): string {
    return path.join(this.place, name);
  }
}

type RoundFault = SyncFault | RemoteFault;

/** Why a branch is not the one that was shared, by its marker. */
function strangeness(marker: Marker, sharing: Sharing): 'otherStore' | 'oldEpoch' | undefined {
  if (marker.store !== sharing.store) return 'otherStore';
  return marker.epoch < sharing.epoch ? 'oldEpoch' : undefined;
}

/** What has to be on the branch besides the records, and what must not be. */
function bookkeeping(branch: StoreBranch | undefined, { store, epoch }: Sharing): readonly Change[] {
  const marker: Marker = { format: 'faultline-store/1', store, epoch };
  return [
    ...(branch ? [] : [{ path: markerPath, content: () => Promise.resolve(`${JSON.stringify(marker)}\n`) }]),
    ...(branch?.hasAttributes === true ? [] : [{ path: attributesPath, content: () => Promise.resolve(attributes) }]),
    ...(branch?.strangers ?? []).map(stranger => ({ path: stranger, gone: true as const })),
  ];
}

/** True for what git says of a repository whose objects or references are damaged. */
function isDamage(message: string): boolean {
  return /not a git repository|corrupt|bad object|object file .* is empty|unable to read (?:tree|sha1)|missing (?:blob|tree|commit)|invalid (?:sha1 pointer|object)|bad ref|broken|loose object|packfile/i.test(
    message,
  );
}
