import * as z from 'zod';

/** The id of a record of whatever kind, also of one that only a newer version knows: `PREFIX-` and six Crockford base-32 characters. */
export type AnyId = `${string}-${string}`;

/** Crockford's base-32 alphabet: no I, L, O, U, so that an id survives being read out on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idPattern = /^[A-Z]{2,4}-[0-9A-HJKMNP-TV-Z]{6}$/;
/** Random bytes that one id takes. */
export const randomBytesOfId = 6;

/** True when `text` is a well-formed id, for example `INC-7K3QF2`. */
export function isAnyId(text: string): text is AnyId {
  return idPattern.test(text);
}

/** Schema of a well-formed id. */
export const anyIdSchema = z.string().refine(isAnyId, 'not a record id');

/** What a well-formed id begins with, before the hyphen. */
export function prefixOf(id: AnyId): string {
  return id.slice(0, id.indexOf('-'));
}

/** True when `text` is a well-formed id with this prefix. */
export function hasPrefix<P extends string>(prefix: P, text: string): text is `${P}-${string}` {
  return isAnyId(text) && text.startsWith(`${prefix}-`);
}

/** Makes an id from at least six random bytes; the caller checks it against the store. */
export function newId<P extends string>(prefix: P, random: Uint8Array): `${P}-${string}` {
  if (random.length < randomBytesOfId) throw new RangeError('a record id needs six random bytes');
  return `${prefix}-${Array.from(random.subarray(0, randomBytesOfId), byte => alphabet[byte & 31]).join('')}`;
}
