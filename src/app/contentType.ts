import type { PictureKind } from '../domain/incident/forms/detect';

/** What a picture's file begins with: PNG (RFC 2083), JPEG (ISO 10918), WebP (RFC 9649); null stands for any byte. */
const beginnings: readonly (readonly [PictureKind, readonly (number | null)[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
];

/** What some bytes are, whatever they are called: a picture that can be shown, a text, or a file. An SVG is a text: it could hold a script. */
export function contentTypeOf(bytes: Uint8Array): 'text' | PictureKind | 'file' {
  for (const [kind, beginning] of beginnings) if (beginning.every((byte, at) => byte === null || bytes[at] === byte)) return kind;
  return textOfBytes(bytes) === undefined ? 'file' : 'text';
}

/** The text that bytes are, in UTF-8, or UTF-16 with a mark; undefined when they are none. */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
