import { edgeOf } from './causeChain';
import type { Relation } from './link';

/** The links that say what came of what: a cause and its effect, an original and its duplicate, a whole and its part. */
const causal: ReadonlySet<string> = new Set(['causes', 'hasDuplicate', 'parentOf']);

/**
 * The cause and the effect that a relation of a record ties together, whichever side it was made on; nothing where it is no such relation, was
 * ruled out, or leads to what is not `known`.
 */
export function effectsOf(
  id: string,
  relation: Relation,
  known: ReadonlySet<string>,
): readonly { readonly cause: string; readonly effect: string }[] {
  const { from, to, kind, state } = edgeOf(id, relation);
  if (!causal.has(kind) || state === 'ruledOut' || from === to || !known.has(from) || !known.has(to)) return [];
  return [{ cause: from, effect: to }];
}
