import * as z from 'zod';
import { instantSchema } from '../foundation/time';

/** What the process is measured by, besides what lists know anyway (when it was recorded and completed last, priority, kind, components). Nothing of a person. */
export const milestonesSchema = z.object({
  occurredAt: instantSchema.optional(),
  detectedAt: instantSchema.optional(),
  /** A priority was in force for the first time. */
  qualifiedAt: instantSchema.optional(),
  /** The service was restricted or normal for the first time: users could work again, by a workaround or by the solution. */
  workaroundAt: instantSchema.optional(),
  /** The service was normal: the time that stands in the record, else that of the entry that says so. */
  restoredAt: instantSchema.optional(),
  firstCompletedAt: instantSchema.optional(),
  /** By when the service was to be restored, as it was agreed last. */
  targetDue: instantSchema.optional(),
  /** How often it was reopened; absent for never. */
  reopenings: z.int().min(1).optional(),
  /** It was completed last by the short way. */
  shortWay: z.literal(true).optional(),
  knownErrorHit: z.literal(true).optional(),
  /** A change is linked as its cause: for sure, or suspected. */
  changeCaused: z.enum(['suspected', 'confirmed']).optional(),
});

/** The times and marks that an incident's entries give the figures of the process (M 6.131, M 6.133). */
export type Milestones = Readonly<z.infer<typeof milestonesSchema>>;
