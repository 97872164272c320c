import type { Instant } from '../foundation/time';
import type { Actor } from '../vocabulary/actor';
import type { RecordEvent } from './event';
import type { AnyId } from './ids';
import { signedSchema } from './signature';

/**
 * What is signed: canonical JSON (RFC 8785) of the record and the ids of the entries in order. The ids are hashes over all that the entries say,
 * and over those before them; with the record's own id none of it can be moved elsewhere.
 */
export function signedText(record: AnyId, entries: readonly string[]): string {
  return JSON.stringify({ entries: [...entries].sort(), format: 'faultline-signature/1', record });
}

/** A signature as it stands in a log, not checked. */
export interface Signature {
  /** The entry that holds it. */
  readonly entry: string;
  readonly covers: readonly string[];
  readonly text: string;
  readonly signature: string;
}

/** The signatures of a record. */
export function signaturesIn(record: AnyId, timeline: readonly RecordEvent[]): readonly Signature[] {
  return timeline.flatMap(({ id, type, data }) => {
    const read = type === 'record.signed' ? signedSchema.safeParse(data).data : undefined;
    if (!read) return [];
    return [{ entry: id, covers: read.entries, text: signedText(record, read.entries), signature: read.signature }];
  });
}

/**
 * What is known of who made an entry: `proven` by a signature with a key that was theirs then, `notValid` where one is broken, of something else
 * or by another person's key, `claimed` where there is none, or by a key that nobody has entered for anybody.
 */
export type Proof = 'proven' | 'claimed' | 'notValid';

/** Whose a key was at a time: this person's, another's, or nobody's by the register of people. */
export type KeyOwner = 'theirs' | 'anothers' | 'nobodys';

/** What a signature was found to be: the key that made it (kind and base64, as SSH writes it); undefined where it proves nothing. */
export type MadeBy = (signature: Signature) => string | undefined;

/** Whose a key was when somebody made an entry. */
export type WhoseKey = (key: string, by: Actor, at: Instant) => KeyOwner;

/** What is known of who made each of these entries, by its id. Of several signatures over one entry the best counts: nobody can spoil another's. */
export function proofsOf(
  entries: readonly RecordEvent[],
  signatures: readonly Signature[],
  madeBy: MadeBy,
  whose: WhoseKey,
): ReadonlyMap<string, Proof> {
  const covering = new Map<string, Signature[]>(entries.map(({ id }) => [id, []]));
  for (const signature of signatures) for (const id of new Set(signature.covers)) covering.get(id)?.push(signature);
  return new Map(
    entries.map(({ id, by, at }) => {
      const proofs = (covering.get(id) ?? []).map((signature): Proof => {
        const key = madeBy(signature);
        return key === undefined ? 'notValid' : proofBy[whose(key, by, at)];
      });
      return [id, proofs.includes('proven') ? 'proven' : proofs.includes('notValid') ? 'notValid' : 'claimed'];
    }),
  );
}

const proofBy: Readonly<Record<KeyOwner, Proof>> = { theirs: 'proven', anothers: 'notValid', nobodys: 'claimed' };
