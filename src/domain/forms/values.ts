import { changeSchemaOf, type Field, type FieldsById, type Patch } from './field';
import { isBlank } from '../foundation/blank';

/** Who goes along with what a patch writes, by its path: `field`, `field/row` (true where the row is written, null where it is removed) or `field/row/column`. */
export interface WriteObserver {
  /** Told of each value. */
  readonly wrote: (path: string, value: unknown) => void;
  /** Asked before a row is removed: true where it stays, and nothing is told. */
  readonly stays: (path: string) => boolean;
  /** Asked before a row is written that was removed: true where it is there again as it was. */
  readonly returns: (path: string) => boolean;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

type RowChanges = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/**
 * Values that patches are applied to one after another, each at the cost of what it changes. What is not a valid change of a known
 * field is left out (a log written by hand or by a newer version must never break the fold).
 */
export class WorkingValues {
  private readonly plain = new Map<string, unknown>();
  private readonly lists = new Map<string, Map<string, Row>>();
  /** Rows that were removed, by their path. */
  private readonly removed = new Map<string, Row>();

  constructor(
    private readonly fields: FieldsById,
    values: object = {},
  ) {
    for (const [id, value] of Object.entries(values)) {
      if (fields[id]?.kind === 'list') this.lists.set(id, new Map((value as readonly Row[]).map(row => [row.id, row])));
      else if (value !== undefined) this.plain.set(id, value);
    }
  }

  /** Applies a patch. Returns the paths of what is another value than before: `field`, `field/row` (a new or removed row) or `field/row/column`. */
  apply(patch: Patch, observer?: WriteObserver): readonly string[] {
    const changed: string[] = [];
    const write: Write = (path, before, after) => {
      observer?.wrote(path, isBlank(after) ? null : after);
      if (!sameValue(before, after)) changed.push(path);
    };
    for (const [id, change] of Object.entries(patch)) {
      const field = this.fields[id];
      if (!field) continue;
      const parsed = changeSchemaOf(field).safeParse(change);
      if (!parsed.success) continue;
      if (field.kind === 'list') this.applyRows(id, parsed.data as RowChanges, { write, changed, observer });
      else this.applyPlain(id, parsed.data, write);
    }
    return changed;
  }

  /** The value of a field that is no list. */
  value(field: string): unknown {
    return this.plain.get(field);
  }

  /** One row of a list. */
  row(list: string, id: string): Row | undefined {
    return this.lists.get(list)?.get(id);
  }

  /** The values as they are now. */
  values(): object {
    const lists = [...this.lists].map(([id, rows]) => [id, inOrder(this.fields[id], [...rows.values()])] as const);
    return Object.fromEntries([...this.plain, ...lists]);
  }

  private applyPlain(id: string, change: unknown, write: Write): void {
    write(id, this.plain.get(id), change);
    if (isBlank(change)) this.plain.delete(id);
    else this.plain.set(id, change);
  }

  private applyRows(id: string, changes: RowChanges, { write, changed, observer }: RowWriting): void {
    const rows = this.lists.get(id) ?? new Map<string, Row>();
    this.lists.set(id, rows);
    for (const [rowId, cells] of Object.entries(changes)) {
      const path = `${id}/${rowId}`;
      const before = rows.get(rowId);
      if (cells === null) {
        if (observer?.stays(path)) continue;
        write(path, before, null);
        if (before && observer) this.removed.set(path, before);
        rows.delete(rowId);
        continue;
      }
      if (!before) changed.push(path);
      const returning = !before && observer?.returns(path) ? this.removed.get(path) : undefined;
      observer?.wrote(path, true);
      const row = new Map<string, unknown>(Object.entries({ ...before, ...returning, id: rowId }));
      for (const [column, value] of Object.entries(cells)) {
        if (value === undefined) continue;
        write(`${id}/${rowId}/${column}`, row.get(column), value);
        if (isBlank(value)) row.delete(column);
        else row.set(column, value);
      }
      rows.set(rowId, Object.fromEntries(row) as Row);
    }
  }
}

type Write = (path: string, before: unknown, after: unknown) => void;

/** How rows are written: one value, the paths of what is another value, and who goes along. */
interface RowWriting {
  readonly write: Write;
  readonly changed: string[];
  readonly observer: WriteObserver | undefined;
}

/** A checklist stands in its own order, before what was added to it; other rows in the order in which they were added. */
function inOrder(field: Field | undefined, rows: readonly Row[]): readonly Row[] {
  const fixed = field?.kind === 'list' ? field.fixedRows : undefined;
  if (!fixed) return rows;
  const place = ({ id }: Row): number => (fixed.includes(id) ? fixed.indexOf(id) : fixed.length);
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** The values of a record with a patch applied (`WorkingValues`). */
export function applyPatch<V extends object>(fields: FieldsById, values: V, patch: Patch): V {
  const working = new WorkingValues(fields, values);
  working.apply(patch);
  return working.values() as V;
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
  const changes = new Map<string, unknown>();
  const [oldRows, newRows] = [before, after].map(rows => new Map(((rows ?? []) as readonly Row[]).map(row => [row.id, row])));
  for (const [id, row] of newRows ?? []) {
    const old = oldRows?.get(id);
    const cells = Object.keys(field.columns).filter(column => !sameValue(old?.[column], row[column]));
    const isNew = !old && !field.fixedRows;
    if (cells.length > 0 || isNew)
      changes.set(id, Object.fromEntries(cells.map(column => [column, isBlank(row[column]) ? null : row[column]])));
  }
  if (!field.fixedRows) for (const id of oldRows?.keys() ?? []) if (!newRows?.has(id)) changes.set(id, null);
  return changes.size > 0 ? Object.fromEntries(changes) : undefined;
}

/** True when both are blank or hold the same; sets and names compare in order. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}
