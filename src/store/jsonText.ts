/**
 * What a JSON text can hide although it parses: a key that stands twice in one object, nesting deeper than any record's, or a number
 * that is written otherwise than what is read (`1.0`, `9007199254740993`), so that the hash does not cover how it stands there.
 */
export interface HiddenFault {
  readonly code: 'duplicateKey' | 'tooDeep' | 'inexactNumber';
  /** Counted from 1. */
  readonly line: number;
  readonly detail: string;
}

/** Deepest nesting of a store file; entries are read by recursive functions (hash, canonical form). */
export const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/**
 * Looks through a text that `JSON.parse` takes for what it takes silently. Of two equal keys it keeps the last, so that people
 * and other programs may read another value than we do (RFC 8259, section 4). One pass, linear in the length of the text.
 */
export function findHiddenFault(text: string): HiddenFault | undefined {
  const objects: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '{':
        objects.push(new Set());
        break;
      case '[':
        objects.push(undefined);
        break;
      case '}':
      case ']':
        objects.pop();
        break;
      case '"': {
        const end = endOfString(text, at);
        if (isKey(text, end)) {
          const key = keyOf(text.slice(at, end));
          const keys = objects.at(-1);
          if (keys?.has(key)) return { code: 'duplicateKey', line: lineAt(text, at), detail: key.slice(0, 100) };
          keys?.add(key);
        }
        at = end - 1;
        break;
      }
      default:
        if (isDigitOrMinus(text.charCodeAt(at))) {
          const end = endOfNumber(text, at);
          const number = text.slice(at, end);
          if (String(Number(number)) !== number) return { code: 'inexactNumber', line: lineAt(text, at), detail: number.slice(0, 100) };
          at = end - 1;
        }
    }
    if (objects.length > maxDepth) return { code: 'tooDeep', line: lineAt(text, at), detail: String(maxDepth) };
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

/** The place behind the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) at += 1;
  }
  return text.length;
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

function lineAt(text: string, place: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
