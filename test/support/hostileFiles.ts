import type { RecordEvent } from '../../src/domain/record/event';
import type { RecordId } from '../../src/domain/records';
import { seal } from '../../src/store/chain';
import { formatLog } from '../../src/store/codec';
import { person, testNow } from './incidents';

/** A crafted file for a record, of at most so many bytes. */
export type HostileFile = (record: RecordId, size: number) => string | Uint8Array;

const hash = 'a'.repeat(64);

function header(record: RecordId): string {
  return `{"format":"faultline/1","record":"${record}","events":[\n`;
}

/** An entry that looks like one, with any content; its hashes are made up. */
function entryWith(data: string): string {
  return `{"id":"${hash}","parents":[],"at":"${testNow}","by":{"name":"M","email":"","role":"itManager"},"type":"x","digest":"${hash}","data":${data}}`;
}

/** `part` as often as it fits. */
function filled(size: number, part: (n: number) => string, separator = ','): string {
  const parts: string[] = [];
  for (let length = 0; ;) {
    const next = part(parts.length);
    length += next.length + separator.length;
    if (length > size) return parts.join(separator);
    parts.push(next);
  }
}

function oneEntry(content: (room: number) => string): HostileFile {
  return (record, size) => `${header(record)}${entryWith(content(size - 500))}\n]}\n`;
}

function raw(text: (size: number) => string): HostileFile {
  return (record, size) => `${header(record)}${text(size - 100)}`;
}

/** An object of objects, none of which has more keys than a record may have. */
function keys(size: number): string {
  const inner = (n: number): string => `"o${n}":{${Array.from({ length: 5000 }, (_, k) => `"${k.toString(36)}":0`).join()}}`;
  return size < 60_000 ? `{${filled(size, n => `"k${n}":0`)}}` : `{${filled(size, inner)}}`;
}

function numbers(size: number): string {
  return `[${filled(size, () => `[${'0,'.repeat(5000)}0]`)}]`;
}

/** The crafted files by name; none of them is a record. */
export const hostileFiles: Readonly<Record<string, HostileFile>> = {
  'deep nesting': oneEntry(size => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`),
  'nesting at the limit': oneEntry(size => `[${filled(size, () => `${'['.repeat(55)}${']'.repeat(55)}`)}]`),
  'nesting that never ends': raw(size => '{"a":'.repeat(size / 5)),
  'many keys': oneEntry(keys),
  'many items': oneEntry(numbers),
  'many entries': raw(size => `${filled(size, () => '{}')}\n]}\n`),
  'many entries that look like some': raw(size => `${filled(size, () => entryWith('{}'), '\n,')}\n]}\n`),
  'one long text': oneEntry(size => `"${'x'.repeat(size)}"`),
  escapes: oneEntry(size => `"${'\\\\\\"'.repeat(size / 4)}"`),
  'a text without end': raw(size => `"${'\\"'.repeat(size / 2)}`),
  'bytes that are no UTF-8': (record, size) => Buffer.concat([Buffer.from(header(record)), Buffer.alloc(size - 100, 0xfe)]),
  'UTF-16': (record, size) => Buffer.from(`\uFEFF${header(record)}${'[]'.repeat(size / 4 - 50)}`, 'utf16le'),
  NUL: (_record, size) => Buffer.alloc(size),
  'line ends': raw(size => '\n'.repeat(size)),
  'conflict markers': (record, size) =>
    `${header(record)}<<<<<<< HEAD\n${filled(size - 300, () => entryWith('{}'), '\n,')}\n=======\n${entryWith('{}')}\n>>>>>>> theirs\n]}\n`,
  'conflict markers without end': raw(size => '<<<<<<< a\n=======\n'.repeat(size / 18)),
  'a huge number': oneEntry(size => '9'.repeat(size)),
  'many numbers that are not read as they stand': oneEntry(size => `[${filled(Math.min(size, 70_000), () => '1e400')}]`),
  'keys that stand twice': oneEntry(size => `{${filled(Math.min(size, 60_000), n => `"k${n % 9000}":0`)}}`),
  'a prototype': oneEntry(size => `{"__proto__":{"x":1},"constructor":"${'x'.repeat(size - 50)}"}`),
  'another record': (_record, size) => `${header('INC-000000')}${entryWith(`"${'x'.repeat(size - 500)}"`)}\n]}\n`,
  blanks: (record, size) => `${header(record)}${' '.repeat(size - 100)}`,
};

/** Entries that verify, one after the other or all at once, until the file is so large. */
function verified(record: RecordId, size: number, next: (n: number) => { type: string; data: unknown }, isMesh = false): string {
  const root = seal({ type: 'record.captured', data: { record, patch: { title: `Crafted ${record}` } } }, [], testNow, person('itManager'));
  const events: RecordEvent[] = [root];
  for (let length = 1000; length < size && events.length < 49_000;) {
    const before = isMesh && events.length > 2 ? events.slice(-3, -1).map(({ id }) => id) : [events.at(-1)?.id ?? ''];
    const event = seal(next(events.length), before, testNow, person('itManager'));
    events.push(event);
    length += JSON.stringify(event).length + 2;
  }
  return formatLog({ record, events: events.slice(0, -1) });
}

const measure = { what: 'x', type: 'final', weakensSafeguard: 'yes', safeguard: 'y' };

/** Crafted files that are records: every entry verifies, and reading them costs what a record can cost. */
export const heavyRecords: Readonly<Record<string, (record: RecordId, size: number) => string>> = {
  'a chain of comments': (record, size) => verified(record, size, n => ({ type: 'record.commented', data: { text: `c${n}` } })),
  'rows one by one': (record, size) =>
    verified(record, size, n => ({ type: 'record.updated', data: { step: 'analyse', patch: { measures: { [`m${n}`]: measure } } } })),
  'a mesh': (record, size) =>
    verified(record, size, n => ({ type: 'record.updated', data: { step: 'analyse', patch: { title: `t${n}` } } }), true),
  links: (record, size) =>
    verified(record, size, n => ({
      type: 'record.linked',
      data: {
        link: { id: `l${n}`, kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: `PRB-${String(n).padStart(6, '0')}` } },
      },
    })),
  'rows of one entry': (record, size) => {
    const rows = Object.fromEntries(Array.from({ length: Math.min(9000, Math.floor(size / 90)) }, (_, n) => [`m${n}`, measure]));
    return verified(record, size, n => ({ type: 'record.updated', data: { step: 'analyse', patch: n === 1 ? { measures: rows } : {} } }));
  },
  'values without end': (record, size) =>
    verified(record, Math.min(size, 4_000_000), n => ({
      type: 'future.entry',
      data: Array.from({ length: 100 }, () => Array<number>(Math.min(90, Math.floor(size / 2000))).fill(n % 10)),
    })),
};
