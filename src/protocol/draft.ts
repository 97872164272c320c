import * as z from 'zod';
import { recordIdSchema } from '../domain/records';
import { overSchema } from '../domain/record/over';
import { instantSchema } from '../domain/foundation/time';

/** Longest text that is kept while it cannot be saved: a log pasted into a field by mistake is not lost. */
const maxTypedLength = 5_000_000;

/** Changes by field id, as a save takes them. */
export const patchSchema = z.record(z.string().max(100), z.unknown());

/** What has been typed and not saved: changes like those of a save, and texts that are no value yet (a half-typed date), by path. */
export const draftSchema = z.strictObject({
  patch: patchSchema,
  typed: z.record(z.string().max(200), z.string().max(maxTypedLength)),
  /** What each of them was typed over, by path. */
  base: overSchema.default({}),
  /** When it was last typed: of two copies the newer one counts. */
  at: instantSchema,
});

/** What a page keeps for a reload of its window: the record, the folder it lies in, what is typed, and the window in which it was typed. */
export const keptSchema = z.object({
  id: recordIdSchema,
  folder: z.string().optional(),
  window: z.union([z.uuid(), z.literal('')]).default(''),
  draft: draftSchema,
});

/** Unsaved input that was left in another window: when it was typed, by whom, and in which fields; what it says comes once it is taken. */
const leftSchema = z.object({ window: z.uuid(), at: instantSchema, by: z.string(), fields: z.array(z.string()) });

/** What every page with a form is told beside its record. */
export const formState = {
  /** The window the page stands in: what is typed belongs to it. */
  window: z.string(),
  /** The draft the host kept; only in the answer to `ready`, and when one that was left is taken. */
  draft: draftSchema.optional(),
  /** The newest draft that another window left. */
  left: leftSchema.optional(),
};

/** Names of parts of forms that were opened (`+`) or closed (`-`) once. */
export const foldsSchema = z.array(z.string().regex(/^[a-z]+:[A-Za-z]+\/[+-]$/)).max(200);

/** What every page with a form may send besides requests. */
export const formMessages = [
  /** `kept` is what the page kept over a reload, of whatever version. */
  z.strictObject({ type: z.literal('ready'), kept: z.unknown().optional() }),
  z.strictObject({ type: z.literal('draft'), draft: draftSchema }),
  /** All parts that the person has opened or closed once. */
  z.strictObject({ type: z.literal('folds'), folds: foldsSchema }),
  /** What becomes of a draft that another window left. */
  z.strictObject({ type: z.literal('left'), window: z.uuid(), answer: z.enum(['take', 'discard']) }),
  /** The folder of the record is to be at work. */
  z.strictObject({ type: z.literal('workHere') }),
] as const;

/** What a page keeps for a reload of its window. */
export type Kept = z.infer<typeof keptSchema>;
/** What has been typed and not saved. */
export type Draft = z.infer<typeof draftSchema>;
/** Nothing typed, never. */
export const emptyDraft: Draft = { patch: {}, typed: {}, base: {}, at: '1970-01-01T00:00:00.000Z' };

/** Unsaved input that was left in another window. */
export type LeftDraft = z.infer<typeof leftSchema>;
/** What every page with a form is told beside its record. */
export type FormState = z.infer<z.ZodObject<typeof formState>>;
