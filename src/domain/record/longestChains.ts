import { compareCodes } from '../foundation/time';
import { edgeOf } from './causeChain';
import type { Relation } from './link';

/** What a record had as its direct effects, by its id. */
export type Effects = ReadonlyMap<string, readonly string[]>;

/** Fewer records than this are no chain, but a link. */
const fewestInChain = 3;
const mostChains = 10;
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

/**
 * The longest chains of cause and effect, the longest first: one for each first cause, and of those with one end the longest alone. A circle is
 * cut at its first record.
 */
export function longestChains(effects: Effects): readonly (readonly string[])[] {
  const order = causesFirst(effects);
  const place = new Map(order.map((id, at) => [id, at]));
  const best = new Map(order.map(id => [id, { length: 1, first: id, before: undefined as string | undefined }]));
  for (const id of order) {
    const own = best.get(id);
    for (const effect of effects.get(id) ?? []) {
      const other = best.get(effect);
      if (!own || !other || (place.get(effect) ?? 0) < (place.get(id) ?? 0) || own.length + 1 <= other.length) continue;
      best.set(effect, { length: own.length + 1, first: own.first, before: id });
    }
  }
  const firsts = new Set<string>();
  const chains: (readonly string[])[] = [];
  const ends = [...best].filter(([, { length }]) => length >= fewestInChain);
  for (const [end, { first }] of ends.sort(([a, { length: m }], [b, { length: n }]) => n - m || compareCodes(a, b))) {
    if (firsts.has(first) || chains.length >= mostChains) continue;
    firsts.add(first);
    const chain: string[] = [];
    for (let at: string | undefined = end; at !== undefined; at = best.get(at)?.before) chain.unshift(at);
    chains.push(chain);
  }
  return chains;
}

/** Every record after all of its causes, but for a circle. */
function causesFirst(effects: Effects): readonly string[] {
  const left = new Map<string, number>();
  for (const id of [...effects.values()].flat()) left.set(id, (left.get(id) ?? 0) + 1);
  const ids = [...new Set([...effects.keys(), ...left.keys()])].sort(compareCodes);
  const passed = new Set<string>();
  const pass = (start: string): void => {
    const free = [start];
    for (const id of free) {
      if (passed.has(id)) continue;
      passed.add(id);
      for (const effect of effects.get(id) ?? []) {
        const causes = (left.get(effect) ?? 0) - 1;
        left.set(effect, causes);
        if (causes === 0) free.push(effect);
      }
    }
  };
  ids.filter(id => !left.has(id)).forEach(pass);
  ids.forEach(pass);
  return [...passed];
}
