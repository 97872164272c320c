import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { categories } from '../vocabulary/categories';
import { securitySigns } from '../vocabulary/securitySigns';
import { analyseForm } from './forms/analyse';
import { milestonesSchema } from './milestones';

const names = z.array(z.string()).readonly();

/**
 * What of an incident can be compared with others to find patterns of failure (M 6.124), with the milestones that the process is measured by:
 * kept in the index beside what the lists know.
 * Nothing in it says who handled the incident.
 */
export const traitsSchema = milestonesSchema.extend({
  category: z.enum(categories).optional(),
  /** Something could not be used: by its words, or because a service was down or restricted. */
  unavailable: z.literal(true).optional(),
  causeKnown: z.enum(analyseForm.cause.causeKnown.options).optional(),
  /** Keys of the errors in its words (`ErrorSignature.key`), shortened. */
  signatures: names.optional(),
  accounts: names.optional(),
  addresses: names.optional(),
  hosts: names.optional(),
  signs: z.array(z.enum(securitySigns)).readonly().optional(),
  /** Commits that caused it, suspected or confirmed; files it is linked to. */
  commits: names.optional(),
  files: names.optional(),
  /** Until when safeguards were off, by the gap's id, where they are back. */
  gapsUntil: z.record(z.string(), instantSchema).optional(),
});

/** What of an incident can be compared with others. */
export type Traits = Readonly<z.infer<typeof traitsSchema>>;
