import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a text (as UTF-8) or bytes, in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** SHA-256 of a JSON value in its canonical form (RFC 8785). */
export function hashOfValue(value: unknown): string {
  return sha256(canonicalText(value));
}

/** A JSON value in its canonical form (RFC 8785); throws for one that has none (half surrogate pairs, section 3.2.2.2). */
export function canonicalText(value: unknown): string {
  // What was written in canonical form is read so: the engine's own function is several times as fast.
  return isInOrder(value) ? JSON.stringify(value) : (canonicalize(value) ?? 'null');
}

/** True for what `JSON.parse` gives of a canonical text, and for nothing that `JSON.stringify` would write in another way. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let last: string | undefined;
  for (const key in value) {
    if ((last !== undefined && last >= key) || !key.isWellFormed() || !isInOrder((value as Record<string, unknown>)[key])) return false;
    last = key;
  }
  return true;
}
