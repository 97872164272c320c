import { changeSchemaOf, isBlank, type Field, type FieldsById, type ListField, type Patch } from './field';

/** Told of each value a patch writes, by its path: `field`, `field/row` (a removed row) or `field/row/column`. */
export type WriteObserver = (path: string, value: unknown) => void;

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Applies a patch to the values of a record and returns the new values. What is not a valid change of a known field is
 * left out (a log written by hand or by a newer version must never break the fold).
 */
export function applyPatch<V extends object>(fields: FieldsById, values: V, patch: Patch, observe?: WriteObserver): V {
  const next = { ...values } as Record<string, unknown>;
  for (const [id, change] of Object.entries(patch)) {
    const field = fields[id];
    if (!field || !changeSchemaOf(field).safeParse(change).success) continue;
    if (field.kind === 'list') {
      next[id] = applyRows(id, field, (next[id] ?? []) as readonly Row[], change as RowChanges, observe);
    } else {
      next[id] = isBlank(change) ? undefined : change;
      observe?.(id, isBlank(change) ? null : change);
    }
  }
  return withoutBlanks(next) as V;
}

/** Absent and undefined must not differ: two folds of the same entries are compared. */
function withoutBlanks<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

type RowChanges = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

function applyRows(id: string, field: ListField, rows: readonly Row[], changes: RowChanges, observe?: WriteObserver): readonly Row[] {
  const byId = new Map(rows.map(row => [row.id, row]));
  for (const [rowId, cells] of Object.entries(changes)) {
    if (cells === null) {
      byId.delete(rowId);
      observe?.(`${id}/${rowId}`, null);
      continue;
    }
    const row: Record<string, unknown> = { ...byId.get(rowId), id: rowId };
    for (const [column, value] of Object.entries(cells)) {
      if (value === undefined) continue;
      row[column] = isBlank(value) ? undefined : value;
      observe?.(`${id}/${rowId}/${column}`, isBlank(value) ? null : value);
    }
    byId.set(rowId, withoutBlanks(row as Row));
  }
  const ordered = [...byId.values()];
  const { fixedRows } = field;
  return fixedRows ? ordered.sort((a, b) => fixedRows.indexOf(a.id) - fixedRows.indexOf(b.id)) : ordered;
}

/** The smallest patch that turns `before` into `after`; what did not change is not in it. */
export function patchBetween(fields: FieldsById, before: object, after: object): Patch {
  const patch: Record<string, unknown> = {};
  const [old, fresh] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>];
  for (const [id, field] of Object.entries(fields)) {
    const change = changeOf(field, old[id], fresh[id]);
    if (change !== undefined) patch[id] = change;
  }
  return patch;
}

function changeOf(field: Field, before: unknown, after: unknown): unknown {
  if (field.kind !== 'list') {
    if (sameValue(before, after)) return undefined;
    return isBlank(after) ? null : after;
  }
  const changes: Record<string, unknown> = {};
  const [oldRows, newRows] = [(before ?? []) as readonly Row[], (after ?? []) as readonly Row[]];
  for (const row of newRows) {
    const old: Readonly<Record<string, unknown>> = oldRows.find(candidate => candidate.id === row.id) ?? {};
    const cells = Object.keys(field.columns).filter(column => !sameValue(old[column], row[column]));
    const isNew = old['id'] === undefined && !field.fixedRows;
    if (cells.length > 0 || isNew) {
      changes[row.id] = Object.fromEntries(cells.map(column => [column, isBlank(row[column]) ? null : row[column]]));
    }
  }
  if (!field.fixedRows) {
    for (const row of oldRows) if (!newRows.some(candidate => candidate.id === row.id)) changes[row.id] = null;
  }
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/** True when both are blank or hold the same; sets and names compare in order. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}
