import type { RecordEvent } from '../domain/record/event';
import type { RecordId } from '../domain/records';
import { mergeLogs } from '../domain/record/log';
import { failure, success, type Result } from '../domain/foundation/result';
import { verifyLog } from './chain';
import type { RecordLog } from './codec';
import { integrityFault, type FileFault } from './fault';
import { readLog } from './readLog';

/** The parts of a text between git's conflict markers (gitattributes: conflict-marker-size), the common ancestor left out. */
type Part = 'both' | 'ours' | 'ancestor' | 'theirs';

/** The two texts that a text with git's conflict markers was made from. Without markers both are the text itself. */
export function conflictSides(text: string): { readonly ours: string; readonly theirs: string } {
  const sides = { ours: [] as string[], theirs: [] as string[] };
  let part: Part = 'both';
  for (const line of text.split('\n')) {
    const next = partAfter(line, part);
    if (next) part = next;
    else for (const side of ['ours', 'theirs'] as const) if (part === 'both' || part === side) sides[side].push(line);
  }
  return { ours: sides.ours.join('\n'), theirs: sides.theirs.join('\n') };
}

/** The part that begins behind a marker; undefined for any other line. */
function partAfter(line: string, part: Part): Part | undefined {
  if (/^<{7}( |\r?$)/.test(line)) return 'ours';
  if (part === 'both') return undefined;
  if (/^\|{7}( |\r?$)/.test(line)) return 'ancestor';
  if (/^={7}\r?$/.test(line)) return 'theirs';
  if (/^>{7}( |\r?$)/.test(line)) return 'both';
  return undefined;
}

/**
 * Joins the entries of both sides of a conflict, so that none of either is lost; the fault of a side that is no whole
 * log by itself, or of what both are together (two records that were given one id).
 */
export function joinConflict(text: string, record: RecordId): Result<RecordLog, FileFault> {
  const { ours, theirs } = conflictSides(text);
  const [mine, other] = [sideOf(ours, record), sideOf(theirs, record)];
  if (!mine.ok) return mine;
  if (!other.ok) return other;
  const events = mergeLogs(mine.value, other.value);
  const [fault] = verifyLog(record, events);
  return fault ? failure(integrityFault(fault)) : success({ record, events });
}

function sideOf(text: string, record: RecordId): Result<readonly RecordEvent[], FileFault> {
  const read = readLog(text, record);
  if (!read.ok) return read;
  const [fault] = read.value.faults;
  return fault ? failure(integrityFault(fault)) : success(read.value.events);
}
