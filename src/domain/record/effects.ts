import { compareCodes } from '../foundation/time';
import { edgeOf } from './causeChain';
import type { Relation } from './link';

/** What a record had as its direct effects, by its id. */
type Effects = ReadonlyMap<string, readonly string[]>;

/** The links that say what came of what: a cause and its effect, an original and its duplicate, a whole and its part. */
const causal: ReadonlySet<string> = new Set(['causes', 'hasDuplicate', 'parentOf']);

/** What each of these records caused among them, whichever side the link was made on. What was ruled out is left out. */
export function effectsAmong(records: readonly { readonly id: string; readonly relations: readonly Relation[] }[]): Effects {
  const known = new Set(records.map(({ id }) => id));
  const effects = new Map<string, Set<string>>();
  for (const { id, relations } of records) {
    for (const relation of relations) {
      const { from, to, kind, state } = edgeOf(id, relation);
      if (!causal.has(kind) || state === 'ruledOut' || from === to || !known.has(from) || !known.has(to)) continue;
      effects.set(from, (effects.get(from) ?? new Set()).add(to));
    }
  }
  return new Map([...effects].map(([from, all]) => [from, [...all].sort(compareCodes)]));
}
