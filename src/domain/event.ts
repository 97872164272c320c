import * as z from 'zod';
import { actorSchema, type Actor } from './actor';
import { instantSchema, type Instant } from './time';

/** SHA-256 in lower-case hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One entry of a record's log. `id` is the hash of everything but `data` and `id`, `digest` the hash of `data`, `parents`
 * the heads the writer had seen: a Merkle DAG. `data` is null once the entry has been redacted.
 */
export interface RecordEvent {
  readonly id: string;
  readonly parents: readonly string[];
  readonly at: Instant;
  readonly by: Actor;
  readonly type: string;
  readonly digest: string;
  readonly data: unknown;
}

/** Structural schema of an entry; what `data` must hold depends on `type` and is the reducer's business. */
export const recordEventSchema = z.strictObject({
  id: hashSchema,
  parents: z.array(hashSchema).max(1000),
  at: instantSchema,
  by: actorSchema,
  type: z.string().min(1).max(100),
  digest: hashSchema,
  data: z.unknown(),
});

/** An entry that has not been placed in a log yet: what happened, without when, who and where in the graph. */
export interface EventDraft {
  readonly type: string;
  readonly data: unknown;
}
