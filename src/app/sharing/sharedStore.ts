import { Debounce } from '../../base/debounce';
import { Disposables, type Disposable } from '../../base/disposables';
import type { Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { RecordId } from '../../domain/records';
import { isEntryOf } from '../../store/indexEntry';
import { Signal } from '../../store/signal';
import type { Audience } from '../../sync/layout';
import type { StoreSync } from '../../sync/storeSync';
import type { LeftOut, Synced, SyncFault, SyncWaiter } from '../../sync/syncFault';
import { SharedBranch, type SharedBranchPorts, type SharingState } from './sharedBranch';
import { waitingIn, worst } from './ways';

/** What sharing a store, with all and with fewer readers, needs of its surroundings. */
export interface SharedStorePorts extends Omit<SharedBranchPorts, 'sync'> {
  readonly syncs: Readonly<Record<Audience, StoreSync>>;
}

/** What came of a sync over one of the branches. */
export interface BranchSynced {
  readonly branch: SharedBranch;
  readonly result: Result<Synced, SyncFault>;
}

/** What was recorded is sent when nothing more was recorded for so long (milliseconds). */
const sentAfter = 3_000;

/** A store that is shared, or can be: over one branch with all, over another with fewer readers, who get what is marked RED or AMBER+STRICT. */
export class SharedStore implements Disposable {
  private readonly begun = new Disposables();
  private readonly changed: Signal<SharedStore>;
  private readonly branches: Readonly<Record<Audience, SharedBranch>>;
  private readonly sending: Debounce;
  private readonly store: SharedStorePorts['store'];

  /** Resolved when it is known with whom the store is shared. */
  readonly opened: Promise<unknown>;
  /** Told of each change of how it stands. */
  readonly onDidChange: Signal<SharedStore>['subscribe'];

  constructor({ syncs, ...ports }: SharedStorePorts) {
    this.store = ports.store;
    this.changed = new Signal(ports.report);
    this.onDidChange = this.changed.subscribe;
    const branchOf = (audience: Audience): SharedBranch => {
      const branch = this.begun.add(new SharedBranch({ ...ports, sync: syncs[audience] }));
      branch.onDidChange(() => {
        this.changed.fire(this);
      });
      return branch;
    };
    this.branches = { all: branchOf('all'), fewer: branchOf('fewer') };
    this.opened = Promise.all([this.branches.all.opened, this.branches.fewer.opened]);
    this.sending = this.begun.add(
      new Debounce(() => {
        this.send().catch(ports.report);
      }, sentAfter),
    );
  }

  /** What is shared, or can be, with these. */
  of(audience: Audience): SharedBranch {
    return this.branches[audience];
  }

  /** The branches over which it is shared, that with all first. */
  get shared(): readonly SharedBranch[] {
    return Object.values(this.branches).filter(({ state }) => state.sharing !== undefined);
  }

  /** How it stands with those for whom it stands worst; not shared where it is with nobody. */
  get state(): SharingState {
    return worst(this.shared.map(({ state }) => state)) ?? this.branches.all.state;
  }

  /** What one or the other lacks of it and gets with a sync, as far as that is known. */
  get waiting(): readonly RecordId[] {
    return [...new Set(this.shared.flatMap(({ state }) => waitingIn(state)))];
  }

  /** What could not be taken or sent over one or the other, as it was found last. */
  get leftOut(): readonly LeftOut[] {
    return this.shared.flatMap(({ state }) => state.found?.leftOut ?? []);
  }

  /** What goes nowhere for its label; none where it goes to fewer readers. */
  get kept(): readonly RecordId[] {
    return this.branches.fewer.state.sharing ? [] : this.branches.all.outlook().kept;
  }

  /** Incidents of which others know that their label was raised, while nothing here says so: what is added to them here stays here. */
  get withdrawn(): readonly RecordId[] {
    return [...this.branches.all.withheld].filter(id => {
      const entry = this.store.entry(id);
      return isEntryOf('incident', entry) && entry.facts.confined !== true;
    });
  }

  /**
   * Takes and sends, one after the other. With fewer readers first: where one of them has marked a record, it must be known before anything of it goes
   * to all. What has come from all goes to the fewer at once, too.
   */
  async sync(waiter: SyncWaiter = {}): Promise<readonly BranchSynced[]> {
    const { all, fewer } = this.branches;
    const done: BranchSynced[] = [];
    const follow = async (branch: SharedBranch): Promise<boolean> => {
      const result = branch.state.sharing && (await branch.sync(waiter));
      if (result) done.push({ branch, result });
      return result?.ok === true;
    };
    const isReached = await follow(fewer);
    await follow(all);
    if (isReached && (await fewer.hasUnsent())) await follow(fewer);
    return done;
  }

  /** When each entry first came to one of the branches, as far as that is known. */
  async arrivals(signal?: AbortSignal): Promise<ReadonlyMap<string, Instant>> {
    const found = await Promise.all(this.shared.map(branch => branch.arrivals(signal)));
    return new Map(found.flatMap(arrivals => [...(arrivals ?? [])]));
  }

  /** Sends what was recorded, when nothing more is recorded for some seconds. */
  sendSoon(): void {
    this.sending.soon();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async send(): Promise<void> {
    for (const branch of this.shared) {
      if (!(await branch.hasUnsent())) continue;
      await this.sync();
      return;
    }
  }
}
