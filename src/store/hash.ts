import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a text (as UTF-8) or bytes, in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON value in its canonical form (RFC 8785). */
export function hashOfValue(value: unknown): string {
  return sha256(canonicalize(value) ?? 'null');
}
