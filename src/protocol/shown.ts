import { pictureKinds } from '../domain/incident/forms/detect';
import * as z from 'zod';
import { linkRelations, linkStates } from '../domain/record/link';
import { idSchemaOf } from '../domain/records';
import { roles } from '../domain/vocabulary/actor';
import type { Register, Tenure } from '../domain/vocabulary/register';
import { logDeltaSchema } from './log';

/** Another record this one is linked to, from either side. */
const relatedSchema = z.object({
  id: z.string(),
  title: z.string(),
  open: z.boolean(),
  relation: z.enum(linkRelations),
  state: z.string(),
});

/** Cause and effect around a record. */
const chainSchema = z.object({
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

/** An open incident that is linked to the record, and whether the record's workaround and solution have been applied to it. */
const linkedIncidentSchema = z.object({
  id: idSchemaOf('incident'),
  title: z.string(),
  hasWorkaround: z.boolean(),
  hasSolution: z.boolean(),
});

const tenureSchema: z.ZodType<Tenure> = z.object({
  who: z.object({ name: z.string(), email: z.string() }),
  role: z.enum(roles),
  from: z.string(),
  until: z.string().optional(),
});

const registerSchema: z.ZodType<Register> = z.object({
  since: z.string().optional(),
  tenures: z.array(tenureSchema),
  refused: z.array(z.string()),
});

/** What a page cannot fold out of the record's own log. */
const aroundSchema = z.object({
  /** What the verification of the log found, in words; empty when all is well. */
  faults: z.array(z.string()),
  /** The register of people, by which the log is folded. */
  register: registerSchema.optional(),
  related: z.array(relatedSchema),
  chain: chainSchema,
  openIncidents: z.array(linkedIncidentSchema),
  /** What is known of who made an entry, in words, by its id; none where it is not asked. */
  proofs: z.record(z.string(), z.string()),
  /** True where others know of a raised label, of which nothing is here: what is added stays here. */
  withdrawn: z.boolean().optional(),
});

/** A picture as a page shows it: what it is, and its bytes in base 64. */
export const pictureSchema = z.object({ type: z.enum(pictureKinds), data: z.string() });

/** A record as a page gets it: its log, which the page folds, and what stands around it. */
export const shownFields = { log: logDeltaSchema, around: aroundSchema };

/** What stands around a record: in other records, and in what the log's verification found. */
export type Around = z.infer<typeof aroundSchema>;
/** An open incident linked to the record. */
export type LinkedIncident = z.infer<typeof linkedIncidentSchema>;
