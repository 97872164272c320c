import type { FindingOf } from '../../domain/incident/finding';
import type { CauseOf, Happening, InSteps } from './history';

/** Fewer effects are no chain, but a link. */
const fewestEffects = 2;
const mostChains = 20;

/**
 * Chains of cause and effect from each first cause on, the one that costs most first: by the hours for which services were disturbed, then
 * by how many incidents came of it. `until` is the end of what is still disturbed.
 */
export function* chains(
  happenings: readonly Happening[],
  causes: readonly CauseOf[],
  until: number,
): InSteps<readonly FindingOf<'chain'>[]> {
  const effects = new Map<string, Set<string>>();
  const caused = new Set<string>();
  for (const [at, { cause, effect }] of causes.entries()) {
    if (at % 2_000 === 1_999) yield;
    if (cause === effect) continue;
    effects.set(cause, (effects.get(cause) ?? new Set()).add(effect));
    caused.add(effect);
  }
  yield;
  const known = new Map<string, Happening>();
  for (const happening of happenings) if (caused.has(happening.id) || effects.has(happening.id)) known.set(happening.id, happening);
  yield;
  const reached = new Set<string>();
  const found: FindingOf<'chain'>[] = [];
  const firsts = [...effects.keys()].filter(id => !caused.has(id));
  // What only stands in a circle begins somewhere, too.
  for (const root of [...firsts, ...effects.keys()]) {
    if (reached.has(root)) continue;
    yield;
    const depths = yield* reachedFrom(root, effects);
    for (const id of depths.keys()) reached.add(id);
    if (depths.size <= fewestEffects) continue;
    const ids = [...depths.keys()].filter(id => known.has(id));
    const members = ids.flatMap(id => known.get(id) ?? []);
    const hours = members.filter(disturbs).reduce((sum, { at, until: end = until }) => sum + Math.max(0, end - at), 0) / 3_600_000;
    found.push({
      pattern: 'chain',
      key: `chain ${root}`,
      root,
      ids,
      // The last that was reached is the farthest.
      depth: [...depths.values()].at(-1) ?? 0,
      hours: Math.round(hours * 10) / 10,
      security: members.filter(({ isSecurity }) => isSecurity).length,
    });
  }
  return found.sort((a, b) => b.hours - a.hours || b.ids.length - a.ids.length || (a.root < b.root ? -1 : 1)).slice(0, mostChains);
}

/** An inquiry or an order disturbs no service, however long it takes. */
function disturbs({ kind }: Happening): boolean {
  return kind !== 'inquiry' && kind !== 'order';
}

/** What came of it, and what of that, each with how many steps it is away. */
function* reachedFrom(root: string, effects: ReadonlyMap<string, ReadonlySet<string>>): InSteps<ReadonlyMap<string, number>> {
  const depths = new Map([[root, 0]]);
  let followed = 0;
  for (const [id, depth] of depths) {
    for (const effect of effects.get(id) ?? []) {
      if (followed++ % 2_000 === 1_999) yield;
      if (!depths.has(effect)) depths.set(effect, depth + 1);
    }
  }
  return depths;
}
