import { incidentFactsSchema } from '../domain/incident/facts';
import * as z from 'zod';
import { actorSchema } from '../domain/vocabulary/actor';
import { recordEventSchema } from '../domain/record/event';
import { actions } from '../domain/vocabulary/permissions';
import { instantSchema } from '../domain/foundation/time';
import { priorities } from '../domain/vocabulary/priority';
import { linkSchema, linkStates } from '../domain/record/link';
import { misfits } from '../domain/record/standing';
import { priorityMatrixSchema } from '../domain/vocabulary/priority';
import { candidateSchema, reviewSources } from '../domain/incident/review';
import { stepIds } from '../domain/vocabulary/steps';
import { idSchemaOf } from '../domain/records';
import type { Incident } from '../domain/incident/incident';
import type { Stamp } from '../domain/record/stamp';
import { formState } from './draft';
import { insightSchema } from './insight';

const stamp = z.object({ at: instantSchema, by: actorSchema });

/** Entries that do not count, and decisions that no longer hold, as they travel. */
export const standingSchemas = {
  disregarded: z.array(
    z.object({ event: z.string(), type: z.string(), at: instantSchema, by: actorSchema, reason: z.enum([...actions, ...misfits]) }),
  ),
  fallen: z.array(z.object({ event: z.string(), cause: z.string(), unseen: z.boolean() })),
};

/** A folded incident as it travels to a page. Field values were checked by the fold. */
const incidentSchema = z.object({
  kind: z.literal('incident'),
  id: idSchemaOf('incident'),
  step: z.enum(stepIds),
  open: z.boolean(),
  values: z.record(z.string(), z.unknown()),
  priority: z.enum(priorities).optional(),
  links: z.array(linkSchema),
  gaps: z.array(
    z.object({
      id: z.string(),
      safeguard: z.string(),
      component: z.string(),
      since: instantSchema,
      openedBy: actorSchema,
      restored: z.object({ at: instantSchema, by: actorSchema, note: z.string() }).optional(),
      accepted: z.object({ at: instantSchema, by: actorSchema, until: instantSchema, reason: z.string() }).optional(),
    }),
  ),
  releases: z.array(z.tuple([z.string(), stamp])),
  reviews: z.partialRecord(
    z.enum(reviewSources),
    stamp.extend({
      outcome: z.enum(['matches', 'none']),
      match: z.object({ id: z.string(), title: z.string() }).optional(),
      candidates: z.array(candidateSchema),
    }),
  ),
  applied: z.array(z.tuple([z.string(), z.string()])),
  waitsFor: z.string().optional(),
  finalReport: stamp.extend({ sha256: z.string(), text: z.string() }).optional(),
  signOff: stamp.optional(),
  recorded: stamp.optional(),
  closed: stamp.optional(),
  changedAt: instantSchema.optional(),
  passed: z.array(z.enum(stepIds)),
  conflicts: z.array(z.object({ path: z.string(), event: z.string(), other: z.string(), otherValue: z.unknown() })),
  timeline: z.array(recordEventSchema),
  ...standingSchemas,
});

/** Another record this one is linked to, from either side; `relation` is a key of the link words. */
export const relatedSchema = z.object({ id: z.string(), title: z.string(), open: z.boolean(), relation: z.string(), state: z.string() });

/** Cause and effect around a record. */
export const chainSchema = z.object({
  nodes: z.array(z.object({ id: z.string(), title: z.string(), open: z.boolean(), level: z.number().int() })),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: z.enum(['causes', 'hasDuplicate', 'parentOf', 'fixes', 'worksAroundIn', 'relatedTo']),
      state: z.enum(linkStates),
    }),
  ),
});

/** One incident as a page shows it. */
export const incidentViewSchema = z.object({
  incident: incidentSchema.transform(
    ({ releases, applied, ...rest }) => ({ ...rest, releases: new Map(releases), applied: new Map(applied) }) as unknown as Incident,
  ),
  /** What the verification of the log found, in words; empty when all is well. */
  integrityFaults: z.array(z.string()),
  related: z.array(relatedSchema),
  chain: chainSchema,
});

/** One incident as a page shows it. */
export type IncidentView = z.infer<typeof incidentViewSchema>;

/** An incident as it is sent: messages are JSON, which has no maps. */
type SentIncident = Omit<Incident, 'releases' | 'applied'> & {
  readonly releases: readonly (readonly [string, Stamp])[];
  readonly applied: readonly (readonly [string, string])[];
};

/** One incident as it is sent to a page. */
export type SentView = Omit<IncidentView, 'incident'> & { readonly incident: SentIncident };

/** A message as it is sent, where a page reads `M` out of it. */
export type Sent<M> = M extends { readonly view: IncidentView } ? Omit<M, 'view'> & { readonly view: SentView } : M;

/** A view as it is sent. */
export function sentView({ incident, ...rest }: IncidentView): SentView {
  return { ...rest, incident: { ...incident, releases: [...incident.releases], applied: [...incident.applied] } };
}

/** Texts by key. */
export const wordsSchema = z.record(z.string(), z.string());

/** The answer to a request of a form. */
export const answerSchema = z.object({
  type: z.literal('answer'),
  id: z.number(),
  ok: z.boolean(),
  message: z.string(),
  /** Where the page puts the focus. */
  field: z.string().optional(),
  /** True when it was refused because somebody else changed meanwhile what it would overwrite. */
  changed: z.boolean().optional(),
});

/** What the host of the incident panel sends. */
export const incidentHostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('words'), words: wordsSchema }),
  z.object({
    type: z.literal('state'),
    view: incidentViewSchema,
    may: z.array(z.enum(actions)),
    priorityMatrix: priorityMatrixSchema,
    userName: z.string(),
    ...formState,
  }),
  z.object({ type: z.literal('insight'), insight: insightSchema }),
  z.object({ type: z.literal('showStep'), step: z.enum(stepIds) }),
  z.object({ type: z.literal('gone'), message: z.string() }),
  answerSchema,
]);

/** A message of the incident panel's host. */
export type IncidentHostMessage = z.output<typeof incidentHostMessageSchema>;

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
    incidents: z.array(incidentFactsSchema.extend({ faulty: z.boolean() })),
    broken: z.array(brokenFileSchema),
    /** Ids of which nothing is listed any more. */
    gone: z.array(z.string()),
  }),
  z.object({ type: z.literal('incident'), view: incidentViewSchema }),
  z.object({ type: z.literal('gone'), id: z.string(), message: z.string() }),
]);

/** A message of the read-only panel's host. */
export type ReadOnlyHostMessage = z.output<typeof readOnlyHostMessageSchema>;
/** One row of the read-only panel's list. */
export type ListedIncident = Extract<z.infer<typeof readOnlyHostMessageSchema>, { type: 'list' }>['incidents'][number];

/** Everything the read-only panel's page may send: it can look, and nothing else. */
export const readOnlyPageMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('show'), id: idSchemaOf('incident') }),
]);
