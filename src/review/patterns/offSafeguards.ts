import { firstPlace } from '../../base/firstPlace';
import { addUnder } from '../../domain/foundation/grouped';
import type { Happening, InSteps } from './history';
import { sortedInSteps } from './sortedInSteps';
import type { SuspicionReason } from './suspicionReason';
import type { TimeSpan } from './scan';

interface OffSafeguard extends TimeSpan {
  readonly id: string;
  readonly component: string;
}

interface OffSince {
  readonly since: number;
  readonly longest: readonly OffSafeguard[];
}

/** When safeguards of which component were off. */
export class OffSafeguards {
  /** By component and the time since when; at each place the two incidents whose safeguard, off by then, stays off longest. */
  private readonly byComponent = new Map<string, readonly OffSince[]>();

  static *of(happenings: readonly Happening[]): InSteps<OffSafeguards> {
    const all = new Map<string, OffSafeguard[]>();
    for (const [at, { id, gaps }] of happenings.entries()) {
      if (at % 100 === 99) yield;
      for (const { component, since, until = Infinity } of gaps) addUnder(all, component, { id, component, from: since, to: until });
    }
    const safeguards = new OffSafeguards();
    for (const [component, gaps] of all) {
      yield;
      safeguards.byComponent.set(component, yield* longestAt(gaps));
    }
    return safeguards;
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
    const behind = firstPlace(places.length, place => (places[place]?.since ?? 0) <= at);
    return places[behind - 1]?.longest ?? [];
  }
}

function* longestAt(gaps: readonly OffSafeguard[]): InSteps<readonly OffSince[]> {
  let longest: readonly OffSafeguard[] = [];
  const places: OffSince[] = [];
  for (const gap of yield* sortedInSteps(gaps, (a, b) => a.from - b.from)) {
    if (places.length % 1_000 === 999) yield;
    const others = longest.filter(({ id, to }) => id !== gap.id || to > gap.to);
    const isKnown = others.some(({ id }) => id === gap.id);
    longest = (isKnown ? others : [...others, gap]).sort((a, b) => b.to - a.to).slice(0, 2);
    places.push({ since: gap.from, longest });
  }
  return places;
}
