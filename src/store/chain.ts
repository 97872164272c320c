import type { Actor } from '../domain/actor';
import type { EventDraft, RecordEvent } from '../domain/event';
import type { Instant } from '../domain/time';
import { hashOfValue } from './hash';

/** What is wrong with one entry of a log, by its place in the file (0 is the first entry). */
export interface ChainFault {
  readonly index: number;
  readonly event: string;
  readonly code: 'idMismatch' | 'digestMismatch' | 'parentMissing' | 'outOfOrder' | 'duplicate' | 'otherRecord';
}

/** Places an entry in a log: computes its digest and, over everything but `data`, its id (DESIGN: the record). */
export function seal(draft: EventDraft, parents: readonly string[], at: Instant, by: Actor): RecordEvent {
  const data = wellFormed(draft.data);
  const head = { parents, at, by: wellFormed(by), type: draft.type, digest: hashOfValue(data) };
  return { id: hashOfValue(head), ...head, data };
}

/**
 * A copy as JSON holds it, half surrogate pairs (a text cut in the middle of a character) replaced by U+FFFD: canonical JSON
 * has no form for them (RFC 8785, section 3.2.2.2).
 */
function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part)) as T;
}

/**
 * Checks a log as it stands in its file. Every changed, removed or re-ordered past entry is found and named; `data` that has
 * been redacted (null) is covered by its digest. `record` is the id the log claims to be of.
 */
export function verifyLog(record: string, events: readonly RecordEvent[]): readonly ChainFault[] {
  const all = new Set(events.map(event => event.id));
  const before = new Set<string>();
  return events.flatMap((event, index) => {
    const fault = faultOf(record, event, index, all, before);
    before.add(event.id);
    return fault ? [{ index, event: event.id, code: fault }] : [];
  });
}

/** False also for a value that has no canonical form: nobody can have computed a hash of it. */
function isHashOf(hash: string, value: unknown): boolean {
  try {
    return hashOfValue(value) === hash;
  } catch {
    return false;
  }
}

function faultOf(
  record: string,
  event: RecordEvent,
  index: number,
  all: ReadonlySet<string>,
  before: ReadonlySet<string>,
): ChainFault['code'] | undefined {
  const { id, parents, at, by, type, digest, data } = event;
  if (before.has(id)) return 'duplicate';
  if (!isHashOf(id, { parents, at, by, type, digest })) return 'idMismatch';
  if (data !== null && !isHashOf(digest, data)) return 'digestMismatch';
  if (parents.some(parent => !all.has(parent))) return 'parentMissing';
  if (parents.some(parent => !before.has(parent)) || (index > 0 && parents.length === 0)) return 'outOfOrder';
  const claimed = (data as { record?: unknown } | null)?.record;
  if (parents.length === 0 && claimed !== undefined && claimed !== record) return 'otherRecord';
  return undefined;
}
