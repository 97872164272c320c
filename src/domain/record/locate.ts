import { windowsAlike } from '../foundation/fingerprint';
import type { LinkTarget } from './link';

/** Where the text a file link was made from stands in the file now. */
export type Placement =
  { readonly state: 'inPlace' | 'changed' } | { readonly state: 'moved'; readonly lines: { readonly from: number; readonly to: number } };

/** How many times the length of the file is hashed at most while one looks for lines that have moved. */
const mostHashed = 64;

/**
 * Finds linked lines again after edits, the nearest place first. `hash` is SHA-256 of a text as hexadecimal. Lines are compared
 * without their line ends, so that a checkout with CRLF is no change. The cost grows with the file: the fingerprint of a link tells
 * the places that are worth a hash; without one (links of the first versions) only as many are tried as the limit allows.
 */
export function locate(target: Extract<LinkTarget, { type: 'file' }>, content: string, hash: (text: string) => string): Placement {
  const lines = content.split(/\r?\n/);
  const { lines: range, textHash, fingerprint } = target;
  if (!textHash) return { state: 'inPlace' };
  if (!range) return { state: hash(lines.join('\n')) === textHash ? 'inPlace' : 'changed' };
  const length = range.to - range.from + 1;
  const isAt = (first: number): boolean => hash(lines.slice(first - 1, first - 1 + length).join('\n')) === textHash;
  if (isAt(range.from)) return { state: 'inPlace' };
  let left = Math.floor((mostHashed * lines.length) / length);
  for (const first of placesFor(lines, length, range.from, fingerprint)) {
    if (left-- <= 0) break;
    if (isAt(first)) return { state: 'moved', lines: { from: first, to: first + length - 1 } };
  }
  return { state: 'changed' };
}

/** First lines, counted from 1, at which a text of this length can stand, the nearest to `from` first. */
function placesFor(lines: readonly string[], length: number, from: number, fingerprint: string | undefined): readonly number[] {
  const last = lines.length - length + 1;
  const alike = fingerprint === undefined ? undefined : windowsAlike(lines, length, fingerprint);
  const places = alike ?? Array.from({ length: Math.max(0, last) }, (_, index) => index + 1);
  return places.filter(place => place !== from).sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
}
