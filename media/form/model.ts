import type { FieldsById, Patch } from '../../src/domain/field';
import { applyPatch, patchBetween } from '../../src/domain/values';
import type { Draft } from '../../src/protocol/incidentPanel';

/** What has been typed on top of a record of values `V`, and nothing that is saved: a change from outside never takes it away. */
export interface Edited<V extends object = object> {
  readonly fields: FieldsById;
  readonly saved: V;
  readonly draft: Draft;
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
  return { ...edited, draft: { ...edited.draft, typed } };
}

/** The same draft on top of what is saved now; what has been saved meanwhile is no longer in it. */
export function rebase<V extends object>(edited: Edited<V>, saved: V): Edited<V> {
  return withValues({ ...edited, saved }, applyPatch(edited.fields, saved, edited.draft.patch));
}

/** The part of the draft that changes some of the fields. */
export function patchOf({ draft }: Edited, belongs: (field: string) => boolean = () => true): Patch {
  return Object.fromEntries(Object.entries(draft.patch).filter(([id]) => belongs(id)));
}

/** Paths of half-typed texts of these fields, which keep them from being saved. */
export function unfinishedPaths({ draft }: Edited, belongs: (field: string) => boolean = () => true): readonly string[] {
  return Object.keys(draft.typed).filter(path => belongs(path.split('/')[0] ?? ''));
}

/** True when the field (or the cell at `path`) holds unsaved input. */
export function isDirty({ draft }: Edited, path: string): boolean {
  const [id = '', row, column] = path.split('/');
  if (Object.hasOwn(draft.typed, path)) return true;
  const change = draft.patch[id];
  if (change === undefined || row === undefined) return change !== undefined;
  const rows = change as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  const cells = Object.hasOwn(rows, row) ? rows[row] : undefined;
  return cells !== undefined && cells !== null && (column === undefined || Object.hasOwn(cells, column));
}

function rowsOf(edited: Edited, list: string): readonly { readonly id: string }[] {
  return ((shownValues(edited) as Readonly<Record<string, unknown>>)[list] ?? []) as readonly { readonly id: string }[];
}

function withValues<V extends object>(edited: Edited<V>, values: object): Edited<V> {
  return { ...edited, draft: { ...edited.draft, patch: patchBetween(edited.fields, edited.saved, values) } };
}

/** True when there is unsaved input in any of these fields. */
export function hasUnsaved(edited: Edited, belongs?: (field: string) => boolean): boolean {
  return Object.keys(patchOf(edited, belongs)).length > 0 || unfinishedPaths(edited, belongs).length > 0;
}
