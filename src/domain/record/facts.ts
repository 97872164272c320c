import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { relationSchema, relationsOf } from './link';
import type { RecordState } from './state';

/** What lists, trees and pickers need to know of every record without reading it. Kept in the index. */
export const recordFactsSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** True while it still matters: the incident is not completed, the problem not solved, the known error not retired, the change not closed. */
  open: z.boolean(),
  /** A code of the state it is in, where the kind has one: an option of one of its fields. */
  state: z.string().optional(),
  components: z.array(z.string()),
  recordedAt: instantSchema.optional(),
  changedAt: instantSchema.optional(),
  /** The beginning of the workaround and of the final solution, for whoever meets the same failure. */
  workaround: z.string().optional(),
  solution: z.string().optional(),
  relations: z.array(relationSchema),
});

/** What lists need to know of a record, whatever its kind. */
export type RecordFacts = Readonly<z.infer<typeof recordFactsSchema>> & { readonly kind: string };

/** The schema of one kind's facts; `kind` tells it from the others. */
export type FactsSchema<F> = z.ZodType<F> & z.core.$ZodTypeDiscriminable;

/** The facts that follow from the state of any record. */
export type CommonFacts = Pick<RecordFacts, 'id' | 'title' | 'components' | 'recordedAt' | 'changedAt' | 'relations'>;

/** Sums up what every record has. */
export function commonFacts({ id, values, links, recorded, changedAt }: RecordState): CommonFacts {
  const { title = '', components = [] } = values as { readonly title?: string; readonly components?: readonly string[] };
  return { id, title, components: [...components], recordedAt: recorded?.at, changedAt, relations: relationsOf(links) };
}
