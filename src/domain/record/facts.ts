import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { linkSchema, relationSchema, relationsOf, type Relation } from './link';
import { fallenAtOnce } from './standing';
import type { RecordState } from './state';

/** A list in what is kept of a record's facts: left out where it is empty, as most are. */
export function factList<T extends z.ZodType>(item: T): z.ZodDefault<z.ZodArray<T>> {
  return z.array(item).default([]);
}

/** What lists, trees and pickers need to know of every record without reading it. Kept in the index. */
export const recordFactsSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** True while it still matters: the incident is not completed, the problem not solved, the known error not retired, the change not closed. */
  open: z.boolean(),
  /** A code of the state it is in, where the kind has one: an option of one of its fields. */
  state: z.string().optional(),
  components: factList(z.string()),
  recordedAt: instantSchema.optional(),
  changedAt: instantSchema.optional(),
  /** The beginning of the workaround and of the final solution, for whoever meets the same failure. */
  workaround: z.string().optional(),
  solution: z.string().optional(),
  relations: factList(relationSchema),
  /** Records that a link led to which was taken away since; absent where none. */
  formerly: z.array(z.string()).optional(),
  /** What several wrote or decided at once and nobody has settled: paths of conflicts, and types of decisions that fell so; absent where nothing. */
  conflicts: z.array(z.string()).optional(),
});

/** What lists need to know of a record, whatever its kind. */
export type RecordFacts = Readonly<z.infer<typeof recordFactsSchema>> & { readonly kind: string };

/** The schema of one kind's facts; `kind` tells it from the others. */
export type FactsSchema<F> = z.ZodType<F> & z.core.$ZodTypeDiscriminable;

/** The facts that follow from the state of any record. */
export type CommonFacts = Pick<
  RecordFacts,
  'id' | 'title' | 'components' | 'recordedAt' | 'changedAt' | 'relations' | 'formerly' | 'conflicts'
>;

/** Sums up what every record has; `typeOf` says what the type of an entry is called now. */
export function commonFacts(record: RecordState, typeOf: (type: string) => string = type => type): CommonFacts {
  const { id, values, links, recorded, changedAt } = record;
  const relations = relationsOf(links);
  const { title = '', components = [] } = values as { readonly title?: string; readonly components?: readonly string[] };
  return {
    id,
    title,
    components: [...components],
    recordedAt: recorded?.at,
    changedAt,
    relations,
    ...formerlyOf(record, relations, typeOf),
    ...conflictsOf(record, typeOf),
  };
}

function conflictsOf(record: RecordState, typeOf: (type: string) => string): Pick<CommonFacts, 'conflicts'> {
  const fallen = new Set(fallenAtOnce(record, typeOf).map(({ event }) => event));
  const decisions = record.timeline.filter(({ id }) => fallen.has(id)).map(({ type }) => typeOf(type));
  const conflicts = [...new Set([...record.conflicts.map(({ path }) => path), ...decisions])];
  return conflicts.length > 0 ? { conflicts } : {};
}

const linkedSchema = z.object({ link: linkSchema });

/** What the entries have linked and no link leads to any more. */
function formerlyOf(record: RecordState, relations: readonly Relation[], typeOf: (type: string) => string): Pick<CommonFacts, 'formerly'> {
  const links = record.timeline.flatMap(({ type, data }) => {
    const linked = typeOf(type) === 'record.linked' ? linkedSchema.safeParse(data).data : undefined;
    return linked ? [linked.link] : [];
  });
  const now = new Set(relations.map(({ id }) => id));
  const formerly = [...new Set(relationsOf(links).map(({ id }) => id))].filter(id => !now.has(id));
  return formerly.length > 0 ? { formerly } : {};
}
