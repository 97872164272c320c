import { success, type Result } from '../domain/foundation/result';
import { readBranch, type StoreBranch } from './branch';
import type { Engine } from './engine';
import { RemoteBranch } from './remote';
import { isNotTaken } from './remoteFault';
import type { RoundFault } from './syncFault';
import type { SeenBranch } from './seenBranch';
import type { Sharing } from './sharing';

/**
 * The newest epoch of a store that has followed its own, by what the branch of that says itself: one that bears a number and carries something else is
 * none. Undefined where none has followed. What was found to be none is noted in `seen`, by its commit, and not looked at again.
 */
export async function laterEpoch(
  engine: Engine,
  sharing: Sharing,
  epochs: ReadonlyMap<number, string>,
  seen: Pick<SeenBranch, 'strangers' | 'ofNewer'>,
  signal?: AbortSignal,
): Promise<Result<number | undefined, RoundFault>> {
  const later = [...epochs].filter(([epoch, commit]) => epoch > sharing.epoch && !seen.strangers.has(commit)).sort(([a], [b]) => b - a);
  for (const [epoch, commit] of later) {
    const branch = await carriedBy(engine, { ...sharing, epoch }, signal);
    if (!branch.ok && !isOfStrangers(branch.error)) return branch;
    if (!branch.ok && branch.error.code === 'newerStore') seen.ofNewer.add(commit);
    if (branch.ok && branch.value?.marker.store === sharing.store && branch.value.marker.epoch === epoch) return success(epoch);
    seen.strangers.add(commit);
  }
  return success(undefined);
}

/** True where one of the later numbers carries what a newer version has begun (`laterEpoch` has looked). */
export function isOfNewer(epochs: ReadonlyMap<number, string>, epoch: number, { ofNewer }: Pick<SeenBranch, 'ofNewer'>): boolean {
  return [...epochs].some(([each, commit]) => each > epoch && ofNewer.has(commit));
}

/** What carries something else, or what git takes from nobody, is none of a store's branches; of all else nothing is known yet. */
export function isOfStrangers(fault: RoundFault): boolean {
  const { code } = fault;
  return code === 'notOurs' || code === 'newerStore' || code === 'tooMuch' || (code === 'failed' && isNotTaken(fault));
}

/** The branch of a store under the name of an epoch; undefined where there is none. What is none of a store's fails (`isOfStrangers`). */
export async function carriedBy(
  engine: Engine,
  sharing: Pick<Sharing, 'address' | 'branch' | 'epoch'>,
  signal?: AbortSignal,
): Promise<Result<StoreBranch | undefined, RoundFault>> {
  const there = await new RemoteBranch(engine, sharing).fetch(signal);
  if (there.ok && there.value.tip === undefined) return success(undefined);
  return there.ok ? readBranch(engine, there.value.tip ?? '', signal) : there;
}
