import * as z from 'zod';
import { failure, success, type Result } from '../foundation/result';
import { hashSchema, type EventDraft, type RecordEvent } from './event';

/** A signature covers no more entries than this: whoever signs decides one thing at a time. */
const mostCovered = 100;

/**
 * What an entry holds by which somebody signs others: their ids, and a signature of OpenSSH (PROTOCOL.sshsig) over `signedText` in base64,
 * which names the key that made it. An entry of its own, so that merging stays a union of entries.
 */
export const signedSchema = z.object({ entries: z.array(hashSchema).min(1).max(mostCovered), signature: z.string().min(1).max(8000) });

/** The entry that adds a signature to a log; `noSuchEntry` where one that it covers is not there. */
export function signed(
  events: readonly RecordEvent[],
  entries: readonly string[],
  signature: string,
): Result<readonly EventDraft[], { readonly code: 'noSuchEntry' }> {
  const known = new Set(events.map(({ id }) => id));
  if (!entries.every(id => known.has(id))) return failure({ code: 'noSuchEntry' });
  return success([{ type: 'record.signed', data: { entries: [...entries].sort(), signature } satisfies z.infer<typeof signedSchema> }]);
}
