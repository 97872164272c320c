import * as z from 'zod';
import { maxLineLength, maxTextLength } from '../domain/forms/field';
import { instantSchema } from '../domain/foundation/time';
import { dueNameSchema } from '../domain/incident/due';
import { supportLevels } from '../domain/vocabulary/supportLevels';
import { procedurePlaces } from '../domain/incident/procedureSteps';
import { reviewSources } from '../domain/incident/review';
import { reviewOutcomes } from '../domain/incident/forms/analyse';
import { commitHashSchema } from '../domain/record/commitHash';
import { hashSchema } from '../domain/record/event';
import { measureKinds } from '../domain/vocabulary/measureKind';
import { linkStates, similarLinks } from '../domain/record/link';
import { overSchema } from '../domain/record/over';
import { onBehalfSchema } from '../domain/record/release';
import { seenSchema } from '../domain/record/seen';
import { idSchemaOf, recordIdSchema } from '../domain/records';
import { stepIds } from '../domain/vocabulary/steps';
import { patchSchema } from './draft';

/** Longest picture, in characters of base 64: 20 MB. */
const longestPicture = 28_000_000;

const step = z.enum(stepIds);
const reason = z.string().max(10_000);
const rowId = z.string().min(1).max(64);
const line = z.string().max(maxLineLength);
const dutyId = z.string().min(1).max(64);
const appliedSchema = z.strictObject({
  what: line,
  person: line,
  component: line.optional(),
  fallback: line.optional(),
  weakensSafeguard: z.enum(['yes', 'no']),
  safeguard: line.optional(),
  needsOutage: z.enum(['yes', 'no']).optional(),
});
/** What a request's values were typed or chosen over: refused where somebody else has changed that meanwhile. */
const over = overSchema;
/** What was shown when a request was decided on: refused where what it covers has changed since. */
const seen = seenSchema;

const comment = z.strictObject({ type: z.literal('comment'), text: z.string().max(maxTextLength) });
const judgeLink = z.strictObject({ type: z.literal('judgeLink'), link: rowId, state: z.enum(linkStates) });
const unlink = z.strictObject({ type: z.literal('unlink'), link: rowId });
const openLink = z.strictObject({ type: z.literal('openLink'), link: rowId });
const addLink = z.strictObject({ type: z.literal('addLink'), target: z.enum(['commit', 'record']) });
const openRecord = z.strictObject({ type: z.literal('openRecord'), id: z.string().max(20) });
/** The host lets the person pick the entry. */
const redactEntry = z.strictObject({ type: z.literal('redactEntry') });

/** The longest path of a conflict names a link to a file. */
const settle = z.strictObject({
  type: z.literal('settle'),
  path: z.string().max(5000),
  wanted: hashSchema,
  shown: z.array(hashSchema).max(20),
});

/** What the page of a record of any kind may ask its host for. */
const common = [comment, judgeLink, unlink, openLink, addLink, openRecord, redactEntry, settle] as const;

/** What is asked for by the editor's own pickers: telling another party, its acknowledgement, a safeguard that is off, the officer's assessment, a draft. */
const hostActs = ['tellParty', 'acknowledgeHandOver', 'safeguardOff', 'assessSecurity', 'draftNotice'] as const;

