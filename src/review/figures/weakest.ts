import type { GroupFigures, ProcessFigures } from '../../domain/incident/figures';
import { discoveries, hypergeometricTail } from '../patterns/chance';
import { falseRate } from '../patterns/rates';

/** A group is told of that has as many incidents whose target was kept or missed, at the least. */
const fewest = 5;

/** A named group that keeps its targets worse than the others, by more than chance: so many of so many. */
interface Weakest {
  readonly name: string;
  readonly count: number;
  readonly of: number;
}

/**
 * The group that keeps its targets worst, where it does so by more than chance: its incidents are held against all others by Fisher's exact
 * test, one-sided, at 5 % for all groups together (Benjamini and Hochberg). Undefined where there is none.
 */
export function weakestOf({ all, groups }: Pick<ProcessFigures, 'all' | 'groups'>): Weakest | undefined {
  const [missed, of] = [all.target.missed, decided(all)];
  const tested = groups.flatMap(group => {
    const own = decided(group);
    if (group.name === undefined || own < fewest || own === of) return [];
    const chance = hypergeometricTail(group.target.missed, own, missed, of);
    return [{ name: group.name, count: group.target.met, of: own, chance }];
  });
  const [worst] = [...discoveries(tested, 0, falseRate)].sort((a, b) => a.count / a.of - b.count / b.of);
  return worst && { name: worst.name, count: worst.count, of: worst.of };
}

function decided({ target: { met, missed } }: GroupFigures): number {
  return met + missed;
}
