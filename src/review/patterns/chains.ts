import { addUnder } from '../../domain/foundation/grouped';
import type { FindingOf } from '../../domain/incident/finding';
import { hour, type CauseOf, type Happening, type InSteps } from './history';

/** What came of each, or is a part of it. */
type Linked = ReadonlyMap<string, ReadonlySet<string>>;

/** Fewer effects are no chain, but a link. */
const fewestEffects = 2;
const mostChains = 20;
/** Records between two steps. */
const atOnce = 1_000;

/**
 * Chains of cause and effect from each first cause on, the one that costs most first: by the hours for which services were disturbed, then
 * by how many incidents came of it. `until` is the end of what is still disturbed, and of what is said to end later. A whole and its parts are
 * one disturbance: its hours are those in which any of them was disturbed, what came of a part came of the whole, and a part is no effect of it.
 */
export function* chains(
  happenings: readonly Happening[],
  causes: readonly CauseOf[],
  until: number,
): InSteps<readonly FindingOf<'chain'>[]> {
  const effects = new Map<string, Set<string>>();
  const caused = new Set<string>();
  const parts = new Map<string, Set<string>>();
  const wholes = new Map<string, string>();
  for (const [at, { cause, effect, isPart = false }] of causes.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    if (cause === effect) continue;
    const those = isPart ? parts : effects;
    const known = those.get(cause);
    if (known) known.add(effect);
    else those.set(cause, new Set([effect]));
    if (isPart) wholes.set(effect, cause);
    else caused.add(effect);
  }
  yield;
  const known = new Map<string, Happening>();
  for (const [at, happening] of happenings.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    const { id } = happening;
    if (caused.has(id) || effects.has(id) || wholes.has(id) || parts.has(id)) known.set(id, happening);
  }
  yield;
  const reached = new Set<string>();
  const found: FindingOf<'chain'>[] = [];
  for (const root of yield* beginnings(effects, parts, caused)) {
    if (reached.has(root)) continue;
    yield;
    const { depths, within } = yield* reachedFrom(root, effects, parts);
    for (const id of depths.keys()) reached.add(id);
    yield;
    if (depths.size <= fewestEffects) continue;
    const members: Happening[] = [];
    let [depth, came, incidents, looked] = [0, 0, 0, 0];
    for (const [id, steps] of depths) {
      if (looked++ % atOnce === atOnce - 1) yield;
      depth = Math.max(depth, steps);
      const member = known.get(id);
      if (member) members.push(member);
      if (id === root || within.has(id)) continue;
      came++;
      if (member) incidents++;
    }
    if (came < fewestEffects || incidents === 0) continue;
    const hours = (yield* disturbedTime(members, wholes, until)) / hour;
    found.push({
      pattern: 'chain',
      key: `chain ${root}`,
      root,
      ids: members.map(({ id }) => id),
      effects: came,
      depth,
      hours: Math.round(hours * 10) / 10,
      security: members.filter(({ isSecurity }) => isSecurity).length,
    });
  }
  return found.sort((a, b) => b.hours - a.hours || b.ids.length - a.ids.length || (a.root < b.root ? -1 : 1)).slice(0, mostChains);
}

/** Where chains can begin: with a whole before its parts, of which one alone that has effects stands for itself. What only stands in a circle begins somewhere, too. */
function* beginnings(effects: Linked, parts: Linked, caused: ReadonlySet<string>): InSteps<readonly string[]> {
  const wholes: string[] = [];
  let looked = 0;
  for (const [id, own] of parts) {
    let causing = effects.has(id) ? 2 : 0;
    for (const part of own) {
      if (looked++ % atOnce === atOnce - 1) yield;
      if (effects.has(part)) causing++;
    }
    if (causing >= 2 && !caused.has(id)) wholes.push(id);
  }
  return [...wholes, ...[...effects.keys()].filter(id => !caused.has(id)), ...effects.keys()];
}

/** For how many milliseconds services were disturbed, those of several incidents added, those of a whole and its parts once. */
function* disturbedTime(members: readonly Happening[], wholes: ReadonlyMap<string, string>, until: number): InSteps<number> {
  const spans = new Map<string, { readonly from: number; readonly to: number }[]>();
  for (const [place, { id, kind, at, until: end = until }] of members.entries()) {
    if (place % atOnce === atOnce - 1) yield;
    if (disturbs(kind)) addUnder(spans, wholeOf(id, wholes), { from: at, to: Math.min(end, until) });
  }
  let [sum, added] = [0, 0];
  for (const those of spans.values()) {
    let covered = -Infinity;
    for (const { from, to } of those.sort((a, b) => a.from - b.from)) {
      if (added++ % atOnce === atOnce - 1) yield;
      sum += Math.max(0, to - Math.max(from, covered));
      covered = Math.max(covered, to);
    }
  }
  return sum;
}

/** A whole has parts that have parts; deeper than this nobody means it. */
const deepestPart = 8;

function wholeOf(id: string, wholes: ReadonlyMap<string, string>): string {
  let whole = id;
  for (let depth = 0; depth < deepestPart; depth++) whole = wholes.get(whole) ?? whole;
  return whole;
}

/** An inquiry or an order disturbs no service, however long it takes. */
function disturbs(kind: Happening['kind']): boolean {
  return kind !== 'inquiry' && kind !== 'order';
}

/** What came of it, and what of that, each with how many steps it is away; `within` are parts of what was reached, which are no steps. */
function* reachedFrom(
  root: string,
  effects: Linked,
  parts: Linked,
): InSteps<{ readonly depths: ReadonlyMap<string, number>; readonly within: ReadonlySet<string> }> {
  const depths = new Map([[root, 0]]);
  const within = new Set<string>();
  let followed = 0;
  for (const [id, depth] of depths) {
    for (const [linked, steps] of [[parts, 0] as const, [effects, 1] as const]) {
      for (const other of linked.get(id) ?? []) {
        if (followed++ % atOnce === atOnce - 1) yield;
        if (steps === 0) within.add(other);
        if (!depths.has(other)) depths.set(other, depth + steps);
      }
    }
  }
  return { depths, within };
}
