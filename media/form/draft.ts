import { draftSchema, type Draft } from '../../src/protocol/incidentPanel';
import { now } from '../shared/time';
import type { Edited } from './model';

/** Nothing typed, never. */
export const emptyDraft: Draft = { patch: {}, typed: {}, at: '1970-01-01T00:00:00.000Z' };

/** The newest of several copies: both the page and the host keep one, and either can be behind when a window was closed in a hurry. */
export function newerDraft(...copies: readonly (Draft | undefined)[]): Draft {
  return copies.reduce<Draft>((newest, copy) => (copy && newest.at < copy.at ? copy : newest), emptyDraft);
}

/** The draft in what the page kept, if it is this incident's. */
export function keptDraft(recalled: unknown, id: string): Draft | undefined {
  const kept = recalled as { id?: unknown; draft?: unknown } | undefined;
  const draft = draftSchema.safeParse(kept?.draft);
  return kept?.id === id && draft.success ? draft.data : undefined;
}

/** The same input, typed now. */
export function stamped<V extends object>(edited: Edited<V>): Edited<V> {
  return { ...edited, draft: { ...edited.draft, at: now() } };
}
