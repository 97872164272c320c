import * as z from 'zod';
import { recordEventSchema, type RecordEvent } from '../domain/event';
import { recordIdSchema, type RecordId } from '../domain/ids';
import { failure, success, type Result } from '../domain/result';
import { findHiddenFault, type HiddenFault } from './jsonText';

/** The format this version writes and reads. */
export const logFormat = 'faultline/1';

/** A record's log as its file holds it. */
export interface RecordLog {
  readonly record: RecordId;
  /** In the order of the file. */
  readonly events: readonly RecordEvent[];
}

/** Why a text is not a record's log, with the place where one can be named (lines count from 1). */
export interface ParseFault {
  readonly code: 'syntax' | 'conflictMarkers' | 'shape' | 'format' | HiddenFault['code'];
  readonly line?: number;
  readonly detail: string;
}

/** The line of a file that holds the entry at `index` (0 is the first): the header stands on the first line. */
export function lineOfEntry(index: number): number {
  return index + 2;
}

const headerSchema = z.object({ format: z.string(), record: recordIdSchema, events: z.array(z.unknown()) });
const eventsSchema = z.array(recordEventSchema).min(1);

/** Parses the text of a store file. Structural only: hashes are the business of `verifyLog`. */
export function parseLog(text: string): Result<RecordLog, ParseFault> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return failure(syntaxFault(body, error));
  }
  const hidden = findHiddenFault(body);
  if (hidden) return failure(hidden);
  const header = headerSchema.safeParse(json);
  if (!header.success) return failure({ code: 'shape', line: 1, detail: issueText(header.error) });
  if (header.data.format !== logFormat) return failure({ code: 'format', line: 1, detail: header.data.format.slice(0, 100) });
  const events = eventsSchema.safeParse(header.data.events);
  if (!events.success) {
    const index = events.error.issues[0]?.path[0];
    return failure({ code: 'shape', ...(typeof index === 'number' && { line: lineOfEntry(index) }), detail: issueText(events.error) });
  }
  return success({ record: header.data.record, events: events.data });
}

/**
 * The text of a log: one entry a line, comma first. Valid JSON for every tool, an append never touches an earlier line, and
 * git's built-in union merge of two appended files is valid again.
 */
export function formatLog({ record, events }: RecordLog): string {
  const lines = events.map(({ id, parents, at, by, type, digest, data }) => JSON.stringify({ id, parents, at, by, type, digest, data }));
  return `${JSON.stringify({ format: logFormat, record }).slice(0, -1)},"events":[\n${lines.join('\n,')}\n]}\n`;
}

function issueText(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : '';
}

function syntaxFault(text: string, error: unknown): ParseFault {
  const lines = text.split('\n');
  const marker = lines.findIndex(line => /^(<{7}|={7}|>{7})( |\r?$)/.test(line));
  if (marker >= 0) return { code: 'conflictMarkers', line: marker + 1, detail: '' };
  const detail = error instanceof Error ? error.message.slice(0, 200) : '';
  if (!isHeaderLine(lines[0] ?? '')) return { code: 'syntax', line: lineOfMessage(text, detail), detail };
  const broken = lines.findIndex((line, index) => index > 0 && !isEntryLine(line));
  return { code: 'syntax', line: broken >= 0 ? broken + 1 : lines.length, detail };
}

/** The line a message of `JSON.parse` names by its position, where it does; else the first. */
function lineOfMessage(text: string, message: string): number {
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
  return text.slice(0, position).split('\n').length;
}

/** True for the first line of a store file as `formatLog` writes it. */
function isHeaderLine(line: string): boolean {
  return isJson(`${line}]}`);
}

/** True for a line that can stand in a store file after the first: an entry, the end, or nothing. */
function isEntryLine(line: string): boolean {
  const entry = line.replace(/^,/, '').trim();
  return entry === '' || entry === ']}' || isJson(entry);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
