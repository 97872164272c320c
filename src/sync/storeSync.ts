import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PrivateFile } from '../base/privateFile';
import { failure, type Result } from '../domain/foundation/result';
import type { Instant } from '../domain/foundation/time';
import type { RecordId } from '../domain/records';
import type { GitSetting } from '../git/remotes';
import type { Store } from '../store/store';
import type { RemoteAddress } from './address';
import { arrivalsOn } from './arrivals';
import { readBranch } from './branch';
import type { Sender } from './commit';
import { Engine } from './engine';
import { findStore } from './findStore';
import type { Audience } from './layout';
import { LocalRecords } from './localRecords';
import { NewEpoch } from './newEpoch';
import { RemoteBranch } from './remote';
import { Round, type RoundPorts } from './round';
import { SeenBranch } from './seenBranch';
import { defaultBranches, isSamePlace, sharingSchema, type Sharing } from './sharing';
import { sharingFile, sharingPlace, withdrawnFile } from './sharingPlace';
import type { RoundFound, RoundFault, Synced, SyncFault, SyncWaiter } from './syncFault';
import { EngineTurns } from './engineTurns';
import { withdrawnAsRemembered, withdrawnTogether } from './withdrawn';
import { WithdrawnMemory } from './withdrawnMemory';

/** What a sync needs of its surroundings. */
export interface SyncPorts {
  readonly store: Store;
  /** With whom: all records but what is marked RED or AMBER+STRICT go to all, and that alone to fewer readers. */
  readonly audience: Audience;
  /** A folder of our own for engines and what is remembered of remotes, outside the workspace. */
  readonly folder: string;
  /** Whose name the commits bear. */
  readonly sender: () => Promise<Sender>;
  /** What the person's repository says of how this address is reached; nothing where it is none of its remotes. */
  readonly settings?: (address: RemoteAddress) => Promise<readonly GitSetting[]>;
}

/** Bytes of what is remembered of sharing, with everything that was withdrawn. */
const largestMemory = 16 * 1024 * 1024;

/**
 * Shares a store, with all or with fewer readers, over a branch of a git remote: fetch → merge what the remote has into the files, under each record's lock → one commit
 * on the remote's tip with what it lacks → push, never with force → from the start where somebody was faster. Nothing is committed that was not
 * merged before, or what others have redacted would come back.
 */
export class StoreSync {
  private readonly memory: PrivateFile<Sharing>;
  /** With whom it is shared besides. */
  private readonly besides: PrivateFile<Sharing>;
  private readonly withdrawn: WithdrawnMemory;
  private readonly records: LocalRecords;
  private readonly place: string;
  private readonly engine: Engine;
  private readonly turns: EngineTurns;
  private seen: SeenBranch;
  /** What others say that goes no longer to all, as `unsent` found it last. */
  private heldBack: ReadonlySet<RecordId> = new Set();
  /** What was heard of withdrawals in the sync that goes on: kept also where nothing comes of it. */
  private readonly heard: RoundPorts['heard'] = { words: new Map(), keep: () => this.keepHeard() };
  /** What a round has found last, whatever came of sending; undefined before the first that got so far. */
  found: RoundFound | undefined;

  constructor(private readonly ports: SyncPorts) {
    const { folder, store, audience } = ports;
    this.place = sharingPlace(folder, store.folder, audience);
    this.engine = new Engine(this.file('git'));
    this.turns = new EngineTurns(this.engine, this.place, ports.settings);
    this.seen = new SeenBranch(this.engine);
    this.memory = memoryOf(ports, audience);
    this.besides = memoryOf(ports, audience === 'all' ? 'fewer' : 'all');
    this.withdrawn = new WithdrawnMemory(store, withdrawnFile(folder, store.folder, audience), largestMemory);
    const [names, keptWith, contents] = [this.file('names.json'), this.file('kept.json'), this.file('contents.json')];
    this.records = new LocalRecords(store, audience, { names, keptWith, contents });
  }

  /** What git is told so that it tries to send what it has seen of the branch, and sends nothing; undefined where it has seen nothing yet. */
  async tryToSend(): Promise<readonly string[] | undefined> {
    const sharing = await this.memory.read();
    return sharing && new RemoteBranch(this.engine, sharing).tryToSend();
  }

  /** With whom the store is shared; undefined while it is not. */
  sharing(): Promise<Sharing | undefined> {
    return this.memory.read();
  }

