import { maxDepth, maxEntries, maxMembers, maxValues } from './limits';

/** Where a text holds more than a record's file may (`limits.ts`); `detail` is the limit. Lines count from 1. */
export interface LimitFault {
  readonly code: 'tooDeep' | 'tooManyEntries' | 'tooManyMembers' | 'tooManyValues';
  readonly line: number;
  readonly detail: string;
}

/**
 * What a JSON text can hide although it parses: a key that stands twice in one object, or a number that is written otherwise than what
 * is read (`1.0`, `9007199254740993`), so that the hash does not cover how it stands there. Lines count from 1.
 */
export interface HiddenFault {
  readonly code: 'duplicateKey' | 'inexactNumber';
  readonly line: number;
  readonly detail: string;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
/** Entries stand in the list that is the second level of a store file. */
const depthOfEntries = 2;

/**
 * Counts what a text holds before anything is made of it: one pass that allocates nothing, linear in the length of the text,
 * whether it is JSON or not. The writer asks the same of a text that it is about to write, with room for fewer values.
 */
export function findLimitFault(text: string, mostValues = maxValues): LimitFault | undefined {
  const members = new Uint32Array(maxDepth + 2);
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at) - 1;
        break;
      case openList:
      case openObject:
        depth += 1;
        values += 1;
        if (depth > maxDepth) return limitFault('tooDeep', maxDepth, text, at);
        members[depth] = 1;
        break;
      case closeList:
      case closeObject:
        depth = Math.max(0, depth - 1);
        break;
      case comma: {
        const count = (members[depth] = (members[depth] ?? 0) + 1);
        values += 1;
        if (depth === depthOfEntries && count > maxEntries) return limitFault('tooManyEntries', maxEntries, text, at);
        if (depth !== depthOfEntries && count > maxMembers) return limitFault('tooManyMembers', maxMembers, text, at);
      }
    }
    if (values > mostValues) return limitFault('tooManyValues', mostValues, text, at);
  }
  return undefined;
}

/**
 * Looks through a text that `JSON.parse` takes for what it takes silently. Of two equal keys it keeps the last, so that people
 * and other programs may read another value than we do (RFC 8259, section 4): then `value`, which it has made of the text, has fewer.
 * One pass over each, linear in the length of the text.
 */
export function findHiddenFault(text: string, value: unknown): HiddenFault | undefined {
  let keys = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === colon) keys += 1;
    else if (isDigitOrMinus(code)) {
      const end = endOfNumber(text, at);
      const number = text.slice(at, end);
      if (String(Number(number)) !== number) return { code: 'inexactNumber', line: lineAt(text, at), detail: number.slice(0, 100) };
      at = end - 1;
    }
  }
  return keys === keysIn(value) ? undefined : findDoubledKey(text);
}

/** How many keys all objects of a JSON value have together. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + keysIn(item), 0);
  let count = 0;
  for (const key in value) count += 1 + keysIn((value as Record<string, unknown>)[key]);
  return count;
}

function findDoubledKey(text: string): HiddenFault | undefined {
  /** The keys of the objects that are open; of a list, and of an object before its first key, nothing. */
  const objects: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case openObject:
      case openList:
        objects.push(undefined);
        break;
      case closeObject:
      case closeList:
        objects.pop();
        break;
      case quote: {
        const end = endOfString(text, at);
        if (isKey(text, end)) {
          const key = keyOf(text.slice(at, end));
          const keys = objects.at(-1);
          if (keys?.has(key)) return { code: 'duplicateKey', line: lineAt(text, at), detail: key.slice(0, 100) };
          if (keys) keys.add(key);
          else objects[objects.length - 1] = new Set([key]);
        }
        at = end - 1;
      }
    }
  }
  return undefined;
}

function isDigitOrMinus(code: number): boolean {
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

/** The place behind the number that begins at `start`. */
function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && (isDigitOrMinus(text.charCodeAt(at)) || '.eE+'.includes(text.charAt(at)))) at += 1;
  return at;
}

function limitFault(code: LimitFault['code'], limit: number, text: string, at: number): LimitFault {
  return { code, line: lineAt(text, at), detail: String(limit) };
}

/** The place behind the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) if (!isEscaped(text, end)) return end + 1;
  return text.length;
}

/** True behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

/** True when a colon follows: the string is a key, not a value. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === colon;
}

/** Keys can be written with escapes and are the same key all the same. */
function keyOf(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, place: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
