import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PrivateFile } from '../base/privateFile';
import { failure, success, type Result } from '../domain/foundation/result';
import { systemCode } from '../store/fault';
import { sha256 } from '../store/hash';
import { withLock } from '../store/lock';
import type { Store } from '../store/store';
import { isRemoteAddress, type RemoteAddress } from './address';
import { readBranch, type StoreBranch } from './branch';
import { commitChanges, type Change, type Sender } from './commit';
import { Engine } from './engine';
import { attributes, attributesPath, markerPath, type Marker } from './layout';
import { LocalRecords } from './localRecords';
import { RemoteBranch } from './remote';
import type { RemoteFault } from './remoteFault';
import { defaultBranch, sharingSchema, type Sharing } from './sharing';
import { Giving } from './giving';
import { Taking } from './taking';
import type { Synced, SyncFault } from './syncFault';

/** What a sync needs of its surroundings. */
export interface SyncPorts {
  readonly store: Store;
  /** A folder of our own for engines and what is remembered of remotes, outside the workspace. */
  readonly folder: string;
  /** Whose name the commits bear. */
  readonly sender: () => Promise<Sender>;
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
  private readonly name: string;

  constructor(private readonly ports: SyncPorts) {
    this.name = sha256(path.resolve(ports.store.folder)).slice(0, 32);
    this.memory = new PrivateFile(this.file('sharing.json'), sharingSchema, 64 * 1024);
    this.records = new LocalRecords(ports.store, this.file('names.json'));
  }

  /** With whom the store is shared; undefined while it is not. */
  sharing(): Promise<Sharing | undefined> {
    return this.memory.read();
  }

  /** Begins a branch with the records of this store; `branchExists` where there is one. */
  share(address: RemoteAddress, branch = defaultBranch, signal?: AbortSignal): Promise<Result<Synced, SyncFault>> {
    const sharing: Sharing = { address, branch, store: randomBytes(16).toString('hex'), epoch: 1 };
    return this.alone(address, engine => this.round(engine, sharing, { isNew: true }, signal));
  }

  /** Joins a branch that somebody else has begun: its records come here, and those of this store go there. */
  join(address: RemoteAddress, branch = defaultBranch, signal?: AbortSignal): Promise<Result<Synced, SyncFault>> {
    return this.alone(address, async engine => {
      const tip = await new RemoteBranch(engine, address, branch).fetch(signal);
      if (!tip.ok) return tip;
      if (tip.value === undefined) return failure({ code: 'noBranch' });
      const found = await readBranch(engine, tip.value, signal);
      if (!found.ok) return found;
      const { store, epoch } = found.value.marker;
      return this.round(engine, { address, branch, store, epoch }, {}, signal);
    });
  }

  /** Takes what others have recorded and sends what they lack. Undefined while the store is not shared. */
  async sync(signal?: AbortSignal): Promise<Result<Synced, SyncFault> | undefined> {
    const sharing = await this.memory.read();
    return sharing && this.alone(sharing.address, engine => this.round(engine, sharing, {}, signal));
  }

  /** Shares no longer. All records stay where they are. */
  async stop(): Promise<void> {
    await this.memory.remove();
  }

  /** One window at a time works with the engine; one that is damaged is made anew, once. */
  private async alone(
    address: RemoteAddress,
    work: (engine: Engine) => Promise<Result<Synced, RoundFault>>,
  ): Promise<Result<Synced, SyncFault>> {
    if (!isRemoteAddress(address)) return failure({ code: 'noAddress' });
    try {
      await mkdir(this.ports.folder, { recursive: true, mode: 0o700 });
      return await withLock(this.ports.folder, this.name, async () => {
        let engine = await Engine.open(this.file('git'));
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
    signal: AbortSignal | undefined,
  ): Promise<Result<Synced, RoundFault>> {
    const remote = new RemoteBranch(engine, sharing.address, sharing.branch);
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
    const taken = await taking.take(branch.value, signal);
    if (!taken.ok) return taken;
    const giving = new Giving(this.ports.store, this.records);
    const given = await giving.collect(branch.value, taking);
    const changes = [...bookkeeping(branch.value, sharing), ...given.changes];
    const wentBack = await this.wentBack(engine, sharing, branch.value);
    let commit = branch.value?.commit;
    if (changes.length > 0) {
      const message = `${given.sent.length} records`;
      const made = await commitChanges(engine, commit, changes, { by: await this.ports.sender(), message, ...(signal && { signal }) });
      if (!made.ok) return made;
      const pushed = await remote.push(made.value, signal);
      if (!pushed.ok) return pushed;
      commit = made.value;
    }
    await this.memory.write({ ...sharing, ...(commit !== undefined && { lastCommit: commit }) }, { flush: true });
    return success({ taken: taking.taken, sent: given.sent, kept: given.kept, leftOut: [...taking.leftOut, ...given.leftOut], wentBack });
  }

  /** Whether the branch lacks what was seen of it last: somebody has put an older one, or another, in its place. */
  private async wentBack(engine: Engine, { lastCommit }: Sharing, branch: StoreBranch | undefined): Promise<boolean> {
    if (lastCommit === undefined || !branch || branch.commit === lastCommit) return false;
    return !(await engine.git(['merge-base', '--is-ancestor', lastCommit, branch.commit])).ok;
  }

  private file(name: string): string {
    return path.join(this.ports.folder, this.name, name);
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
