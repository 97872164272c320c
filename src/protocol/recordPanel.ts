import * as z from 'zod';
import { actorSchema } from '../domain/vocabulary/actor';
import { recordEventSchema } from '../domain/record/event';
import { maxTextLength } from '../domain/forms/field';
import { formKinds, idSchemaOf, recordIdSchema, type FormRecordState } from '../domain/records';
import { linkSchema, linkStates } from '../domain/record/link';
import { actions } from '../domain/vocabulary/permissions';
import { instantSchema } from '../domain/foundation/time';
import { overSchema } from '../domain/record/over';
import type { Stamp } from '../domain/record/stamp';
import { seenSchema } from '../domain/record/seen';
import { formMessages, formState, patchSchema } from './draft';
import { answerSchema, chainSchema, relatedSchema, standingSchemas, wordsSchema } from './view';

const linkId = z.string().min(1).max(64);

/** What the page of a problem, known error, change, component or interface may ask its host for. Each request is answered. */
const recordRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('save'), patch: patchSchema, over: overSchema }),
  z.strictObject({ type: z.literal('comment'), text: z.string().max(maxTextLength) }),
  z.strictObject({ type: z.literal('judgeLink'), link: linkId, state: z.enum(linkStates) }),
  z.strictObject({ type: z.literal('unlink'), link: linkId }),
  z.strictObject({ type: z.literal('openLink'), link: linkId }),
  z.strictObject({ type: z.literal('addLink'), target: z.enum(['commit', 'record']) }),
  z.strictObject({ type: z.literal('openRecord'), id: z.string().max(20) }),
  z.strictObject({ type: z.literal('release'), seen: seenSchema }),
  z.strictObject({ type: z.literal('makeKnownError') }),
  /** Applies the known error's workaround or solution to the chosen incidents. */
  z.strictObject({
    type: z.literal('apply'),
    measure: z.enum(['workaround', 'final']),
    incidents: z.array(idSchemaOf('incident')).min(1).max(500),
    reviewAt: instantSchema.optional(),
  }),
]);

/** Everything that page may send. */
export const recordPageMessageSchema = z.discriminatedUnion('type', [
  ...formMessages,
  z.strictObject({ type: z.literal('request'), id: z.number().int().min(0), request: recordRequestSchema }),
]);

/** A request of that page. */
export type RecordRequest = z.infer<typeof recordRequestSchema>;

const stamp = z.object({ at: instantSchema, by: actorSchema });

/** A folded record as it travels to a page. Field values were checked by the fold. */
const recordSchema = z.object({
  id: recordIdSchema,
  kind: z.enum(formKinds),
  values: z.record(z.string(), z.unknown()),
  links: z.array(linkSchema),
  releases: z.array(z.tuple([z.string(), stamp])),
  recorded: stamp.optional(),
  changedAt: instantSchema.optional(),
  conflicts: z.array(z.object({ path: z.string(), event: z.string(), other: z.string(), otherValue: z.unknown() })),
  timeline: z.array(recordEventSchema),
  ...standingSchemas,
});

/** An open incident that is linked to the record, and whether the record's workaround and solution have been applied to it. */
const linkedIncidentSchema = z.object({
  id: idSchemaOf('incident'),
  title: z.string(),
  hasWorkaround: z.boolean(),
  hasSolution: z.boolean(),
});

/** What the host of that page sends. */
export const recordHostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('words'), words: wordsSchema }),
  z.object({
    type: z.literal('state'),
    record: recordSchema.transform(({ releases, ...rest }) => ({ ...rest, releases: new Map(releases) }) as unknown as FormRecordState),
    integrityFaults: z.array(z.string()),
    related: z.array(relatedSchema),
    chain: chainSchema,
    incidents: z.array(linkedIncidentSchema),
    may: z.array(z.enum(actions)),
    userName: z.string(),
    ...formState,
  }),
  z.object({ type: z.literal('gone'), message: z.string() }),
  answerSchema,
]);

/** A record as it is sent: messages are JSON, which has no maps. */
type SentRecord = Omit<FormRecordState, 'releases'> & { readonly releases: readonly (readonly [string, Stamp])[] };

/** A message as it is sent, where the page reads a record out of it. */
export type SentRecordMessage =
  | Exclude<RecordHostMessage, { type: 'state' }>
  | (Omit<Extract<RecordHostMessage, { type: 'state' }>, 'record'> & { readonly record: SentRecord });

/** A message of that page's host. */
export type RecordHostMessage = z.output<typeof recordHostMessageSchema>;
/** An open incident linked to the record. */
export type LinkedIncident = z.infer<typeof linkedIncidentSchema>;
