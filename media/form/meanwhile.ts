import { maxLineLength, maxTextLength } from '../../src/domain/forms/field';
import { changedPaths, valueAt, valueWritten, type TypedOver } from '../../src/domain/record/over';
import { sameValue } from '../../src/domain/forms/values';
import { editCell, editField, fieldAt, typeText, withBase, type Edited } from './model';

/**
 * Paths where somebody else has changed what one is typing over: what is saved now is neither what one began with nor what one has
 * typed. Judged by the rule that refuses a save.
 */
export function changedUnder({ fields, saved, draft }: Edited): readonly string[] {
  const changed = changedPaths(fields, saved, draft.patch, draft.base);
  const halfTyped = Object.keys(draft.typed).filter(path => {
    const isInChangedRow = changed.some(other => path === other || path.startsWith(`${other}/`));
    return !isInChangedRow && !sameValue(valueAt(saved, path), draft.base[path]?.value ?? null);
  });
  return [...changed, ...halfTyped];
}

/** Keeps one's own: it will replace what is saved now, knowingly; `entry` is the one that wrote that. */
export function keepMine<V extends object>(edited: Edited<V>, path: string, entry: string | undefined): Edited<V> {
  // A row as a whole: its cells stand over what is saved now, too.
  const cells = Object.keys(edited.draft.base).filter(other => other.startsWith(`${path}/`));
  return cells.reduce((latest, cell) => typedOver(latest, cell, undefined), typedOver(edited, path, entry));
}

/** Takes what is saved now; one's own leaves the draft. */
export function takeTheirs<V extends object>(edited: Edited<V>, path: string): Edited<V> {
  const [id = '', row, column] = path.split('/');
  const typed = without(edited.draft.typed, other => other === path || other.startsWith(`${path}/`));
  const base = without(edited.draft.base, other => other === path || other.startsWith(`${path}/`));
  const change = edited.draft.patch[id] as Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | undefined;
  const rows =
    row === undefined || change === undefined
      ? {}
      : column === undefined
        ? without(change, other => other === row)
        : { ...change, [row]: without(change[row] ?? {}, other => other === column) };
  const kept = without<Readonly<Record<string, unknown>> | null>(rows, (_, cells) => cells !== null && Object.keys(cells).length === 0);
  const others = without(edited.draft.patch, other => other === id);
  const patch = Object.keys(kept).length > 0 ? { ...others, [id]: kept } : others;
  return withBase({ ...edited, draft: { ...edited.draft, patch, typed, base } });
}

/** True where both can stand: texts, names and sets of choices. */
export function canJoin({ fields }: Edited, path: string): boolean {
  const kind = fieldAt(fields, path)?.kind;
  return kind === 'line' || kind === 'text' || kind === 'names' || kind === 'set';
}

/** Puts both into the field, theirs first; what is then too long for it stays there with the reason and is not saved. */
export function joinBoth<V extends object>(edited: Edited<V>, path: string): Edited<V> {
  const field = fieldAt(edited.fields, path);
  const [id = '', row, column] = path.split('/');
  const [theirs, before] = [valueAt(edited.saved, path), edited.draft.base[path]?.value];
  const mine = edited.draft.typed[path] ?? valueWritten(edited.draft.patch, path);
  const value =
    field?.kind === 'names' || field?.kind === 'set'
      ? union(theirs, mine)
      : joinTexts(asText(before), asText(theirs), asText(mine), field?.kind === 'line' ? ' / ' : '\n');
  const over = typedOver(typeText(edited, path, undefined), path, undefined);
  if (typeof value === 'string' && value.length > (field?.kind === 'line' ? maxLineLength : maxTextLength))
    return typeText(over, path, value);
  return row === undefined || column === undefined ? editField(over, id, value) : editCell(over, id, row, { [column]: value });
}

/** Both texts: what both wrote behind the same beginning follows one another, and a text that holds the other stands for both. */
function joinTexts(before: string, theirs: string, mine: string, between: string): string {
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  const haveBeginning = before !== '' && theirs.startsWith(before) && mine.startsWith(before);
  const rest = haveBeginning ? mine.slice(before.length) : mine;
  return haveBeginning && /^\s/.test(rest) ? `${theirs}${rest}` : `${theirs}${between}${rest}`;
}

/** From now on the value at `path` is typed over what is saved now. */
function typedOver<V extends object>(edited: Edited<V>, path: string, replaces: string | undefined): Edited<V> {
  const over: TypedOver = { value: valueAt(edited.saved, path), heads: [...edited.heads], ...(replaces !== undefined && { replaces }) };
  return { ...edited, draft: { ...edited.draft, base: { ...edited.draft.base, [path]: over } } };
}

function union(theirs: unknown, mine: unknown): readonly unknown[] {
  const list = (value: unknown): readonly unknown[] =>
    Array.isArray(value)
      ? value
      : typeof value === 'string'
        ? value
            .split('\n')
            .map(name => name.trim())
            .filter(Boolean)
        : [];
  return [...new Set([...list(theirs), ...list(mine)])];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function without<T>(record: Readonly<Record<string, T>>, leaves: (key: string, value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => !leaves(key, value)));
}
