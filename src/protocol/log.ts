import * as z from 'zod';
import { recordEventSchema, type RecordEvent } from '../domain/record/event';

/** What a page lacks of a log: entries that it does not have, or still has with the content that was taken away. */
export interface LogDelta {
  /** True where the log begins anew. */
  readonly start: boolean;
  readonly entries: readonly RecordEvent[];
}

/** Schema of what a page lacks of a log. */
export const logDeltaSchema: z.ZodType<LogDelta> = z.object({ start: z.boolean(), entries: z.array(recordEventSchema) });

/** The log with what was lacking; of two copies of an entry the newer one counts. The order is the fold's business. */
export function joined(log: readonly RecordEvent[], { start, entries }: LogDelta): readonly RecordEvent[] {
  if (start) return entries;
  const byId = new Map(log.map(entry => [entry.id, entry]));
  for (const entry of entries) byId.set(entry.id, entry);
  return [...byId.values()];
}

/** The host's end of a log that a page has: what it was sent, and what it lacks. */
export class LogSender {
  /** The entries that were sent, and whether they went without content. */
  private readonly sent = new Map<string, boolean>();
  /** False where an id says nothing about what was sent under it. */
  private wasVerified = true;

  /**
   * What the page lacks of this log. It begins anew where something that was sent is there no more, or has its content again, and where the
   * log does not verify or did not: then two entries of one id need not be the same.
   */
  deltaTo(log: readonly RecordEvent[], isVerified: boolean): LogDelta {
    const isEmpty = new Map(log.map(({ id, data }) => [id, data === null]));
    const isOther = [...this.sent].some(([id, wasEmpty]) => !isEmpty.has(id) || (wasEmpty && isEmpty.get(id) === false));
    const start = this.sent.size === 0 || !isVerified || !this.wasVerified || isOther;
    this.wasVerified = isVerified;
    if (start) this.sent.clear();
    const entries = start ? log : log.filter(({ id }) => this.sent.get(id) !== isEmpty.get(id));
    for (const { id, data } of entries) this.sent.set(id, data === null);
    return { start, entries };
  }

  /** The page was loaded anew, or shows another record: it has nothing. */
  forget(): void {
    this.sent.clear();
  }
}
