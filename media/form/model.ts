import type { Column, Field, FieldsById, Patch } from '../../src/domain/forms/field';
import { valueAt, type Over } from '../../src/domain/record/over';
import { applyPatch, patchBetween } from '../../src/domain/forms/values';
import type { Draft } from '../../src/protocol/draft';
import { now } from '../shared/time';
import { textFault } from './typed';

/** What has been typed on top of a record of values `V`, and nothing that is saved: a change from outside never takes it away. */
export interface Edited<V extends object = object> {
  readonly fields: FieldsById;
  readonly saved: V;
  /** The heads of the log that gave `saved`. */
  readonly heads: readonly string[];
  readonly draft: Draft;
}

type Cells = Readonly<Record<string, unknown>>;
type RowChanges = Readonly<Record<string, Cells | null>>;

/** The same input, typed now. */
export function stamped<V extends object>(edited: Edited<V>): Edited<V> {
  return { ...edited, draft: { ...edited.draft, at: now() } };
}

/** The values a form shows: the saved ones with the draft on top. */
export function shownValues<V extends object>({ fields, saved, draft }: Edited<V>): V {
  return applyPatch(fields, saved, draft.patch);
}

/** Puts a value on top; one equal to the saved value leaves the draft. */
export function editField<V extends object>(edited: Edited<V>, id: string, value: unknown): Edited<V> {
  return withValues(edited, { ...shownValues(edited), [id]: value });
}

/** Puts the value of one cell on top; a row of a checklist begins with its first cell. */
export function editCell<V extends object>(
  edited: Edited<V>,
  list: string,
  row: string,
  cells: Readonly<Record<string, unknown>>,
): Edited<V> {
  const rows = rowsOf(edited, list);
  const next = rows.some(({ id }) => id === row)
    ? rows.map(other => (other.id === row ? { ...other, ...cells } : other))
    : [...rows, { id: row, ...cells }];
  return withValues(edited, { ...shownValues(edited), [list]: next });
}

/** Takes a row away. */
export function removeRow<V extends object>(edited: Edited<V>, list: string, row: string): Edited<V> {
  return withValues(edited, { ...shownValues(edited), [list]: rowsOf(edited, list).filter(({ id }) => id !== row) });
}

/** Keeps a text that is no value yet (a half-typed date); undefined drops it. */
export function typeText<V extends object>(edited: Edited<V>, path: string, text: string | undefined): Edited<V> {
  const others = Object.entries(edited.draft.typed).filter(([other]) => other !== path);
  const typed = Object.fromEntries(text === undefined ? others : [...others, [path, text]]);
  return withBase({ ...edited, draft: { ...edited.draft, typed } });
}

/**
 * The same without names and times that were understood: until a control is left it keeps what is typed beside the value it means. After
 * a reload nobody is in it, and before saving it counts as left.
 */
export function settled<V extends object>(edited: Edited<V>): Edited<V> {
  const typed = Object.entries(edited.draft.typed).filter(([path, text]) => {
    const field = fieldAt(edited.fields, path);
    return (field?.kind !== 'names' && field?.kind !== 'time') || textFault(field, text) !== undefined;
  });
  return withBase({ ...edited, draft: { ...edited.draft, typed: Object.fromEntries(typed) } });
}

/** The same draft on top of what is saved now; what has been saved meanwhile is no longer in it. */
export function rebase<V extends object>(edited: Edited<V>, saved: V, heads: readonly string[]): Edited<V> {
  return withValues({ ...edited, saved, heads }, applyPatch(edited.fields, saved, withWholeRows(edited, saved)));
}

/** The part of the draft that changes some of the fields. */
export function patchOf({ draft }: Edited, belongs: (field: string) => boolean = () => true): Patch {
  return Object.fromEntries(Object.entries(draft.patch).filter(([id]) => belongs(id)));
}

/** What these fields of the draft were typed over. */
export function overOf({ draft }: Edited, belongs: (field: string) => boolean = () => true): Over {
  return Object.fromEntries(Object.entries(draft.base).filter(([path]) => belongs(fieldOfPath(path))));
}

/** Paths of texts of these fields that are no values, which keep them from being saved; a reason that nobody has given yet keeps nothing. */
export function unfinishedPaths(edited: Edited, belongs: (field: string) => boolean = () => true): readonly string[] {
  return Object.keys(settled(edited).draft.typed).filter(path => belongs(fieldOfPath(path)) && path !== restOf(fieldOfPath(path)));
}

