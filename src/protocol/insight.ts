import * as z from 'zod';
import { protectionNeeds } from '../domain/vocabulary/protectionNeed';
import { interfaceParties } from '../domain/vocabulary/parties';
import { recordIdSchema } from '../domain/records';
import { candidateSchema } from '../domain/incident/review';

/** A past incident, problem or known error like the one at hand, with what became of it and why it is shown. */
const similarSchema = candidateSchema.extend({
  id: recordIdSchema,
  kind: z.enum(['incident', 'problem', 'knownError']),
  open: z.boolean(),
  workaround: z.string().optional(),
  solution: z.string().optional(),
});

const frameSchema = z.object({
  text: z.string(),
  /** Where the frame lies in the workspace; absent for a frame outside of it. */
  path: z.string().optional(),
  line: z.number().int().min(1).optional(),
});

/** What the host finds out about an incident while it is being typed: looked up, never stored. */
export const insightSchema = z.object({
  similar: z.array(similarSchema),
  candidates: z.object({ problem: z.array(candidateSchema), knownError: z.array(candidateSchema), change: z.array(candidateSchema) }),
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