  /** Begins a branch with the records of this store; `branchExists` where there is one. */
  async share(
    address: RemoteAddress,
    branch = defaultBranches[this.ports.audience],
    waiter: SyncWaiter = {},
  ): Promise<Result<Synced, SyncFault>> {
    const store = randomBytes(16).toString('hex');
    return this.begin(
      () => this.beginning(address, branch, store),
      waiter,
      round => round.run({ isNew: true }),
    );
  }

  /** Joins a branch that somebody else has begun: its records come here, and those of this store go there. */
  async join(
    address: RemoteAddress,
    branch = defaultBranches[this.ports.audience],
    waiter: SyncWaiter = {},
  ): Promise<Result<Synced, SyncFault>> {
    return this.begin(
      () => this.beginning(address, branch, unknownStore),
      waiter,
      async (_, sharing) => {
        const found = await findStore(this.engine, sharing, this.seen, waiter);
        return found.ok ? this.roundOf(found.value, waiter, true).run() : found;
      },
    );
  }

  /** Takes what others have recorded and sends what they lack. `replaces`: see `Round.run`. Undefined while the store is not shared. */
  sync(waiter: SyncWaiter = {}, replaces: readonly RecordId[] = []): Promise<Result<Synced, SyncFault> | undefined> {
    const epoch = this.newEpoch(waiter);
    return this.alone(waiter, async (round, sharing) => {
      if (sharing.begins !== undefined && replaces.length === 0) return epoch.begin(round, sharing);
      const done = await round.run({ replaces });
      return done.ok && sharing.endsLast === true ? epoch.endLast(sharing, done.value) : done;
    });
  }

  /**
   * Makes the branch again that is gone, with what is here: on a person's word alone, since it brings back what somebody may have erased. Those who
   * shared it go on by themselves. Undefined while the store is not shared.
   */
  beginAgain(waiter: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    return this.alone(waiter, async (round, { lastCommit }) => {
      const last = lastCommit === undefined ? undefined : await readBranch(this.engine, lastCommit, waiter.signal);
      const begun = await round.run({ isNew: true, ...(last?.ok === true && { last: last.value }) });
      // Somebody else was faster, or the store has gone on meanwhile.
      return begun.ok || begun.error.code !== 'branchExists' ? begun : round.run();
    });
  }

  /**
   * Begins a new epoch: a branch without any history, with what is here after a sync, and the one before is taken away with its own. The others
   * follow at their next sync, and what they have recorded meanwhile goes with them. Undefined while the store is not shared.
   */
  beginEpoch(waiter: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    const epoch = this.newEpoch(waiter);
    return this.alone(waiter, (round, sharing) => epoch.begin(round, sharing));
  }

  /** Which records go no longer to all because others say so, as `unsent` found it last. */
  get withheld(): ReadonlySet<RecordId> {
    return this.heldBack;
  }

  /** How many records go to others, and which stay here for their label, by what `unsent` found last. */
  outlook(): { readonly shared: number; readonly kept: readonly RecordId[] } {
    const { shared, kept } = this.records.sorted(this.seen.records, this.heldBack);
    return { shared: shared.length, kept };
  }

  /** The records that others do not have as they are here, by what was last seen of the branch; undefined where nothing is known of it. */
  async unsent(): Promise<readonly RecordId[] | undefined> {
    await this.records.load();
    const sharing = await this.memory.read();
    this.heldBack = (await this.records.withheld(await this.withdrawn.all(sharing))).ids;
    if (sharing?.lastCommit === undefined) return undefined;
    if (!this.seen.records) {
      const branch = await readBranch(this.engine, sharing.lastCommit);
      if (!branch.ok) return undefined;
      this.seen.note(branch.value, { told: [], awaited: [] });
    }
    const seen = this.seen.records ?? new Map<RecordId, string>();
    const { shared, kept } = this.records.sorted(seen, this.heldBack);
    // What is there and goes there no longer is to be taken away.
    return [...(await this.records.unlike(shared, seen)), ...kept.filter(id => seen.has(id))];
  }

  /** When each entry first came to the branch, as far as it was seen (`arrivalsOn`); undefined where that is not known. */
  async arrivals(signal?: AbortSignal): Promise<ReadonlyMap<string, Instant> | undefined> {
    const sharing = await this.memory.read();
    if (sharing?.lastCommit === undefined) return undefined;
    const found = await arrivalsOn(this.engine, sharing.lastCommit, signal);
    return found.ok ? found.value : undefined;
  }