/** Where the reason for the rest of a checklist is kept while it is typed: no row is called so. */
export function restOf(list: string): string {
  return `${list}/*`;
}

/** True when the field (or the cell at `path`) holds unsaved input. */
export function isDirty({ draft }: Edited, path: string): boolean {
  const [id = '', row, column] = path.split('/');
  if (Object.hasOwn(draft.typed, path)) return true;
  const change = draft.patch[id];
  if (change === undefined || row === undefined) return change !== undefined;
  const rows = change as RowChanges;
  const cells = Object.hasOwn(rows, row) ? rows[row] : undefined;
  return cells !== undefined && cells !== null && (column === undefined || Object.hasOwn(cells, column));
}

/** True when there is unsaved input in any of these fields. */
export function hasUnsaved(edited: Edited, belongs?: (field: string) => boolean): boolean {
  return (
    Object.keys(patchOf(edited, belongs)).length > 0 ||
    Object.keys(settled(edited).draft.typed).some(path => belongs?.(fieldOfPath(path)) ?? true)
  );
}

/** The definition of the field or column at a path; undefined for a row as a whole. */
export function fieldAt(fields: Edited['fields'], path: string): Field | Column | undefined {
  const [id = '', row, column] = path.split('/');
  const field = fields[id];
  if (row === undefined || field?.kind !== 'list') return field;
  return column === undefined ? undefined : field.columns[column];
}

/** The field a path lies in. */
export function fieldOfPath(path: string): string {
  return path.split('/')[0] ?? '';
}

/** The same with another draft, which says over what each of its values was typed: what it said already, else what is saved now. */
export function withBase<V extends object>(edited: Edited<V>): Edited<V> {
  const { draft, saved, heads } = edited;
  const base = Object.fromEntries(
    pathsOf(edited).map(path => {
      const value = valueAt(saved, path);
      const known = Object.hasOwn(draft.base, path) ? draft.base[path] : undefined;
      // A row that is edited and still there is remembered as it is now, to be shown whole should somebody remove it.
      const isEditedRow = value !== null && isRowPath(edited, path) && valueOfRow(draft.patch, path) !== null;
      return [path, known && !isEditedRow ? known : { value, heads: [...heads] }];
    }),
  );
  return { ...edited, draft: { ...draft, base } };
}

/** Every path the draft holds something for; a row that is edited, too. */
function pathsOf({ fields, draft }: Edited): readonly string[] {
  const inPatch = Object.entries(draft.patch).flatMap(([id, change]) => {
    if (fields[id]?.kind !== 'list') return [id];
    return Object.entries(change as RowChanges).flatMap(([row, cells]) => [
      `${id}/${row}`,
      ...Object.keys(cells ?? {}).map(column => `${id}/${row}/${column}`),
    ]);
  });
  const inTyped = Object.keys(draft.typed).flatMap(path => [path, ...(path.includes('/') ? [path.split('/').slice(0, 2).join('/')] : [])]);
  return [...new Set([...inPatch, ...inTyped])];
}

function isRowPath({ fields }: Edited, path: string): boolean {
  return fields[fieldOfPath(path)]?.kind === 'list' && path.split('/').length === 2;
}

function valueOfRow(patch: Patch, path: string): Cells | null | undefined {
  const [id = '', row = ''] = path.split('/');
  return (patch[id] as RowChanges | undefined)?.[row];
}

/** The draft's changes; a row in which one types and which somebody removed is in them whole, so that it stays in sight. */
function withWholeRows({ fields, draft }: Edited, saved: object): Patch {
  const patch: Record<string, unknown> = { ...draft.patch };
  for (const [path, { value }] of Object.entries(draft.base)) {
    const [id = '', row = '', column] = path.split('/');
    const field = fields[id];
    if (field?.kind !== 'list' || field.fixedRows || column !== undefined || value === null || valueAt(saved, path) !== null) continue;
    const changes = (patch[id] ?? {}) as RowChanges;
    if (changes[row] === null) continue;
    const cells = Object.entries(value as Cells).filter(([cell]) => cell !== 'id');
    patch[id] = { ...changes, [row]: { ...Object.fromEntries(cells), ...changes[row] } };
  }
  return patch;
}

function rowsOf(edited: Edited, list: string): readonly { readonly id: string }[] {
  return ((shownValues(edited) as Cells)[list] ?? []) as readonly { readonly id: string }[];
}

function withValues<V extends object>(edited: Edited<V>, values: object): Edited<V> {
  return withBase({ ...edited, draft: { ...edited.draft, patch: patchBetween(edited.fields, edited.saved, values) } });
}
