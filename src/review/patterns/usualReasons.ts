import { ByName } from '../../domain/foundation/byName';
import type { Happening } from './history';
import type { SuspicionReason } from './suspicionReason';

/** How often each reason is given: among all that may be asked about, and among those of each component, of which some are always in trouble. */
export class UsualReasons {
  private readonly groups = new ByName<{ asked: number; readonly given: Map<string, number> }>();

  add(happening: Happening, own: readonly SuspicionReason[]): void {
    const names = new Set(own.map(nameOf));
    for (const name of groupsOf(happening)) {
      const group = this.groups.get(name) ?? { asked: 0, given: new Map<string, number>() };
      this.groups.set(name, group);
      group.asked++;
      for (const reason of names) group.given.set(reason, (group.given.get(reason) ?? 0) + 1);
    }
  }

  /** How many incidents would have all of these reasons where each came independently of the others: the most by any of the groups. */
  byChance(happening: Happening, own: readonly SuspicionReason[]): number {
    return Math.max(...groupsOf(happening).map(name => this.byChanceIn(name, own)));
  }

  private byChanceIn(name: string, own: readonly SuspicionReason[]): number {
    const { asked, given } = this.groups.get(name) ?? { asked: 1, given: new Map<string, number>() };
    const likely = new Map<string, number>();
    for (const one of own) {
      // Those that it was given together with are what is asked about.
      const otherwise = Math.max(0, (given.get(nameOf(one)) ?? 0) - one.ids.length);
      likely.set(one.reason, Math.min(likely.get(one.reason) ?? 1, otherwise / asked));
    }
    return [...likely.values()].reduce((product, share) => product * share, asked);
  }
}

function groupsOf({ components }: Happening): readonly string[] {
  return ['', ...new Set(components)];
}

function nameOf({ reason, of = '' }: SuspicionReason): string {
  return `${reason} ${of}`;
}
