import * as z from 'zod';
import { protectionNeeds } from '../domain/vocabulary/protectionNeed';
import { interfaceParties } from '../domain/vocabulary/parties';
import { failureKinds, idSchemaOf, recordIdSchema } from '../domain/records';
import { candidateSchema } from '../domain/incident/review';
import { commitHashSchema } from '../domain/record/commitHash';
import { linkStates } from '../domain/record/link';

/** A past incident, problem or known error like the one at hand, with what became of it and why it is shown. */
const similarSchema = candidateSchema.extend({
  id: recordIdSchema,
  kind: z.enum(failureKinds),
  open: z.boolean(),
  workaround: z.string().optional(),
  solution: z.string().optional(),
  instructions: z.string().optional(),
});

/** A procedure that fits, with how many steps it has and why it is offered. */
const procedureSchema = candidateSchema.extend({ id: idSchemaOf('procedure'), steps: z.number().int().min(0) });

const frameSchema = z.object({
  text: z.string(),
  /** Where the frame lies in the workspace; absent for a frame outside of it. */
  path: z.string().optional(),
  line: z.number().int().min(1).optional(),
});

const suspectSchema = z.object({
  sha: commitHashSchema,
  subject: z.string(),
  author: z.string(),
  /** 0 to 1. */
  chance: z.number(),
  confidence: z.enum(['likely', 'possible', 'weak']),
  /** How long before the fault was first seen it came into the branch, in milliseconds. */
  before: z.number(),
  state: z.enum(linkStates).optional(),
  reasons: candidateSchema.shape.reasons,
});

/** What the host finds out about an incident while it is being typed: looked up, never stored. */
export const insightSchema = z.object({
  similar: z.array(similarSchema),
  procedures: z.array(procedureSchema),
  candidates: z.object({ problem: z.array(candidateSchema), knownError: z.array(candidateSchema), change: z.array(candidateSchema) }),
  /** The commits that may have caused it, the most suspect first; absent where nobody has looked yet. `notes` says what could not be done. */
  suspects: z
    .object({
      running: z.boolean(),
      notes: z.string(),
      rows: z.array(suspectSchema),
      /** How many fixes name the commits that they mend, where that is enough to ask how good the suspects are here. */
      fixes: z.number().optional(),
    })
    .optional(),
  /** Components whose paths the incident names. */
  offered: z.array(z.object({ id: z.string(), name: z.string(), path: z.string() })),
  /** What the named components bring along. */
  inherited: z.array(
    z.object({ id: z.string(), name: z.string(), need: z.enum(protectionNeeds).optional(), safeguards: z.array(z.string()) }),
  ),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string(), frames: z.array(frameSchema) })),
  interfaces: z.array(z.object({ id: z.string(), party: z.enum(interfaceParties), name: z.string(), contact: z.string() })),
});

/** What the host finds out about an incident while it is being typed. */
export type Insight = z.infer<typeof insightSchema>;
/** A past incident, problem or known error like the one at hand. */
export type SimilarRecord = Insight['similar'][number];
/** A commit that may have caused the fault. */
export type ShownSuspect = NonNullable<Insight['suspects']>['rows'][number];
