import * as z from 'zod';
import { recordIdSchema } from '../domain/records';
import { actions } from '../domain/vocabulary/permissions';
import { releaseRules } from '../domain/incident/measure';
import { ownDutiesSchema } from '../domain/vocabulary/ownDuty';
import { priorityMatrixSchema } from '../domain/vocabulary/priority';
import { stepIds } from '../domain/vocabulary/steps';
import { foldsSchema, formMessages, formState } from './draft';
import { insightSchema } from './insight';
import { pictureSchema, shownFields } from './shown';
import { wordsSchema } from './texts';

/** Everything that the page of a record may send, whose requests are `R`. */
export type PageMessage<R> =
  z.infer<(typeof formMessages)[number]> | { readonly type: 'request'; readonly id: number; readonly request: R };

/** Schema of everything that the page of a record may send, whose requests are `R`. */
export function pageMessageSchema<R>(request: z.ZodType<R>): z.ZodType<PageMessage<R>> {
  return z.discriminatedUnion('type', [
    ...formMessages,
    z.strictObject({ type: z.literal('request'), id: z.number().int().min(0), request }),
  ]);
}

/** Where a page can be asked to be: at the form of a step, or at what the short way to completion asks. */
const pagePlaces = [...stepIds, 'completion'] as const;
/** One of these. */
export type PagePlace = (typeof pagePlaces)[number];

/** The answer to a request of a form. */
const answerSchema = z.object({
  type: z.literal('answer'),
  id: z.number(),
  ok: z.boolean(),
  message: z.string(),
  /** Where the page puts the focus. */
  field: z.string().optional(),
  /** True when it was refused because somebody else changed meanwhile what it would overwrite. */
  changed: z.boolean().optional(),
  /** A picture that was asked for, in base 64. */
  picture: pictureSchema.optional(),
});

/** What the host of a record's page sends. */
export const recordHostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('words'), words: wordsSchema }),
  z.object({ type: z.literal('folds'), folds: foldsSchema }),
  z.object({
    type: z.literal('record'),
    id: recordIdSchema,
    /** The path of the folder it lies in: what the page keeps is of that. */
    folder: z.string(),
    ...shownFields,
    /** What the person may do. */
    may: z.array(z.enum(actions)),
    /** Only proposed in forms. */
    userName: z.string(),
    /** The rules in force that the page judges by while one types. */
    rules: z.object({ priorityMatrix: priorityMatrixSchema, releaseRule: z.enum(releaseRules), ownDuties: ownDutiesSchema }),
    ...formState,
  }),
  /** What was found out about the record as it stands in the form. */
  z.object({ type: z.literal('insight'), insight: insightSchema }),
  z.object({ type: z.literal('show'), place: z.enum(pagePlaces), path: z.string().max(200).optional() }),
  z.object({ type: z.literal('gone'), message: z.string() }),
  /** Another folder is at work than that of the record, whose name this is: nothing can be asked. */
  z.object({ type: z.literal('elsewhere'), folder: z.string() }),
  answerSchema,
]);

/** A message of the host of a record's page. */
export type RecordHostMessage = z.infer<typeof recordHostMessageSchema>;
/** The host's answer to a request. */
export type AnswerMessage = Extract<RecordHostMessage, { type: 'answer' }>;
/** What a page gets of a record. */
export type RecordMessage = Extract<RecordHostMessage, { type: 'record' }>;
