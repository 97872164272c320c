import * as z from 'zod';
import { jsonOf } from '../base/json';
import { hashSchema } from '../domain/record/event';
import { definitions, isIncidentId, isRecordId, kindOfId, type RecordId } from '../domain/records';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { readBlobs } from './blobs';
import type { Engine } from './engine';

/**
 * Records whose label was raised after they were shared, and that go no longer to all: for each the last entries of its log as somebody had it who
 * knew that. Whoever lacks one of them has not heard of it, and sends nothing of the record; whoever has them all decides by what the record says.
 */
export type Withdrawn = ReadonlyMap<RecordId, readonly string[]>;

/** What is known of withdrawals before something is sent. */
export interface KnownWithdrawals {
  /** What this machine remembers. */
  readonly remembered: Withdrawn;
  /** What the branch says. */
  readonly said: Withdrawn;
  /** Both. */
  readonly together: Withdrawn;
}

/** Last entries that are named; of a log with more of them, some (`WithdrawalWords.mostTelling`). */
export const mostHeads = 16;
const headsSchema = z.array(hashSchema).min(1).max(mostHeads);
/** Entries that are remembered of a record, wherever they were heard; in a file, those of several places. */
export const mostRemembered = 4 * mostHeads;
const mostKept = 4 * mostRemembered;
/** So many records are remembered as withdrawn at most, and so many entries of all of them: the memory must stay readable. */
const mostWithdrawn = 10_000;
const mostInAll = 160_000;
/** The hash of no entry. It stands for entries for which there is no room: whoever knows of it sends nothing of the record. */
export const neverThere = '0'.repeat(64);
const withdrawalSchema = z.object({ heads: headsSchema });

/** The same in a file. */
export const rememberedWithdrawnSchema = z.record(z.string(), z.array(hashSchema).min(1).max(mostKept).readonly());

/** The same as the machine keeps it. */
export type RememberedWithdrawn = z.infer<typeof rememberedWithdrawnSchema>;

/** True for a record that may have been made of an incident. */
export function isMadeOfIncidents(id: string): id is RecordId {
  const kind = kindOfId(id);
  return kind !== undefined && definitions[kind].madeOf === 'incidents';
}

/** True for what can be marked RED or AMBER+STRICT, and for what can be made of it: nothing else is withdrawn, least of all people. */
function canBeWithdrawn(id: string): id is RecordId {
  return isRecordId(id) && (isIncidentId(id) || isMadeOfIncidents(id));
}

/** What the machine has kept of it. */
export function withdrawnAsRemembered(known: RememberedWithdrawn = {}): Withdrawn {
  return new Map(Object.entries(known).flatMap(([id, heads]) => (canBeWithdrawn(id) ? [[id, heads] as const] : [])));
}

/** Bytes of what is said of one record. */
const largest = 128 * 1024;

/** Reads what a branch says of it, or has said, by git's names of where; what is none says nothing. */
export async function readWithdrawn(
  engine: Engine,
  withdrawals: Iterable<readonly [RecordId, string]>,
  signal?: AbortSignal,
): Promise<Result<Withdrawn, GitFault>> {
  const places = [...withdrawals].filter(([id]) => canBeWithdrawn(id));
  const texts = new Map<string, string>();
  const take = (oid: string, bytes: Buffer): void => {
    texts.set(oid, bytes.toString('utf8'));
  };
  const read = await readBlobs(engine, [...new Set(places.map(([, oid]) => oid))], largest, take, signal);
  if (!read.ok) return read;
  const known = new Map<RecordId, Set<string>>();
  for (const [id, oid] of places) {
    // One line; plain git that joins two makes two of them.
    const [line = ''] = (texts.get(oid) ?? '').split('\n');
    const said = withdrawalSchema.safeParse(jsonOf(line));
    const heads = known.get(id) ?? new Set();
    if (said.success) known.set(id, heads);
    for (const head of said.data?.heads ?? []) heads.add(head);
  }
  return success(new Map([...known].map(([id, heads]) => [id, [...heads]])));
}

/**
 * What is known here and what a branch says, together: word of it that is taken from the branch, or another that everybody fulfils in its place, takes
 * nothing back. What was known first is kept first.
 */
export function withdrawnTogether(known: Withdrawn, said: Withdrawn): Withdrawn {
  const together = new Map(known);
  for (const [id, heads] of said) together.set(id, [...new Set([...(known.get(id) ?? []), ...heads])]);
  return together;
}

/** What the machine keeps of it: whoever may push cannot crowd out what is said of records that are here (`isHere`). */
export function rememberedOf(withdrawn: Withdrawn, isHere: (id: RecordId) => boolean): RememberedWithdrawn {
  const [here = [], elsewhere = []] = [true, false].map(wanted => [...withdrawn].filter(([id]) => isHere(id) === wanted));
  const kept = here.slice(0, mostWithdrawn);
  const most = Math.min(mostKept, Math.floor(mostInAll / Math.max(1, kept.length)));
  const remembered = kept.map(([id, heads]) => [id, heads.length > most ? [...heads.slice(0, most - 1), neverThere] : heads] as const);
  let room = mostInAll - remembered.reduce((sum, [, heads]) => sum + heads.length, 0);
  const others = elsewhere.slice(0, mostWithdrawn - kept.length).filter(([, { length }]) => {
    const fits = length <= Math.min(mostKept, room);
    if (fits) room -= length;
    return fits;
  });
  return Object.fromEntries([...remembered, ...others]);
}

/** What stands on the branch for one record. */
export function withdrawalText(heads: readonly string[]): string {
  return `${JSON.stringify({ heads })}\n`;
}
