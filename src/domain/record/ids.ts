import * as z from 'zod';

/** Record kinds, their id prefixes and their folders in the store (DESIGN: one file per record). */
export const recordKinds = {
  incident: { prefix: 'INC', folder: 'incidents' },
  problem: { prefix: 'PRB', folder: 'problems' },
  knownError: { prefix: 'KE', folder: 'known-errors' },
  change: { prefix: 'CHG', folder: 'changes' },
  component: { prefix: 'CMP', folder: 'components' },
  interface: { prefix: 'IFC', folder: 'interfaces' },
} as const;

/** A kind of record the store can hold. */
export type RecordKind = keyof typeof recordKinds;

/** Records that are kept besides incidents: what is known beforehand, and what becomes known. */
export type CatalogueKind = Exclude<RecordKind, 'incident'>;

/** The kinds of record besides incidents. */
export const catalogueKinds = ['problem', 'knownError', 'change', 'component', 'interface'] as const satisfies readonly CatalogueKind[];

/** `PREFIX-` and six Crockford base-32 characters, for example `INC-7K3QF2`. */
export type RecordId = `${(typeof recordKinds)[RecordKind]['prefix']}-${string}`;

/** Crockford's base-32 alphabet: no I, L, O, U, so that an id survives being read out on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idPattern = /^(INC|PRB|KE|CHG|CMP|IFC)-[0-9A-HJKMNP-TV-Z]{6}$/;

/** Makes an id from at least six random bytes; the caller checks it against the store. */
export function newRecordId(kind: RecordKind, random: Uint8Array): RecordId {
  if (random.length < 6) throw new RangeError('a record id needs six random bytes');
  const tail = Array.from(random.subarray(0, 6), byte => alphabet[byte & 31]).join('');
  return `${recordKinds[kind].prefix}-${tail}`;
}

/** True when `text` is a well-formed record id. */
export function isRecordId(text: string): text is RecordId {
  return idPattern.test(text);
}

/** Schema of a record id. */
export const recordIdSchema = z.string().refine(isRecordId, 'not a record id');

/** True when `text` is the id of an incident. */
export function isIncidentId(text: string): text is RecordId {
  return kindOfId(text) === 'incident';
}

/** The kind a well-formed id belongs to; undefined for anything else. */
export function kindOfId(id: string): RecordKind | undefined {
  if (!isRecordId(id)) return undefined;
  const prefix = id.slice(0, id.indexOf('-'));
  return (Object.keys(recordKinds) as RecordKind[]).find(kind => recordKinds[kind].prefix === prefix);
}
