import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { recordEventSchema, type RecordEvent } from '../domain/record/event';
import { mergeLogs } from '../domain/record/log';
import type { RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import { failure, success, type Result } from '../domain/foundation/result';
import { verifyLog } from './chain';
import { recordOfHeader, type RecordLog } from './codec';
import { integrityFault, type FileFault } from './fault';
import { findHiddenFault, findLimitFault } from './jsonText';

/** A line that git's merge puts between the two sides of a conflict (gitattributes: conflict-marker-size). */
const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;

/** The entries that the lines of a text hold, and why it holds more than these; no reason where every line was read. */
interface Gathered {
  readonly events: readonly RecordEvent[];
  readonly left?: FileFault;
}

/** What a text is mended with. */
interface MendingBeside {
  /** Whole texts of it, as git keeps them of both sides in the middle of a merge: with them, what cannot be read in the file itself may be left out. */
  readonly copies?: readonly string[];
  /** The register of people, which says whose redactions count. */
  readonly register?: Register | undefined;
}

/**
 * Makes a log of what a merge has left of one, on the person's word: the union of the entries in its lines, whatever became of the order, of
 * commas and brackets, and of the markers between them. The fault of the file where that is no log of this record in which every entry
 * verifies.
 */
export function mendLog(text: string, record: RecordId, { copies = [], register }: MendingBeside = {}): Result<RecordLog, FileFault> {
  const union = (parts: readonly Gathered[]): Result<RecordLog, FileFault> => unionOf(record, parts, register);
  const own = gather(text, record);
  const others = copies.map(copy => gather(copy, record));
  const areWhole = others.length > 0 && others.every(({ left }) => left === undefined);
  const alone: Result<RecordLog, FileFault> = own.left ? failure(own.left) : union([own]);
  if (!areWhole) return alone;
  // What was made of both sides by hand may not verify: what git kept of them does.
  return [union([...others, own]), alone, union(others)].find(({ ok }) => ok) ?? alone;
}

function unionOf(record: RecordId, parts: readonly Gathered[], register: Register | undefined): Result<RecordLog, FileFault> {
  const events = parts.reduce<readonly RecordEvent[]>((all, part) => mergeLogs(all, part.events, register), []);
  if (events.length === 0) return failure({ code: 'shape', detail: 'events: none' });
  const [fault] = verifyLog(record, events);
  return fault ? failure(integrityFault(fault)) : success({ record, events });
}

/** Line by line, so that a line that is none costs no other. */
function gather(text: string, record: RecordId): Gathered {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const events: RecordEvent[] = [];
  const contents = new Map<string, RecordEvent>();
  let left: FileFault | undefined;
  let number = 1;
  for (let start = 0; start < body.length; number++) {
    const next = body.indexOf('\n', start);
    const end = next < 0 ? body.length : next;
    const found = readLine(body.slice(start, end).trim(), record, number);
    for (const event of found.ok ? found.value : []) {
      events.push(event);
      if (event.data === null) continue;
      const known = contents.get(event.id);
      // One of the two is not what the hash covers, and it is not for us to say which.
      if (known && !isDeepStrictEqual(known, event)) left ??= { code: 'integrity', line: number, detail: 'digestMismatch' };
      contents.set(event.id, event);
    }
    if (!found.ok) left ??= found.error;
    start = end + 1;
  }
  return { events, ...(left && { left }) };
}

/** The entries of a line: one, or several that have come to stand in it; none in a header, an end or a marker. */
function readLine(line: string, record: RecordId, number: number): Result<readonly RecordEvent[], FileFault> {
  if (marker.test(line) || /^[\],}]*$/.test(line)) return success([]);
  if (line.startsWith('{"format"')) {
    const of = recordOfHeader(line);
    return of === record ? success([]) : failure({ code: of === undefined ? 'format' : 'wrongRecord', line: 1, detail: of ?? '' });
  }
  const entries = line.replace(/^[,\s]+|[,\s]+$/g, '');
  const limit = findLimitFault(entries);
  if (limit) return failure({ ...limit, line: number });
  const list = parsed(`[${entries}]`) ?? parsed(`[${entries.replace(/\]\}$/, '')}]`);
  const events = z.array(recordEventSchema).safeParse(list);
  const hidden = events.success ? findHiddenFault(entries, list) : undefined;
  if (hidden) return failure({ ...hidden, line: number });
  return events.success ? success(events.data) : failure({ code: 'syntax', line: number, detail: '' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