/** What the page of an incident may ask its host for. Each request is answered. */
export const incidentRequestSchema = z.discriminatedUnion('type', [
  ...common,
  z.strictObject({ type: z.literal('save'), step, patch: patchSchema, over }),
  z.strictObject({ type: z.literal('advance'), from: step }),
  z.strictObject({ type: z.literal('goBack'), to: step, reason }),
  z.strictObject({ type: z.literal('assign'), level: z.enum(supportLevels), person: z.string().max(1000), reason, over }),
  z.strictObject({ type: z.literal('complete') }),
  z.strictObject({ type: z.literal('completeShortly'), patch: patchSchema, over }),
  z.strictObject({ type: z.literal('reopen'), to: step, reason }),
  z.strictObject({ type: z.literal('archive') }),
  z.strictObject({ type: z.literal('bringBack') }),
  z.strictObject({ type: z.literal('openFrame'), path: z.string().max(4096), line: z.number().int().min(1) }),
  /** The candidates are those the host offered last; `match` is one of them. */
  z.strictObject({
    type: z.literal('review'),
    source: z.enum(reviewSources),
    outcome: z.enum(reviewOutcomes),
    match: z.string().max(64).optional(),
    over,
  }),
  /** That none applies, of each review that has no outcome yet. */
  z.strictObject({ type: z.literal('reviewNone'), over }),
  /** Matches something that was not offered: the host lets the person pick it. */
  z.strictObject({ type: z.literal('pickMatch'), source: z.enum(reviewSources), over }),
  z.strictObject({ type: z.literal('linkSimilar'), id: recordIdSchema, as: z.enum(similarLinks) }),
  /** What the host asks the person for itself, as its commands do. */
  z.strictObject({ type: z.literal('askHost'), act: z.enum(hostActs), duty: dutyId.optional() }),
  /** Answers something due as its row in the tree does. */
  z.strictObject({ type: z.literal('answerDue'), due: dueNameSchema }),
  z.strictObject({
    type: z.literal('noticeSent'),
    duty: dutyId,
    at: instantSchema,
    person: line.optional(),
    reference: line.optional(),
    lateReason: reason.optional(),
    seen,
  }),
  z.strictObject({ type: z.literal('findSuspects') }),
  /** How good the suspects are in this repository. */
  z.strictObject({ type: z.literal('tryOutSuspects') }),
  z.strictObject({ type: z.literal('openCommit'), sha: commitHashSchema }),
  /** Opens the suspect place of a commit. */
  z.strictObject({ type: z.literal('openSuspect'), sha: commitHashSchema }),
  z.strictObject({ type: z.literal('judgeSuspect'), sha: commitHashSchema, state: z.enum(linkStates) }),
  z.strictObject({ type: z.literal('raiseProblem') }),
  z.strictObject({ type: z.literal('attachEvidence') }),
  /** A pasted or dropped picture in base 64. */
  z.strictObject({ type: z.literal('attachPicture'), data: z.string().max(longestPicture) }),
  /** What is kept of a row of evidence. */
  z.strictObject({ type: z.literal('showContent'), row: rowId }),
  /** Of the handling instructions as they stand in the form, typed and not saved. */
  z.strictObject({ type: z.literal('makeProcedure'), instructions: z.string().optional() }),
  /** Takes over the steps of a procedure as they are saved there. */
  z.strictObject({ type: z.literal('takeProcedure'), id: idSchemaOf('procedure'), into: z.enum(procedurePlaces) }),
  z.strictObject({ type: z.literal('waitFor'), problem: idSchemaOf('problem').nullable() }),
  z.strictObject({ type: z.literal('applyWorkaround'), measure: appliedSchema, reviewAt: instantSchema, over }),
  z.strictObject({ type: z.literal('applySolution'), measure: appliedSchema }),
  /** Applies the workaround or solution of a known error or problem. */
  z.strictObject({
    type: z.literal('applyFrom'),
    id: recordIdSchema,
    measure: z.enum(measureKinds),
    reviewAt: instantSchema.optional(),
    over: overSchema.optional(),
  }),
  z.strictObject({ type: z.literal('release'), part: rowId, seen }),
  z.strictObject({ type: z.literal('askRelease'), measure: rowId }),
  z.strictObject({ type: z.literal('refuseRelease'), measure: rowId, reason, seen }),
  z.strictObject({ type: z.literal('recordApproval'), part: rowId, onBehalf: onBehalfSchema.strict(), seen }),
  z.strictObject({ type: z.literal('restoreSafeguard'), gap: rowId, note: reason, seen }),
  z.strictObject({ type: z.literal('acceptGap'), gap: rowId, until: instantSchema, reason, seen }),
  z.strictObject({ type: z.literal('storeReport') }),
  z.strictObject({ type: z.literal('openReport') }),
  z.strictObject({ type: z.literal('saveReport') }),
  z.strictObject({ type: z.literal('signOff'), seen }),
]);

/** What the page of a record that is one form may ask its host for. Each request is answered. */
export const formRequestSchema = z.discriminatedUnion('type', [
  ...common,
  z.strictObject({ type: z.literal('save'), patch: patchSchema, over }),
  z.strictObject({ type: z.literal('release'), seen }),
  z.strictObject({ type: z.literal('makeKnownError') }),
  /** Applies the known error's workaround or solution to the chosen incidents. */
  z.strictObject({
    type: z.literal('apply'),
    measure: z.enum(measureKinds),
    incidents: z.array(idSchemaOf('incident')).min(1).max(500),
    reviewAt: instantSchema.optional(),
  }),
]);

/** A request of the page of a record of any kind. */
export type CommonRequest = z.infer<(typeof common)[number]>;
/** A request of the page of an incident. */
export type IncidentRequest = z.infer<typeof incidentRequestSchema>;
/** A request of the page of a record that is one form. */
export type FormRequest = z.infer<typeof formRequestSchema>;
