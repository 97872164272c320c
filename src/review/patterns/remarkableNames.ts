import { firstPlace } from '../../base/firstPlace';
import { ByName } from '../../domain/foundation/byName';
import { addUnder } from '../../domain/foundation/grouped';
import { binomialTail, scanTail } from './chance';
import { day, type Happening, type InSteps } from './history';
import type { SuspicionReason } from './suspicionReason';

/** A name is remarkable in so many incidents within this time, where it is hardly ever named otherwise. */
const [fewestNaming, namingWithin, shareOfNaming, mostNaming] = [3, 14 * day, 0.6, 0.02];
/** What is named otherwise, too, comes so densely, or so often with failed authentication, by chance at most that often. */
const mostByChance = 0.01;
/** Names that are looked at in one go. */
const atOnce = 2_000;

/** What was found of the accounts, addresses and hosts that reports name. */
interface FoundNames {
  /** For each incident those that stand in several within two weeks and hardly anywhere else. */
  readonly remarkable: ReadonlyMap<string, readonly SuspicionReason[]>;
  /** Those that stand in many reports, whatever they tell of: the address of the service desk, say. That they stand in one says nothing. */
  readonly everywhere: ReadonlySet<string>;
}

/** Looks at the accounts, addresses and hosts that reports name. */
export function* foundNames(happenings: readonly Happening[]): InSteps<FoundNames> {
  const byName = new ByName<Happening[]>();
  let looked = 0;
  for (const happening of happenings) {
    if (looked++ % atOnce === 0) yield;
    for (const name of new Set([...happening.accounts, ...happening.addresses, ...happening.hosts])) {
      addUnder(byName, name, happening);
      if (looked++ % atOnce === 0) yield;
    }
  }
  const most = Math.max(fewestNaming * 3, happenings.length * mostNaming);
  const found = new Map<string, SuspicionReason[]>();
  const everywhere = new Set<string>();
  const usual = happenings.filter(tellsOfAuthentication).length / Math.max(1, happenings.length);
  for (const [name, having] of byName) {
    looked += having.length;
    if (looked >= atOnce) {
      looked = 0;
      yield;
    }
    const failed = having.filter(tellsOfAuthentication);
    if (having.length > most && binomialTail(failed.length, having.length, usual) > mostByChance) everywhere.add(name);
    const together = remarkable(having, happenings, most) ?? remarkable(failed, happenings, Infinity);
    if (!together) continue;
    const ids = together.map(({ id }) => id);
    for (const id of ids) addUnder(found, id, { reason: 'sameObservable', detail: name, ids });
  }
  return { remarkable: found, everywhere };
}

/**
 * Of those that name something, ascending in time, the most within two weeks, where that is remarkable among all: it is hardly named otherwise,
 * and by no more than `most` (what stands everywhere says nothing), or comes more densely there than what else was reported. Incidents that tell
 * of failed authentication are looked at by themselves as well: what is named for other reasons does not hide them.
 */
function remarkable(having: readonly Happening[], all: readonly Happening[], most: number): readonly Happening[] | undefined {
  if (having.length < fewestNaming) return undefined;
  const together = densest(having, namingWithin);
  if (together.length < fewestNaming) return undefined;
  const isHardlyElsewhere = having.length <= most && together.length >= having.length * shareOfNaming;
  return isHardlyElsewhere || scanTail(together.length, having.length, shareFrom(together[0], all)) <= mostByChance ? together : undefined;
}

/** The share of all that happened within two weeks from one of them on. */
function shareFrom(first: Happening | undefined, all: readonly Happening[]): number {
  const from = first?.at ?? 0;
  const before = firstPlace(all.length, place => (all[place]?.at ?? 0) < from);
  const behind = firstPlace(all.length, place => (all[place]?.at ?? 0) <= from + namingWithin);
  return (behind - before) / all.length;
}

function tellsOfAuthentication({ signs }: Happening): boolean {
  return signs.includes('authentication');
}

/** The most of these, ascending in time, that lie within a time. */
export function densest(having: readonly Happening[], within: number): readonly Happening[] {
  let [from, first, most] = [0, 0, 0];
  for (const [to, { at }] of having.entries()) {
    while (at - (having[from]?.at ?? at) > within) from++;
    if (to - from < most) continue;
    [first, most] = [from, to - from + 1];
  }
  return having.slice(first, first + most);
}
