import * as z from 'zod';
import { jsonOf } from '../base/json';
import { recordEventSchema, type RecordEvent } from '../domain/record/event';
import { recordIdSchema, type RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import { canonicalText } from './hash';
import { findHiddenFault, findLimitFault, lineAt, type HiddenFault, type LimitFault } from './jsonText';

/** The format this version writes and reads. */
const logFormat = 'faultline/1';

/** A record's log as its file holds it. */
export interface RecordLog {
  readonly record: RecordId;
  /** In the order of the file. */
  readonly events: readonly RecordEvent[];
}

/** Why a text is not a record's log, with the place where one can be named (lines count from 1). */
export interface ParseFault {
  readonly code: 'syntax' | 'conflictMarkers' | 'shape' | 'format' | LimitFault['code'] | HiddenFault['code'];
  readonly line?: number;
  readonly detail: string;
}

/** The line of a file that holds the entry at `index` (0 is the first): the header stands on the first line. */
export function lineOfEntry(index: number): number {
  return index + 2;
}

/** Longest detail of a fault, in characters. */
const longestDetail = 200;
/** Nothing beside: no hash covers the header. */
const headerSchema = z.strictObject({ format: z.string(), record: recordIdSchema, events: z.array(z.unknown()) });

/**
 * Parses the text of a store file. Structural only: hashes are the business of `verifyLog`. What the text holds is counted before it
 * is parsed, and the first entry that is none ends the reading: a crafted file must not cost more than a record.
 */
export function parseLog(text: string): Result<RecordLog, ParseFault> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const limit = findLimitFault(body);
  if (limit) return failure(limit);
  const read = parseJson(body);
  if (!read.ok) return read;
  const { json } = read.value;
  const hidden = findHiddenFault(read.value.text, json);
  if (hidden) return failure(hidden);
  const header = headerSchema.safeParse(json);
  if (!header.success) return failure({ code: 'shape', line: 1, detail: issueText(header.error) });
  if (header.data.format !== logFormat) return failure({ code: 'format', line: 1, detail: header.data.format.slice(0, 100) });
  if (header.data.events.length === 0) return failure({ code: 'shape', detail: 'events: none' });
  const events: RecordEvent[] = [];
  for (const [index, entry] of header.data.events.entries()) {
    const event = recordEventSchema.safeParse(entry);
    if (!event.success) return failure({ code: 'shape', line: lineOfEntry(index), detail: issueText(event.error) });
    events.push(event.data);
  }
  return success({ record: header.data.record, events });
}

/** What a text is as JSON, and the text by which it is: its own, or that with its commas put right, which has the same lines. */
function parseJson(body: string): Result<{ readonly json: unknown; readonly text: string }, ParseFault> {
  try {
    return success({ json: JSON.parse(body) as unknown, text: body });
  } catch (error) {
    const text = withCommas(body);
    const limit = text === body ? undefined : findLimitFault(text);
    if (limit) return failure(limit);
    const json = text === body ? undefined : jsonOf(text);
    return json === undefined ? failure(syntaxFault(body, error)) : success({ json, text });
  }
}

/**
 * Git's union of two sides, one of which has another first entry (the record was erased there, or its first entry redacted), has two first entries, and
 * either may have come behind others. No text in JSON goes over the end of a line: what stands there is never somebody's words.
 */
function withCommas(text: string): string {
  return text.replace(/\}(\r?\n)(?=\{"id":)/g, '}$1,').replace(/^(.*\[\r?\n),(?=\{"id":)/, '$1');
}

/**
 * The text of a log: one entry a line, comma first. Valid JSON for every tool, an append never touches an earlier line, and
 * git's built-in union merge of two appended files is valid again (of two with different first entries, `parseLog` puts the commas right). What people wrote stands in canonical form (RFC 8785), so that the
 * same entries in the same order are the same bytes on every machine.
 */
export function formatLog({ record, events }: RecordLog): string {
  const lines = events.map(
    ({ id, parents, at, by, type, digest, data }) =>
      `${JSON.stringify({ id, parents, at }).slice(0, -1)},"by":${canonicalText(by)},"type":${JSON.stringify(type)},"digest":"${digest}","data":${canonicalText(data)}}`,
  );
  return `${JSON.stringify({ format: logFormat, record }).slice(0, -1)},"events":[\n${lines.join('\n,')}\n]}\n`;
}

/** The texts of a log without its last entry, without its last two, and so on, as `formatLog` has written it. */
export function* beginningsOf(text: string): Generator<string> {
  for (let end = text.lastIndexOf('\n,'); end > 0; end = text.lastIndexOf('\n,', end - 1)) yield `${text.slice(0, end)}\n]}\n`;
}

/** How many entries a text of `formatLog` holds. */
export function entriesIn(text: string): number {
  let entries = 0;
  for (let at = text.indexOf('\n{'); at >= 0; at = text.indexOf('\n,', at + 1)) entries++;
  return entries;
}

/** The record that the first line of a store file names; undefined for a line that is none as `formatLog` writes it. */
export function recordOfHeader(line: string): RecordId | undefined {
  if (!isHeaderLine(line)) return undefined;
  const header = headerSchema.safeParse(JSON.parse(`${line}]}`));
  return header.success && header.data.format === logFormat ? header.data.record : undefined;
}

function issueText(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}`.slice(0, longestDetail) : '';
}

/** Line by line instead of all lines at once: 31 MB can be 31 million lines. */
function syntaxFault(text: string, error: unknown): ParseFault {
  const marker = /(?:^|\n)(?:<{7}|={7}|>{7})(?: |\r?\n|\r?$)/.exec(text);
  if (marker) return { code: 'conflictMarkers', line: lineAt(text, marker.index + 1), detail: '' };
  const detail = error instanceof Error ? error.message.slice(0, longestDetail) : '';
  const header = endOfLine(text, 0);
  if (!isHeaderLine(text.slice(0, header))) return { code: 'syntax', line: lineOfMessage(text, detail), detail };
  let line = 1;
  for (let start = header + 1; start <= text.length; line++) {
    const end = endOfLine(text, start);
    if (end > start && !isEntryLine(text.slice(start, end))) return { code: 'syntax', line: line + 1, detail };
    start = end + 1;
  }
  return { code: 'syntax', line, detail };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** The line a message of `JSON.parse` names by its position, where it does; else the first. */
function lineOfMessage(text: string, message: string): number {
  return lineAt(text, Number(/at position (\d+)/.exec(message)?.[1] ?? 0));
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
