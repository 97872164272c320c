import type { RecordEvent } from '../domain/record/event';
import type { RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import { isTombstone, tombstoneIn } from '../domain/record/erasure';
import { withoutRedacted } from '../domain/record/redaction';
import { failure, success, type Result } from '../domain/foundation/result';
import { verifyLog, type ChainFault } from './chain';
import { parseLog, type RecordLog } from './codec';
import type { FileFault } from './fault';

/** A record's log as read, with what its verification found. */
export interface StoredLog extends RecordLog {
  readonly faults: readonly ChainFault[];
}

/** What a text is read with. */
interface ReadingBeside {
  /** The entries that stand in the file before those of the text, read and verified before. */
  readonly known?: readonly RecordEvent[];
  /** The register of people, which says whose redactions count. */
  readonly register?: Register | undefined;
}

/**
 * What a text is as the log of a record. The one place that says so: a file is read by it, and what is to be added to one is read by it
 * before it is written. An entry that a merge has doubled (git's union of two sides, one of which redacted it) is one; what was redacted stays
 * so, also where a merge or a copy has brought its content back, and so does a record that was erased.
 */
export function readLog(text: string, record: RecordId, { known = [], register }: ReadingBeside = {}): Result<StoredLog, FileFault> {
  const parsed = parseLog(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.record !== record) return failure({ code: 'wrongRecord', line: 1, detail: parsed.value.record });
  const events = [...known, ...parsed.value.events];
  const tombstone = tombstoneIn(events, register);
  // It stands for itself, whatever a merge has left beside it.
  if (tombstone && verifyLog(record, [tombstone]).length === 0) return success({ record, events: [tombstone], faults: [] });
  const single = withoutDoubled(events);
  const faults = isTombstone(single) ? takenAway(events) : verifyLog(record, events, new Set(known));
  return success({ record, events: faults.length === 0 ? withoutRedacted(single, register) : events, faults });
}

/** All that was there was taken away by who might not, or what is left does not verify. */
function takenAway(events: readonly RecordEvent[]): readonly ChainFault[] {
  return events.map(({ id }, index) => ({ index, event: id, code: 'erased' }));
}

/** Each entry once, where it stands first; both copies were verified, so that they differ at most in having their content. */
function withoutDoubled(events: readonly RecordEvent[]): readonly RecordEvent[] {
  const byId = new Map<string, RecordEvent>();
  for (const event of events) if (!byId.has(event.id)) byId.set(event.id, event);
  return byId.size === events.length ? events : [...byId.values()];
}
