import * as z from 'zod';
import { instantSchema } from '../domain/foundation/time';
import { supportLevels } from '../domain/incident/forms/qualify';
import { linkStates } from '../domain/record/link';
import { stepIds } from '../domain/vocabulary/steps';
import { maxLineLength, maxTextLength } from '../domain/forms/field';
import { idSchemaOf, recordIdSchema } from '../domain/records';
import { overSchema } from '../domain/record/over';
import { seenSchema } from '../domain/record/seen';
import { reviewSources } from '../domain/incident/review';
import { formMessages, patchSchema } from './draft';

const step = z.enum(stepIds);
const reason = z.string().max(10_000);
const rowId = z.string().min(1).max(64);
const line = z.string().max(maxLineLength);
const appliedSchema = z.strictObject({
  what: line,
  person: line,
  component: line.optional(),
  fallback: line.optional(),
  weakensSafeguard: z.enum(['yes', 'no']),
  safeguard: line.optional(),
});
/** What a request's values were typed or chosen over: refused where somebody else has changed that meanwhile. */
const over = overSchema;
/** What was shown when a request was decided on: refused where what it covers has changed since. */
const seen = seenSchema;

/** What the incident panel's page may ask its host for. Each request is answered. */
export const incidentRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('save'), step, patch: patchSchema, over }),
  z.strictObject({ type: z.literal('advance'), from: step }),
  z.strictObject({ type: z.literal('goBack'), to: step, reason }),
  z.strictObject({ type: z.literal('assign'), level: z.enum(supportLevels), person: z.string().max(1000), reason, over }),
  z.strictObject({ type: z.literal('complete') }),
  z.strictObject({ type: z.literal('reopen'), to: step, reason }),
  z.strictObject({ type: z.literal('judgeLink'), link: rowId, state: z.enum(linkStates) }),
  z.strictObject({ type: z.literal('unlink'), link: rowId }),
  z.strictObject({ type: z.literal('openLink'), link: rowId }),
  z.strictObject({ type: z.literal('addLink'), target: z.enum(['commit', 'record']) }),
  z.strictObject({ type: z.literal('openRecord'), id: z.string().max(20) }),
  z.strictObject({ type: z.literal('openFrame'), path: z.string().max(4096), line: z.number().int().min(1) }),
  /** The candidates are those the host offered last; `match` is one of them. */
  z.strictObject({
    type: z.literal('review'),
    source: z.enum(reviewSources),
    outcome: z.enum(['matches', 'none']),
    match: z.string().max(64).optional(),
    over,
  }),
  /** Matches something that was not offered: the host lets the person pick it. */
  z.strictObject({ type: z.literal('pickMatch'), source: z.enum(reviewSources), over }),
  z.strictObject({ type: z.literal('linkSimilar'), id: recordIdSchema, as: z.enum(['duplicate', 'child', 'related']) }),
  z.strictObject({ type: z.literal('findSuspects') }),
  z.strictObject({ type: z.literal('openCommit'), sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) }),
  z.strictObject({ type: z.literal('raiseProblem') }),
  z.strictObject({ type: z.literal('waitFor'), problem: idSchemaOf('problem').nullable() }),
  z.strictObject({ type: z.literal('applyWorkaround'), measure: appliedSchema, reviewAt: instantSchema, over }),
  /** Applies the workaround or solution of a known error or problem. */
  z.strictObject({
    type: z.literal('applyFrom'),
    id: recordIdSchema,
    measure: z.enum(['workaround', 'final']),
    reviewAt: instantSchema.optional(),
    over: overSchema.optional(),
  }),
  z.strictObject({ type: z.literal('comment'), text: z.string().max(maxTextLength) }),
  z.strictObject({ type: z.literal('release'), part: rowId, seen }),
  z.strictObject({ type: z.literal('restoreSafeguard'), gap: rowId, note: reason, seen }),
  z.strictObject({ type: z.literal('acceptGap'), gap: rowId, until: instantSchema, reason, seen }),
  z.strictObject({ type: z.literal('storeReport') }),
  z.strictObject({ type: z.literal('signOff'), seen }),
]);

/** Everything the incident panel's page may send. */
export const incidentPageMessageSchema = z.discriminatedUnion('type', [
  ...formMessages,
  z.strictObject({ type: z.literal('request'), id: z.number().int().min(0), request: incidentRequestSchema }),
]);

/** A request of the incident panel's page. */
export type IncidentRequest = z.infer<typeof incidentRequestSchema>;
