import * as z from 'zod';
import { maxLineLength } from '../domain/forms/field';
import { kinds } from '../domain/records';
import { columnIds } from '../words/listColumns';

/** A code that a list is narrowed by; empty where it is not. */
const code = z.string().max(64);

/** A list as somebody looks at it: of which kind, narrowed how, in which order. Nothing that stands in a record. */
export const listViewSchema = z.strictObject({
  listed: z.enum(kinds),
  filter: z.strictObject({ text: z.string().max(maxLineLength), kind: code, priority: code, step: code, state: code, tile: code }),
  sort: z.strictObject({ key: z.enum(columnIds), descending: z.boolean() }).optional(),
});

/** Longest name of a view. */
const longestName = 100;

/** The same under a name that the reader gave it. */
export const savedViewSchema = listViewSchema.extend({ name: z.string().min(1).max(longestName) });

/** A list as somebody looks at it. */
export type ListView = Readonly<z.infer<typeof listViewSchema>>;
/** A view that a reader has kept. */
export type SavedView = Readonly<z.infer<typeof savedViewSchema>>;

/** A name as it is kept: without blanks around it, and not too long; undefined where nothing is left. */
export function viewName(typed: string): string | undefined {
  const name = typed.trim().slice(0, longestName).trim();
  return name === '' ? undefined : name;
}
