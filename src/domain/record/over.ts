import * as z from 'zod';
import type { Actor } from '../vocabulary/actor';
import { hashSchema, type RecordEvent } from './event';
import type { Field, FieldsById, Patch } from '../forms/field';
import type { Instant } from '../foundation/time';
import { sameValue } from '../forms/values';

/** What stood at a path when somebody began to type over it. */
const typedOverSchema = z.strictObject({
  /** The value; null where there was none. At `list/row` the whole row. */
  value: z.unknown(),
  /** The heads of the log at that time. */
  heads: z.array(hashSchema).max(1000),
  /** The entry whose value is replaced knowingly: the person was shown it and kept their own. */
  replaces: hashSchema.optional(),
});
/** What a command's values were typed over, by path: `field`, `list/row` (the row as a whole) or `list/row/column`. */
export const overSchema = z.record(z.string().max(200), typedOverSchema);

/** What stood at a path when somebody began to type over it. */
export type TypedOver = z.infer<typeof typedOverSchema>;
/** What a command's values were typed over, by path. */
export type Over = Readonly<Record<string, TypedOver>>;

/** A value that somebody else changed between the moment one began to type over it and the moment one's own was to be saved. */
interface ChangedValue {
  readonly path: string;
  /** The value in force; null where there is none any more. */
  readonly value: unknown;
  /** The entry that wrote it, by whom and when; absent where no entry is known to have written it. */
  readonly entry?: string;
  readonly by?: Actor;
  readonly at?: Instant;
}

/** A command was refused because what it writes was changed meanwhile; `field` is the path of the first. */
export interface ChangedMeanwhile {
  readonly code: 'changedMeanwhile';
  readonly field: string;
  readonly changed: readonly ChangedValue[];
}

/** A record's log, what it holds, and what each of its entries wrote: enough to say who changed what. */
export interface Written {
  readonly fields: FieldsById;
  readonly values: object;
  /** In causal order. */
  readonly timeline: readonly RecordEvent[];
  readonly patchOf: (event: RecordEvent) => Patch | undefined;
}

type Cells = Readonly<Record<string, unknown>>;
type Rows = readonly (Cells & { readonly id: string })[];

/** The value at a path; null where there is none. */
export function valueAt(values: object, path: string): unknown {
  const [id = '', row, column] = path.split('/');
  const value = Object.hasOwn(values, id) ? (values as Cells)[id] : undefined;
  if (row === undefined) return value ?? null;
  const found = ((value ?? []) as Rows).find(candidate => candidate.id === row);
  return (column === undefined ? found : found?.[column]) ?? null;
}

/**
 * The paths of `patch` whose value in force is neither the one that was typed over nor the one to be saved. What `over` does not
 * name counts as typed over nothing. A row that is gone is named as a whole: its cells would bring half of it back.
 */
export function changedPaths(fields: FieldsById, values: object, patch: Patch, over: Over): readonly string[] {
  const differs = (path: string, mine: unknown, field?: Field): boolean => {
    const current = valueAt(values, path);
    return !same(field, current, over[path]?.value ?? null) && !same(field, current, mine);
  };
  return Object.entries(patch).flatMap(([id, change]) => {
    const field = fields[id];
    if (field?.kind !== 'list') return differs(id, change) ? [id] : [];
    return Object.entries(change as Readonly<Record<string, Cells | null>>).flatMap(([row, cells]) => {
      const path = `${id}/${row}`;
      if (cells === null) return differs(path, null, field) ? [path] : [];
      const isGone = valueAt(values, path) === null && (over[path]?.value ?? null) !== null && !field.fixedRows;
      if (isGone) return [path];
      return Object.entries(cells).flatMap(([column, mine]) => (differs(`${path}/${column}`, mine) ? [`${path}/${column}`] : []));
    });
  });
}

/** Refuses what would overwrite values that were changed meanwhile, with who changed each and when; undefined when there are none. */
export function changedMeanwhile(written: Written, patch: Patch, over: Over): ChangedMeanwhile | undefined {
  const changed = changedPaths(written.fields, written.values, patch, over).map((path): ChangedValue => {
    const event = lastWrite(written, path, over[path]?.heads);
    return { path, value: valueAt(written.values, path), ...(event && { entry: event.id, by: event.by, at: event.at }) };
  });
  const [first] = changed;
  return first && { code: 'changedMeanwhile', field: first.path, changed };
}

/** The entries whose values a patch replaces knowingly, by path; undefined when there are none. */
export function replacedEntries(written: Written, patch: Patch, over: Over): Readonly<Record<string, string>> | undefined {
  const replaced = Object.entries(over).flatMap(([path, { replaces }]) => {
    const event = replaces !== undefined && writes(patch, path) ? lastWrite(written, path) : undefined;
    return event ? [[path, event.id] as const] : [];
  });
  return replaced.length > 0 ? Object.fromEntries(replaced) : undefined;
}

/** The entry that wrote a path last; of those that `heads` had not seen, where there is one. */
export function lastWrite({ timeline, patchOf }: Written, path: string, heads: readonly string[] = []): RecordEvent | undefined {
  const all = timeline.filter(event => writes(patchOf(event) ?? {}, path));
  const seen = heads.length > 0 ? seenFrom(timeline, heads) : undefined;
  return (seen && all.findLast(({ id }) => !seen.has(id))) ?? all.at(-1);
}

/** What a patch writes at a path; undefined when it leaves it alone. */
export function valueWritten(patch: Patch, path: string): unknown {
  const [id = '', row = '', column] = path.split('/');
  const change = Object.hasOwn(patch, id) ? patch[id] : undefined;
  if (!path.includes('/') || change === undefined) return change;
  const rows = change as Readonly<Record<string, Cells | null>> | null;
  const cells = rows && Object.hasOwn(rows, row) ? rows[row] : undefined;
  return column === undefined || cells === undefined || cells === null ? cells : cells[column];
}

function writes(patch: Patch, path: string): boolean {
  return valueWritten(patch, path) !== undefined;
}

function seenFrom(timeline: readonly RecordEvent[], heads: readonly string[]): ReadonlySet<string> {
  const byId = new Map(timeline.map(event => [event.id, event]));
  const seen = new Set<string>();
  const waiting = [...heads];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(byId.get(id)?.parents ?? []));
  }
  return seen;
}

/** Rows are compared cell by cell: the order of their keys says nothing. */
function same(field: Field | undefined, a: unknown, b: unknown): boolean {
  if (field?.kind !== 'list') return sameValue(a, b);
  if (a === null || b === null) return a === b;
  return Object.keys(field.columns).every(column => sameValue((a as Cells)[column], (b as Cells)[column]));
}
