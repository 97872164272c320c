import { addUnder } from '../../domain/foundation/grouped';
import type { Happening } from './history';
import type { SuspicionReason } from './suspicionReason';
import type { TimeSpan } from './scan';

interface OffSafeguard extends TimeSpan {
  readonly id: string;
  readonly component: string;
}

/** When safeguards of which component were off. */
export class OffSafeguards {
  /** By component and the time since when; at each place the two incidents whose safeguard, off by then, stays off longest. */
  private readonly byComponent = new Map<string, readonly { readonly since: number; readonly longest: readonly OffSafeguard[] }[]>();

  constructor(happenings: readonly Happening[]) {
    const all = new Map<string, OffSafeguard[]>();
    for (const { id, gaps } of happenings)
      for (const { component, since, until = Infinity } of gaps) addUnder(all, component, { id, component, from: since, to: until });
    for (const [component, gaps] of all) {
      let longest: readonly OffSafeguard[] = [];
      const places = gaps
        .sort((a, b) => a.from - b.from)
        .map(gap => {
          const others = longest.filter(({ id, to }) => id !== gap.id || to > gap.to);
          const isKnown = others.some(({ id }) => id === gap.id);
          longest = (isKnown ? others : [...others, gap]).sort((a, b) => b.to - a.to).slice(0, 2);
          return { since: gap.from, longest };
        });
      this.byComponent.set(component, places);
    }
  }

  /** That a safeguard of one of its components was off when it happened, by another incident. */
  reasons({ id, at, components, signs, isUnavailable }: Happening): readonly SuspicionReason[] {
    if (signs.length === 0 && !isUnavailable) return [];
    for (const component of components) {
      const off = this.offAt(component, at).find(gap => gap.id !== id && at <= gap.to);
      if (off) return [{ reason: 'safeguardOff', detail: component, ids: [off.id, id] }];
    }
    return [];
  }

  private offAt(component: string, at: number): readonly OffSafeguard[] {
    const places = this.byComponent.get(component) ?? [];
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle]?.since ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return places[low - 1]?.longest ?? [];
  }
}
