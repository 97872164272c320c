import type { Draft } from '../../src/protocol/draft';
import { now } from '../shared/time';
import type { Edited } from './model';

/** Nothing typed, never. */
export const emptyDraft: Draft = { patch: {}, typed: {}, base: {}, at: '1970-01-01T00:00:00.000Z' };

/** The same input, typed now. */
export function stamped<V extends object>(edited: Edited<V>): Edited<V> {
  return { ...edited, draft: { ...edited.draft, at: now() } };
}
