import { actorSchema, type Actor } from '../domain/vocabulary/actor';
import { erasureType, isTombstone } from '../domain/record/erasure';
import { recordEventSchema, type EventDraft, type RecordEvent } from '../domain/record/event';
import { causalOrder } from '../domain/record/log';
import { isRedaction, redactionsIn } from '../domain/record/redaction';
import type { Instant } from '../domain/foundation/time';
import { canonicalText, hashOfValue } from './hash';

/** What is wrong with one entry of a log, by its place in the file (0 is the first entry). */
export interface ChainFault {
  readonly index: number;
  readonly event: string;
  readonly code: 'idMismatch' | 'digestMismatch' | 'parentMissing' | 'outOfOrder' | 'otherRecord' | 'erased' | 'extraKey' | 'inexactNumber';
}

/** Places an entry in a log: computes its digest and, over everything but `data`, its id (docs/record.md, *A log*). */
export function seal(draft: EventDraft, parents: readonly string[], at: Instant, by: Actor): RecordEvent {
  const data = canonical(draft.data);
  const head = { parents, at, by: canonical(by), type: draft.type, digest: hashOfValue(data) };
  return { id: hashOfValue(head), ...head, data };
}

/**
 * A copy as canonical JSON holds it, half surrogate pairs (a text cut in the middle of a character) replaced by U+FFFD: they have no form
 * there (RFC 8785, section 3.2.2.2).
 */
function canonical<T>(value: T): T {
  const wellFormed: unknown = JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed() : part,
  );
  return JSON.parse(canonicalText(wellFormed)) as T;
}

/**
 * Checks a log as it stands in its file. Every changed, removed or re-ordered past entry is found and named; so is one whose content
 * is gone (`data` null) without a redaction that counts. An entry may stand twice, each time whole or redacted (`readLog` takes one).
 * `record` is the id the log claims to be of. What is `known` was verified before, in this record: of it only is asked again what hangs on the
 * other entries.
 */
export function verifyLog(
  record: string,
  events: readonly RecordEvent[],
  known: ReadonlySet<RecordEvent> = new Set(),
): readonly ChainFault[] {
  // What a tombstone stood on is gone with the record.
  const gone = isTombstone(events) ? events.flatMap(event => event.parents) : [];
  const all = new Set([...events.map(event => event.id), ...gone]);
  const before = new Set(gone);
  const redacted = events.some(({ data }) => data === null) ? redactionsIn(causalOrder(events)) : new Map<string, RecordEvent>();
  return events.flatMap((event, index) => {
    const code = known.has(event)
      ? (placeFault(event, index, all, before) ?? goneFault(event, redacted))
      : (headFault(event) ?? placeFault(event, index, all, before) ?? goneFault(event, redacted) ?? contentFault(record, event));
    before.add(event.id);
    return code ? [{ index, event: event.id, code }] : [];
  });
}

/** What is wrong with an entry's head. */
function headFault(event: RecordEvent): ChainFault['code'] | undefined {
  const { id, parents, at, by, type, digest } = event;
  if (!hasOnly(event, headKeys) || !hasOnly(by, actorKeys)) return 'extraKey';
  // In canonical order, in which it need not be put again.
  return isHashOf(id, { at, by, digest, parents, type }) ? undefined : 'idMismatch';
}

/** What is wrong with an entry's place among the others. */
function placeFault(
  { id, parents }: RecordEvent,
  index: number,
  all: ReadonlySet<string>,
  before: ReadonlySet<string>,
): ChainFault['code'] | undefined {
  // The same entry again, by its hash: it has its place where it stands first.
  if (before.has(id)) return undefined;
  if (parents.some(parent => !all.has(parent))) return 'parentMissing';
  if (parents.some(parent => !before.has(parent)) || (index > 0 && parents.length === 0)) return 'outOfOrder';
  return undefined;
}

/** Content that is gone is wrong without a redaction that counts. */
function goneFault({ id, data }: RecordEvent, redacted: ReadonlyMap<string, RecordEvent>): ChainFault['code'] | undefined {
  return data === null && !redacted.has(id) ? 'erased' : undefined;
}

/** What is wrong with an entry's content, as far as that is there. */
function contentFault(record: string, { parents, type, digest, data }: RecordEvent): ChainFault['code'] | undefined {
  if (data === null) return undefined;
  if (!isExact(data)) return 'inexactNumber';
  if (!isHashOf(digest, data)) return 'digestMismatch';
  const claimed = (data as { record?: unknown }).record;
  const claims = parents.length === 0 || isRedaction(type) || type === erasureType;
  return claims && claimed !== undefined && claimed !== record ? 'otherRecord' : undefined;
}

const headKeys: ReadonlySet<string> = new Set(Object.keys(recordEventSchema.shape));
const actorKeys: ReadonlySet<string> = new Set(Object.keys(actorSchema.shape));

/** What the hashes do not cover may not stand in a file that is called verified. */
function hasOnly(value: object, keys: ReadonlySet<string>): boolean {
  return Object.keys(value).every(key => keys.has(key));
}

/** False where a number cannot be told from its neighbour: integers beyond 2^53 (RFC 8785, section 3.2.2.3; RFC 7493, section 2.2). */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

/** False also for a value that has no canonical form: nobody can have computed a hash of it. */
function isHashOf(hash: string, value: unknown): boolean {
  try {
    return hashOfValue(value) === hash;
  } catch {
    return false;
  }
}
