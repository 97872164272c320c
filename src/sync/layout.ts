import * as z from 'zod';
import { hashSchema } from '../domain/record/event';
import { definitionOf, isRecordId, kindOfId, type RecordId } from '../domain/records';
import { isOfUnknownKind } from '../store/newerKinds';

/** More often than that no history is begun anew. */
export const lastEpoch = 999_999;

/** For whom a branch is: for all who share the store, or for fewer readers, who alone get what is marked RED or AMBER+STRICT (TLP 2.0). */
export type Audience = 'all' | 'fewer';

/** The format of a branch that this version writes and reads. */
export const format = 'faultline-store/1';
/** The format of a branch, of any version of Faultline. */
export const anyFormat = /^faultline-store\/[1-9]\d{0,5}$/;

/** What tells a branch of ours from any other: whose records it carries, and how often its history was begun anew. What a newer version adds to it stays. */
export const markerSchema = z.looseObject({
  format: z.literal(format),
  store: z.string().regex(/^[0-9a-f]{32}$/),
  epoch: z.int().min(1).max(lastEpoch),
  /** For whom it is; for all where nothing is said. */
  audience: z.literal('fewer').optional(),
  /** The entry with which the register of people began; absent while it has not. */
  register: hashSchema.optional(),
});

/** The marker at the root of a branch. */
export type Marker = Readonly<z.infer<typeof markerSchema>>;

/** Where the marker lies. */
export const markerPath = 'faultline.json';
/** Where the rules for merging lie: ours, whatever a remote has there. */
export const attributesPath = '.gitattributes';
/** The rules by which plain git merges two people's entries. */
export const attributes = '*.json text eol=lf merge=union\nfaultline.json -merge\nattachments/** -text -diff -merge\n';
/** The folder of what is kept as evidence. */
export const contentFolder = 'attachments';

/** Where a record lies on the branch: by the first character of its id, so that a change rewrites a thirtieth of a folder's list. */
export function pathOf(id: RecordId): string {
  const kind = kindOfId(id);
  if (!kind) throw new RangeError(`not a record id: ${id}`);
  return `${definitionOf(kind).folder}/${id.charAt(id.indexOf('-') + 1)}/${id}.json`;
}

/** The record that lies at a path of the branch, and nowhere else; undefined where none does. */
export function recordAt(path: string): RecordId | undefined {
  const id = recordIdIn(path);
  return id && pathOf(id) === path ? id : undefined;
}

function recordIdIn(path: string): RecordId | undefined {
  const id = /\/([A-Z]{2,4}-[0-9A-Z]{6})\.json$/.exec(path)?.[1] ?? '';
  return isRecordId(id) ? id : undefined;
}

/** The folder of what is said of withdrawals. */
export const withdrawalFolder = 'withdrawn';

/** Where is said on the branch that a record goes no longer to all (`Withdrawn`). */
export function withdrawalPath(id: RecordId): string {
  return `${withdrawalFolder}/${id.charAt(id.indexOf('-') + 1)}/${id}.json`;
}

/** The record of which a path of the branch says so; undefined where none does. */
export function withdrawalAt(path: string): RecordId | undefined {
  const id = recordIdIn(path);
  return id && withdrawalPath(id) === path ? id : undefined;
}

/** Where content lies on the branch, by its SHA-256. */
export function contentPath(sha256: string): string {
  return `${contentFolder}/${sha256.slice(0, 2)}/${sha256}`;
}

/** The SHA-256 of the content that should lie at a path of the branch; undefined where none should. */
export function contentAt(path: string): string | undefined {
  const [, sha256 = ''] = /\/([0-9a-f]{64})$/.exec(path) ?? [];
  return sha256 !== '' && contentPath(sha256) === path ? sha256 : undefined;
}

/** True for where a newer version may keep a kind of record that this one does not know: it is left as it is. */
export function isOfNewerKind(path: string): boolean {
  const [, folder = '', first, id = ''] = /^([^/]+)\/([0-9A-Z])\/([^/]+)\.json$/.exec(path) ?? [];
  return isOfUnknownKind(folder, id) && id.charAt(id.indexOf('-') + 1) === first;
}
