import { Debounce } from '../../base/debounce';
import { Disposables, type Disposable } from '../../base/disposables';
import { failure, type Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { RecordId } from '../../domain/records';
import { Signal } from '../../store/signal';
import type { Store } from '../../store/store';
import type { RemoteAddress } from '../../sync/address';
import { isAlteredThere } from '../../sync/alteredThere';
import type { Sharing } from '../../sync/sharing';
import type { StoreSync } from '../../sync/storeSync';
import type { RoundFound, LeftOut, Synced, SyncFault, SyncStage, SyncWaiter } from '../../sync/syncFault';

/** What sharing a store needs of its surroundings. */
export interface SharedBranchPorts {
  readonly store: Store;
  readonly sync: StoreSync;
  /** False while no git command may run. */
  readonly mayRunGit: () => boolean;
  readonly now: () => Instant;
  readonly report: (error: unknown) => void;
  /** Told of records that were taken from the branch for all, since their label was raised. */
  readonly withdrew?: (records: readonly RecordId[]) => void;
}

/** How a store stands with those it is shared with over one branch. */
export interface SharingState {
  /** With whom; undefined while it is not shared. */
  readonly sharing: Sharing | undefined;
  /** How far a sync is that is going on. */
  readonly stage: SyncStage | undefined;
  /** When a sync came to its end last, in this window. */
  readonly syncedAt: Instant | undefined;
  /** What the last sync did, or why it did not come to its end; undefined before the first, and where only the history was not dropped. */
  readonly last: Result<Synced, SyncFault> | undefined;
  /** What goes and what does not, as a sync has found it last, whatever came of sending; undefined before the first that got so far. */
  readonly found: RoundFound | undefined;
  /** What others do not have as it is here; undefined where it is not known. */
  readonly unsent: readonly RecordId[] | undefined;
}

/** Why the history could not be dropped after a sync that came to its end. */
const ofDropping: ReadonlySet<SyncFault['code']> = new Set<SyncFault['code']>(['notAll', 'newerKinds', 'noEpoch', 'historyStays']);

const unshared: SharingState = {
  sharing: undefined,
  stage: undefined,
  syncedAt: undefined,
  last: undefined,
  found: undefined,
  unsent: undefined,
};

/** What is not sent is counted when nothing has changed for so long (milliseconds). */
const countedAfter = 300;

/** A store that is shared over a branch, or can be: one sync at a time, and how it stands. What others are faster with is begun anew by `StoreSync`. */
export class SharedBranch implements Disposable {
  private readonly begun = new Disposables();
  private readonly changed = new Signal<SharingState>(error => {
    this.ports.report(error);
  });
  private current: SharingState = unshared;
  private going: Promise<unknown> = Promise.resolve();
  private ending = new AbortController();
  private next: Promise<Result<Synced, SyncFault> | undefined> | undefined;
  private readonly counting = this.begun.add(
    new Debounce(() => {
      this.count().catch(this.ports.report);
    }, countedAfter),
  );

  /** Resolved when it is known with whom the store is shared. */
  readonly opened: Promise<void>;
  /** Told of each change of the state. */
  readonly onDidChange = this.changed.subscribe;

  constructor(private readonly ports: SharedBranchPorts) {
    this.begun.add(
      ports.store.onDidChange(() => {
        this.counting.soon();
      }),
    );
    this.opened = this.open();
  }

  /** How it stands now. */
  get state(): SharingState {
    return this.current;
  }

  /** How many records go there, and which do not for their label (TLP RED, AMBER+STRICT). */
  outlook(): ReturnType<StoreSync['outlook']> {
    return this.ports.sync.outlook();
  }

  /** Which of those do not because others say so. */
  get withheld(): ReadonlySet<RecordId> {
    return this.ports.sync.withheld;
  }

  /** Begins to share over a branch that is not there yet. */
  share(address: RemoteAddress, branch: string, waiter: SyncWaiter): Promise<Result<Synced, SyncFault>> {
    return this.alone(waiter, told => this.ports.sync.share(address, branch, told));
  }

  /** Begins to share over a branch that somebody else has begun. */
  join(address: RemoteAddress, branch: string, waiter: SyncWaiter): Promise<Result<Synced, SyncFault>> {
    return this.alone(waiter, told => this.ports.sync.join(address, branch, told));
  }

  /** Makes the branch again that is gone, with what is here. */
  beginAgain(waiter: SyncWaiter): Promise<Result<Synced, SyncFault> | undefined> {
    return this.alone(waiter, told => this.ports.sync.beginAgain(told));
  }

  /** Begins a new epoch, without the history before (`StoreSync.beginEpoch`). */
  beginEpoch(waiter: SyncWaiter): Promise<Result<Synced, SyncFault> | undefined> {
    return this.alone(waiter, told => this.ports.sync.beginEpoch(told));
  }

  /** Takes and sends; undefined where the store is not shared, or git must not run. Who asks while one waits to begin waits for the same. */
  sync(waiter: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    if (!this.ports.mayRunGit()) return Promise.resolve(undefined);
    this.next ??= this.alone(waiter, told => {
      this.next = undefined;
      return this.ports.sync.sync(told);
    });
    return this.next;
  }

  /** What git is told so that the remote says whether it takes something (`StoreSync.tryToSend`). */
  tryToSend(): Promise<readonly string[] | undefined> {
    return this.ports.sync.tryToSend();
  }

  /** Takes and sends, and puts these records in the place of what does not verify there. */
  replace(ids: readonly RecordId[], waiter: SyncWaiter = {}): Promise<Result<Synced, SyncFault> | undefined> {
    return this.alone(waiter, told => this.ports.sync.sync(told, ids));
  }

  /** Whether the record here can be put in the place of what was left out there: it goes to these, can be read, and verifies. */
  async canReplace(leftOut: LeftOut): Promise<boolean> {
    const { id } = leftOut;
    if (!isAlteredThere(leftOut) || this.current.found?.kept.includes(id) === true || !this.ports.mayRunGit()) return false;
    const here = await this.ports.store.load(id);
    return here.ok && here.value.faults.length === 0 && !here.value.rolledBack;
  }

  /** Shares no longer: nothing is lost, here or there. A sync that goes on is ended: a remote that does not answer would hold it up for a minute. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.going;
    this.ending = new AbortController();
    await this.ports.sync.stop();
    this.become(unshared);
  }

  /** When each entry first came to the branch; undefined where that is not known, or git must not run. */
  async arrivals(signal?: AbortSignal): Promise<ReadonlyMap<string, Instant> | undefined> {
    return this.ports.mayRunGit() ? this.ports.sync.arrivals(signal) : undefined;
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async open(): Promise<void> {
    this.become({ sharing: await this.ports.sync.sharing() });
    this.counting.soon();
  }

  private alone<T extends Result<Synced, SyncFault> | undefined>(
    { signal, told }: SyncWaiter,
    work: (waiter: SyncWaiter) => Promise<T>,
  ): Promise<T> {
    const done = this.going.then(async () => {
      const tell = (stage: SyncStage): void => {
        told?.(stage);
        this.become({ stage });
      };
      try {
        const ended = this.ending.signal;
        const result = await work({ signal: signal ? AbortSignal.any([signal, ended]) : ended, told: tell });
        await this.ended(result);
        return result;
      } catch (error) {
        // A full disk, say: nobody is to read that all is well.
        this.become({ last: failure({ code: 'failed', exitCode: -1, message: error instanceof Error ? error.message : String(error) }) });
        throw error;
      } finally {
        this.become({ stage: undefined });
      }
    });
    this.going = done.catch(() => undefined);
    return done;
  }

  /** What another window is at, and what the person has ended, says nothing new. Where only a wish to drop the history is refused, all was taken and sent. */
  private async ended(result: Result<Synced, SyncFault> | undefined): Promise<void> {
    const fault = result?.ok === false ? result.error.code : undefined;
    const isThrough = result !== undefined && (fault === undefined || ofDropping.has(fault));
    const isNews = isThrough || (fault !== undefined && fault !== 'busyHere' && fault !== 'cancelled');
    const sharing = await this.ports.sync.sharing();
    const found = sharing && this.ports.sync.found;
    const last = isThrough && fault !== undefined ? undefined : result;
    this.become({ sharing, found, ...(isNews && sharing && { last }), ...(isThrough && { syncedAt: this.ports.now() }) });
    if (result?.ok === true && result.value.withdrew.length > 0) this.ports.withdrew?.(result.value.withdrew);
    await this.count();
  }

  /** Whether others lack something of what is here: what has come from them by the last sync is no reason for another. */
  async hasUnsent(): Promise<boolean> {
    await this.going;
    await this.count();
    return this.current.sharing !== undefined && this.current.unsent?.length !== 0;
  }

  /** Looks what others lack, also while a sync goes on. */
  async count(): Promise<void> {
    const unsent = await this.ports.sync.unsent();
    this.become({ unsent: this.current.sharing && unsent });
  }

  private become(change: Partial<SharingState>): void {
    this.current = { ...this.current, ...change };
    this.changed.fire(this.current);
  }
}