  /** Shares no longer. All records stay where they are, and what others have withdrawn stays here wherever it is shared next. */
  async stop(): Promise<void> {
    await this.withdrawn.outlive(await this.memory.readSurely());
    await this.memory.remove();
    this.seen = new SeenBranch(this.engine);
    this.found = undefined;
  }

  /** With whom it is to be shared, and what this machine has heard of withdrawals wherever it was shared before. */
  private async beginning(address: RemoteAddress, branch: string, store: string): Promise<Sharing> {
    const withdrawn = this.withdrawn.remembered(await this.withdrawn.all(await this.memory.readSurely()));
    return { address, branch, store, epoch: 1, audience: this.ports.audience, withdrawn };
  }

  private newEpoch(waiter: SyncWaiter): NewEpoch {
    return new NewEpoch(
      {
        engine: this.engine,
        roundOf: (sharing, by) => this.roundOf(sharing, by),
        remembered: () => this.memory.read(),
        keep: sharing => this.keep(sharing),
      },
      waiter,
    );
  }

  /**
   * Remembers with whom the store is shared. Whoever has stopped meanwhile, in another window, is not made to share again, nor to share where they did
   * before; `isFirst`: it is not shared yet.
   */
  private async keep(sharing: Sharing, isFirst = false): Promise<void> {
    const kept = await this.memory.readSurely();
    if (!isFirst && !(kept && isSamePlace(kept, sharing))) return;
    if (!isDeepStrictEqual(kept, sharing)) await this.memory.write(sharing, { flush: true });
  }

  private roundOf(sharing: Sharing, waiter: SyncWaiter, isFirst = false): Round {
    const { store, sender } = this.ports;
    const { seen } = this;
    const remember: RoundPorts['remember'] = async (seenOf, lastCommit, held, again, withdrawn) => {
      await this.keep({ ...seenOf, lastCommit, withdrawn: this.withdrawn.remembered(withdrawn) }, isFirst);
      this.heard.words = withdrawn;
      seen.note(held, again);
    };
    return new Round(
      this.engine,
      sharing,
      {
        store,
        records: this.records,
        sender,
        isJoining: isFirst,
        incoming: this.file('incoming'),
        seen,
        heard: this.heard,
        found: found => {
          this.found = found;
        },
        remember,
      },
      waiter,
    );
  }

  /** Shares it for the first time, by what `asked` says when the turn comes. */
  private async begin(asked: () => Promise<Sharing>, waiter: SyncWaiter, work: RoundWork): Promise<Result<Synced, SyncFault>> {
    const besides = await this.besides.read();
    if (besides && isSamePlace(besides, await asked())) return failure({ code: 'samePlace' });
    return this.alone(waiter, work, asked);
  }

  private alone(waiter: SyncWaiter, work: RoundWork): Promise<Result<Synced, SyncFault> | undefined>;
  private alone(waiter: SyncWaiter, work: RoundWork, first: () => Promise<Sharing>): Promise<Result<Synced, SyncFault>>;
  /** Works with the engine when no other window does, with whom it is shared then; undefined where it is not. `first`: with whom it is to be. */
  private async alone(waiter: SyncWaiter, work: RoundWork, first?: () => Promise<Sharing>): Promise<Result<Synced, SyncFault> | undefined> {
    try {
      return await this.turns.take(first ?? (() => this.memory.readSurely()), {
        begins: asked => {
          // What could not be kept the last time is known all the same.
          this.heard.words = withdrawnTogether(withdrawnAsRemembered(asked.withdrawn), this.heard.words);
        },
        round: sharing => work(this.roundOf(sharing, waiter, first !== undefined), sharing),
        cutOff: this.heard.keep,
      });
    } finally {
      await this.records.save();
    }
  }

  /** Nobody can take back what was heard of withdrawals by keeping a round from its end. */
  private async keepHeard(): Promise<void> {
    const kept = await this.memory.readSurely();
    if (kept) await this.keep({ ...kept, withdrawn: this.withdrawn.remembered(this.heard.words) });
  }

  private file(name: string): string {
    return path.join(this.place, name);
  }
}

/** Where is kept with whom a store is shared; marks of what was withdrawn need most of its room. */
function memoryOf({ folder, store }: SyncPorts, audience: Audience): PrivateFile<Sharing> {
  return new PrivateFile(sharingFile(folder, store.folder, audience), sharingSchema, largestMemory);
}

/** Stands for a store that is still to be found out. */
const unknownStore = '';

/** What is done with the rounds of a sharing, under the engine's lock; begun again where somebody was faster. */
type RoundWork = (round: Round, sharing: Sharing) => Promise<Result<Synced, RoundFault>>;
