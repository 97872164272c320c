import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordId } from '../domain/records';
import { systemCode } from './fault';
import type { Queues } from './queues';
import { recordsOfFiles } from './recordFile';
import type { RecordIndex } from './recordIndex';
import type { Signal } from './signal';
import type { Changed } from './watcher';

/** What is still to be looked at. */
type Pending = ReadonlySet<RecordId> | 'everything';

/** Keeps an index up to date with the disk: what is asked for together is done together, and what changed is announced. */
export class Refreshes {
  private refreshing: Promise<void> | undefined;
  private pending: Pending = new Set();
  private failure: string | undefined;

  constructor(
    private readonly index: RecordIndex,
    private readonly queues: Queues,
    private readonly changes: Signal<readonly RecordId[]>,
    private readonly failures: Signal<string>,
  ) {}

  /** Looks for changes, everywhere or among `ids`. Never rejects: `failures` gets the system's code, once until it works again. */
  refresh(ids?: Iterable<RecordId>): Promise<void> {
    if (ids === undefined) this.pending = 'everything';
    else if (this.pending !== 'everything') this.pending = new Set([...this.pending, ...ids]);
    this.refreshing ??= this.refreshPending().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** Somebody has written files. What is being written here is looked at behind that, when the index knows it: it need not be read again. */
  written(what: Changed): void {
    if (what === 'everything') {
      void this.refresh();
      return;
    }
    const ids = recordsOfFiles(what);
    void this.refresh(ids.filter(id => !this.queues.ending(id)));
    for (const id of ids)
      void this.queues.ending(id)?.then(async () => {
        await nextTurn();
        await this.refresh([id]);
      });
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
