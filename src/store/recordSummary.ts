import * as z from 'zod';
import { once } from '../base/once';
import { traitsSchema } from '../domain/incident/traits';
import type { RecordEvent } from '../domain/record/event';
import { definitionOf, factsSchema, fold, kindOfId, type Facts, type RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import { integrityFault, rolledBackFault, type FileFault } from './fault';
import { readRecordFile, type FileAsked, type WaitForTurn } from './recordFile';
import { missingAmong, seenOf, type WitnessedLog } from './witness';

/** What lists know of a record's file: what the record says, or why it is none, or both. */
export const recordSummarySchema = z.object({
  facts: factsSchema.optional(),
  /** Of an incident: what of it can be compared with others. */
  traits: traitsSchema.optional(),
  fault: z.object({ code: z.string(), line: z.number().optional(), detail: z.string() }).optional(),
});

/** What lists know of a record's file. */
export type RecordSummary = z.infer<typeof recordSummarySchema>;

/** A record's file summed up; `seen` is what a witness may take note of: every entry is verified, and none is missing. */
export interface SummedUp {
  readonly summary: RecordSummary;
  readonly seen?: WitnessedLog;
}

/** Most items of each list in a summary. No record has a thousand links or gaps; a crafted one must not make every list wait for its own. */
const mostListed = 1000;

/** What finds what can be compared: loaded with the first record that is summed up, and not with lists that are known. */
const comparing = once(() => import('../domain/incident/traitsOf'));

/** A record's file that is to be summed up: `heads` are those that have been seen of it. */
export interface SummaryAsked extends FileAsked {
  readonly heads: readonly string[];
}

/** Reads a record's file for the lists. */
export async function sumUpRecordFile({ file, id, heads, register }: SummaryAsked, turn?: WaitForTurn): Promise<SummedUp> {
  const read = await readRecordFile({ file, id, register }, turn);
  if (!read.ok) return { summary: { fault: read.error } };
  if (!read.value) return { summary: { fault: { code: 'unreadable', detail: 'ENOENT' } } };
  const { events, faults } = read.value;
  const [fault] = faults;
  if (!fault) return sumUp({ id, heads, register }, events);
  return { summary: { ...(await summaryOf(id, events, register)), fault: integrityFault(fault) } };
}

/** Sums up a record whose entries are verified. */
export async function sumUp({ id, heads, register }: Omit<SummaryAsked, 'file'>, events: readonly RecordEvent[]): Promise<SummedUp> {
  const fault: FileFault | undefined = rolledBackFault(missingAmong(events, heads));
  const summary = await summaryOf(id, events, register);
  return fault ? { summary: { ...summary, fault } } : { summary, seen: seenOf(events) };
}

async function summaryOf(
  id: RecordId,
  events: readonly RecordEvent[],
  register: Register | undefined,
): Promise<Pick<RecordSummary, 'facts' | 'traits'>> {
  const kind = kindOfId(id);
  if (kind === undefined) return {};
  const record = fold(id, events, register);
  const traits = record.kind === 'incident' ? (await comparing()).traitsOf(record) : undefined;
  return { facts: shortened(definitionOf(kind).facts(record)), ...(traits && { traits }) };
}

function shortened(facts: Facts): Facts {
  const parts = Object.entries(facts).map(([key, part]: [string, unknown]) => [
    key,
    Array.isArray(part) ? part.slice(0, mostListed) : part,
  ]);
  return Object.fromEntries(parts) as Facts;
}
