import { addUnder } from '../../domain/foundation/grouped';
import type { Finding, PatternKind } from '../../domain/incident/finding';
import type { InSteps } from './history';

/** What is told first of the same incidents: a question of security, then what links say outright, then what is farthest from chance. */
const strengths: Readonly<Record<PatternKind, number>> = { unnoticed: 2, chain: 1, recurrence: 0, burst: 0, together: 0, hotspot: 0 };
/** So many incidents of a finding may be none of a stronger one. */
const mostBesides = 1;
/** What is a smaller part of a stronger finding is told by itself: a chain through half of a store would swallow all the others. */
const leastPart = 0.25;
/** Incidents between two steps. */
const atOnce = 1_000;

/**
 * Where findings of different kinds rest on the same incidents, the strongest alone, which tells the others (`also`): of a weaker one all incidents
 * but one are incidents of it. What is left stays in its order.
 */
export function* toldOnce(found: readonly Finding[]): InSteps<readonly Finding[]> {
  const heads = new Map<Finding, { readonly place: number; readonly size: number; readonly also: Finding[] }>();
  const headsOf = new Map<string, Finding[]>();
  for (const one of found.toSorted((a, b) => strengths[b.pattern] - strengths[a.pattern] || chanceOf(a) - chanceOf(b))) {
    yield;
    const ids = new Set(one.ids);
    const shared = new Map<Finding, number>();
    let looked = 0;
    for (const id of ids) {
      for (const head of headsOf.get(id) ?? []) {
        shared.set(head, (shared.get(head) ?? 0) + 1);
        if (looked++ % atOnce === atOnce - 1) yield;
      }
    }
    // Those that it could be told with, the strongest first.
    const covering = [...shared].flatMap(([head, both]) => {
      const known = heads.get(head);
      const isCovered = both > mostBesides && ids.size - both <= mostBesides;
      return known && isCovered && head.pattern !== one.pattern && ids.size >= known.size * leastPart ? [known] : [];
    });
    const strongest = covering.reduce<(typeof covering)[number] | undefined>((a, b) => (a && a.place < b.place ? a : b), undefined);
    if (strongest) {
      strongest.also.push(one);
      continue;
    }
    heads.set(one, { place: heads.size, size: ids.size, also: [] });
    for (const id of ids) {
      addUnder(headsOf, id, one);
      if (looked++ % atOnce === atOnce - 1) yield;
    }
  }
  return found.flatMap(one => {
    const { also } = heads.get(one) ?? {};
    if (!also) return [];
    return also.length > 0 ? [{ ...one, also }] : [one];
  });
}

/** How likely by chance; 0 of what is no matter of chance. */
function chanceOf(finding: Finding): number {
  return 'chance' in finding ? finding.chance : 0;
}
