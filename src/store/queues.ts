import type { RecordId } from '../domain/records';

/** Writes of records within this process: those of one record one after another. */
export class Queues {
  private readonly last = new Map<RecordId, Promise<unknown>>();

  /** Does the work when what is under way of the record has ended, however that ended. */
  async run<T>(id: RecordId, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(id) ?? Promise.resolve();
    const done = before.then(work);
    const settled = done.catch(() => undefined);
    this.last.set(id, settled);
    try {
      return await done;
    } finally {
      if (this.last.get(id) === settled) this.last.delete(id);
    }
  }

  /** Resolves when what is under way of a record now has ended; undefined when nothing is. */
  ending(id: RecordId): Promise<unknown> | undefined {
    return this.last.get(id);
  }
}
