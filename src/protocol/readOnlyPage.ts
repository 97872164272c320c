import * as z from 'zod';
import { incidentFactsSchema } from '../domain/incident/facts';
import { figureGroupings, figuresSchema } from '../domain/incident/figures';
import { namedPeriods } from '../domain/incident/period';
import { findingSchema, setAsideSchema } from '../domain/incident/finding';
import { formFactsSchema, idSchemaOf, recordIdSchema } from '../domain/records';
import { listViewSchema, savedViewSchema } from './savedView';
import { pictureSchema, shownFields } from './shown';
import { wordsSchema } from './texts';

const incidentIdSchema = idSchemaOf('incident');

/** A file that cannot be read, in words. */
const brokenFileSchema = z.object({ id: z.string(), reason: z.string() });

/** What the host of the read-only panel sends. */
export const readOnlyHostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('words'), words: wordsSchema }),
  // The list is sent once, in portions, and then what changes.
  z.object({
    type: z.literal('list'),
    /** True where the list begins anew. */
    start: z.boolean(),
    /** How many of its records are still on their way. */
    left: z.int().min(0),
    incidents: z.array(incidentFactsSchema.extend({ faulty: z.boolean(), named: z.array(z.string()).optional() })),
    /** Records that are one form: problems, known errors, procedures, changes, components, interfaces. */
    others: z.array(formFactsSchema),
    broken: z.array(brokenFileSchema),
    /** Ids of which nothing is listed any more. */
    gone: z.array(z.string()),
  }),
  z.object({ type: z.literal('record'), id: recordIdSchema, ...shownFields }),
  /** What is kept of a row of evidence, where it is a picture; or in words why it cannot be shown. */
  z.object({ type: z.literal('kept'), row: z.string(), picture: pictureSchema.optional(), message: z.string().optional() }),
  z.object({ type: z.literal('gone'), id: z.string(), message: z.string() }),
  /** The process in figures, as it was asked for last. */
  z.object({ type: z.literal('figures'), figures: figuresSchema }),
  /** The views that the reader has kept, each time all of them. */
  z.object({ type: z.literal('views'), views: z.array(savedViewSchema) }),
  /** The patterns of failure that were found, and what this reader has put aside; or in words why they could not be looked for. */
  z.object({
    type: z.literal('findings'),
    findings: z.array(findingSchema).readonly(),
    aside: z.array(setAsideSchema).readonly(),
    message: z.string().optional(),
  }),
]);

/** A message of the read-only panel's host. */
export type ReadOnlyHostMessage = z.infer<typeof readOnlyHostMessageSchema>;
/** Which figures the read-only panel asks for. */
export type FiguresWanted = Pick<Extract<z.infer<typeof readOnlyPageMessageSchema>, { type: 'figures' }>, 'by' | 'period'>;
/** One row of the read-only panel's list. */
export type ListedIncident = Extract<ReadOnlyHostMessage, { type: 'list' }>['incidents'][number];

/** Most records that are taken out of a list at once. */
const mostTaken = 100_000;

/** Everything the read-only panel's page may send: it can look, and nothing else. */
export const readOnlyPageMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('show'), id: recordIdSchema }),
  z.strictObject({ type: z.literal('showKept'), id: incidentIdSchema, row: z.string().min(1).max(64) }),
  /** The process in figures: of what was recorded in a period, told apart by what. */
  z.strictObject({ type: z.literal('figures'), by: z.enum(figureGroupings), period: z.enum(namedPeriods) }),
  /** Look for patterns of failure, now and whenever something changes. */
  z.strictObject({ type: z.literal('showFindings') }),
  /** A finding is put aside for this reader, with a note; nothing of it goes into the store. Without a note it is taken up again. */
  z.strictObject({ type: z.literal('setAside'), key: setAsideSchema.shape.key, note: setAsideSchema.shape.note.optional() }),
  /** The record of breaches of personal data, opened as a document. */
  z.strictObject({ type: z.literal('showBreaches') }),
  /** The management report: the host asks of which period and in which form. */
  z.strictObject({ type: z.literal('makeReport') }),
  /** Keeps how one looks at a list, on the reader's side; the host asks for its name. */
  z.strictObject({ type: z.literal('keepView'), view: listViewSchema, name: savedViewSchema.shape.name.optional() }),
  z.strictObject({ type: z.literal('forgetView'), name: savedViewSchema.shape.name }),
  /** What is listed of records of one kind, into the clipboard or a document of CSV. */
  z.strictObject({ type: z.literal('take'), into: z.enum(['clipboard', 'csv']), ids: z.array(recordIdSchema).min(1).max(mostTaken) }),
]);

const [ready, show, showKept] = readOnlyPageMessageSchema.options;

/** What the page of a file of the store may send: it is read, or opened as text. */
export const recordFilePageMessageSchema = z.discriminatedUnion('type', [
  ready,
  show,
  showKept,
  z.strictObject({ type: z.literal('openText') }),
]);

/** A message of the read-only panel's page. */
export type ReadOnlyPageMessage = z.infer<typeof readOnlyPageMessageSchema>;
