import * as z from 'zod';
import { actorSchema, type Actor } from '../vocabulary/actor';
import { instantSchema, type Instant } from '../foundation/time';

/** SHA-256 in lower-case hexadecimal. */
export const hashPattern = /^[0-9a-f]{64}$/;

/** Schema of a SHA-256. */
export const hashSchema = z.string().regex(hashPattern);

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

/** Most entries that one entry can name as its parents. */
export const maxParents = 1000;

/** Structural schema of an entry; what `data` must hold depends on `type` and is the reducer's business. */
export const recordEventSchema = z.strictObject({
  id: hashSchema,
  parents: z.array(hashSchema).max(maxParents),
  at: instantSchema,
  // The hash covers what is known of the person: nothing else may stand beside it.
  by: z.strictObject(actorSchema.shape),
  type: z.string().min(1).max(100),
  digest: hashSchema,
  data: z.unknown(),
});

/** An entry that has not been placed in a log yet: what happened, without when, who and where in the graph. */
export interface EventDraft {
  readonly type: string;
  readonly data: unknown;
}

/** Schemas of what each kind of entry holds, by its type. */
export type EventSchemas = Readonly<Record<string, z.ZodType>>;

/** An entry whose data has been checked, as a union over its type. */
export type EventOf<S extends EventSchemas> = {
  [T in Extract<keyof S, string>]: { readonly type: T; readonly data: z.infer<S[T]> };
}[Extract<keyof S, string>];

/** Reads an entry; undefined for a type this version does not know, for wrong data and for redacted data. */
export function readEvent<S extends EventSchemas>(schemas: S, { type, data }: EventDraft): EventOf<S> | undefined {
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  const parsed = schema?.safeParse(data);
  return parsed?.success ? ({ type, data: parsed.data } as EventOf<S>) : undefined;
}
