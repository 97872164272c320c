import { randomBytes } from 'node:crypto';
import type { Actor } from '../domain/actor';
import type { RecordEvent } from '../domain/event';
import type { Patch } from '../domain/field';
import { isIncidentId, newRecordId, type RecordId } from '../domain/ids';
import type { IncidentCommand } from '../domain/incident/command';
import { decide, type DecisionContext, type Refusal } from '../domain/incident/decide';
import { foldIncident } from '../domain/incident/fold';
import type { Incident } from '../domain/incident/incident';
import { failure, success, type Result } from '../domain/result';
import type { ChainFault } from './chain';
import { systemCode, type StoreFault } from './fault';
import { IncidentIndex, type IndexEntry } from './incidentIndex';
import { RecordStore, type Appended, type WriterPort } from './recordStore';
import { Signal, type Disposable } from './signal';
import { watchStore } from './watcher';

/** An incident with what the verification of its log found. */
export interface LoadedIncident {
  readonly incident: Incident;
  readonly faults: readonly ChainFault[];
}

/** What the store asks its surroundings for when it writes: the person, the clock and the settings in force. */
export interface IncidentStorePort extends WriterPort {
  readonly actor: () => Promise<Actor>;
  readonly settings: () => Omit<DecisionContext, 'role' | 'now'>;
}

/** Why something asked of an incident was not done. */
export type IncidentFault = StoreFault | Refusal;

/** The incidents of a store folder: the index for lists, the log for one, `execute` for every change. */
export class IncidentStore implements Disposable {
  private readonly changes = new Signal<readonly RecordId[]>();
  private readonly failures = new Signal<string>();
  private failure: string | undefined;
  private readonly index: IncidentIndex;
  private readonly records: RecordStore;
  private readonly subscriptions: readonly Disposable[];
  private refreshing: Promise<void> | undefined;
  private pending: Pending = new Set();
  private saving: NodeJS.Timeout | undefined;

  /** Fired with the system's code when the store folder cannot be listed, once until it can be again; what is known stays as it is. */
  readonly onDidFail = this.failures.subscribe;
  /** Fired with the ids that changed, whoever changed them. */
  readonly onDidChange = this.changes.subscribe;

  constructor(
    readonly folder: string,
    cacheFile: string | undefined,
    private readonly port: IncidentStorePort,
  ) {
    this.index = new IncidentIndex(folder, cacheFile, port.mayWrite);
    this.records = new RecordStore(folder, port);
    this.subscriptions = [
      watchStore(folder, what => {
        void this.refresh(what === 'everything' ? undefined : idsOf(what));
      }),
    ];
  }

  /**
   * Makes the lists ready: at once from what the cache remembers, where there is one, and compared with the disk right behind
   * that, whose changes come as changes do. Resolves when the lists can be shown.
   */
  async open(): Promise<void> {
    const remembered = await this.index.recall();
    if (remembered.length > 0) this.changes.fire(remembered);
    const checked = this.refresh();
    if (remembered.length === 0) await checked;
  }

  /** What the lists show; `open` or `refresh` once first. */
  entries(): readonly IndexEntry[] {
    return this.index.entries();
  }

  /** One entry of the lists. */
  entry(id: RecordId): IndexEntry | undefined {
    return this.index.entry(id);
  }

  /** Looks for changes on disk, everywhere or among `ids`, and fires `onDidChange` for them. Calls that come together share the work. */
  refresh(ids?: Iterable<RecordId>): Promise<void> {
    if (ids === undefined) this.pending = 'everything';
    else if (this.pending !== 'everything') this.pending = new Set([...this.pending, ...ids]);
    this.refreshing ??= this.refreshPending().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** Reads and folds one incident. */
  async load(id: RecordId): Promise<Result<LoadedIncident, StoreFault>> {
    const read = await this.records.read(id);
    return read.ok ? success({ incident: foldIncident(id, read.value.events), faults: read.value.faults }) : read;
  }

  /** Records a new incident under a fresh id. */
  async create(patch: Patch): Promise<Result<RecordId, IncidentFault>> {
    for (;;) {
      const id = newRecordId('incident', randomBytes(6));
      const outcome = await this.execute(id, { type: 'capture', record: id, patch });
      if (outcome.ok) return success(id);
      if (outcome.error.code !== 'exists') return outcome;
    }
  }

  /** Decides the command on what is on disk and appends what follows from it. A refusal or fault writes nothing. */
  async execute(id: RecordId, command: IncidentCommand): Promise<Result<readonly RecordEvent[], IncidentFault>> {
    const by = await this.port.actor();
    const outcome = await this.records.append<IncidentFault>(id, by, events => {
      if (events.length === 0 && command.type !== 'capture') return failure({ code: 'notFound', id });
      return decide(foldIncident(id, events), command, { ...this.port.settings(), role: by.role, now: this.port.now() });
    });
    if (!outcome.ok) return outcome;
    this.takeOver(id, outcome.value);
    return success(outcome.value.added);
  }

  /** Joins both sides of an incident's file that a merge left with conflict markers (`RecordStore.joinConflict`). */
  async joinConflict(id: RecordId): Promise<Result<undefined, StoreFault>> {
    const outcome = await this.records.joinConflict(id);
    if (!outcome.ok) return outcome;
    this.takeOver(id, outcome.value);
    return success(undefined);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    clearTimeout(this.saving);
    void this.index.save();
  }

  private takeOver(id: RecordId, { written }: Appended): void {
    if (!written) return;
    this.index.written(id, written.stats, written.events);
    this.saveIndexSoon();
    this.changes.fire([id]);
  }

  /** The cache need not follow each entry: a file that is newer than the cache is simply read again. */
  private saveIndexSoon(): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      void this.index.save();
    }, 2000);
  }

  private async refreshPending(): Promise<void> {
    try {
      for (let work = this.takePending(); work !== undefined; work = this.takePending()) {
        const changed = work === 'everything' ? await this.index.refresh() : await this.index.updateAll(work);
        if (changed.length > 0) this.changes.fire(changed);
      }
      this.failure = undefined;
    } catch (error) {
      const code = systemCode(error);
      if (code !== this.failure) this.failures.fire(code);
      this.failure = code;
    }
  }

  private takePending(): Pending | undefined {
    const work = this.pending;
    this.pending = new Set();
    return work === 'everything' || work.size > 0 ? work : undefined;
  }
}

/** What is still to be looked at. */
type Pending = ReadonlySet<RecordId> | 'everything';

/** The incidents whose files (or temporary files) bear these names. */
function idsOf(names: ReadonlySet<string>): readonly RecordId[] {
  return [...names].map(name => name.split('.json')[0] ?? '').filter(isIncidentId);
}
