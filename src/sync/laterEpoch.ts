import { success, type Result } from '../domain/foundation/result';
import { readBranch, type StoreBranch } from './branch';
import type { Engine } from './engine';
import { RemoteBranch } from './remote';
import { isNotTaken } from './remoteFault';
import type { RoundFault } from './syncFault';
import type { Sharing } from './sharing';

/**
 * The newest epoch of a store that has followed its own, by what the branch of that says itself: one that bears a number and carries something else is
 * none. Undefined where none has followed. What was found to be none is added to `strangers`, by its commit, and not looked at again.
 */
export async function laterEpoch(
  engine: Engine,
  sharing: Sharing,
  epochs: ReadonlyMap<number, string>,
  strangers: Set<string>,
  signal?: AbortSignal,
): Promise<Result<number | undefined, RoundFault>> {
  const later = [...epochs].filter(([epoch, commit]) => epoch > sharing.epoch && !strangers.has(commit)).sort(([a], [b]) => b - a);
  for (const [epoch, commit] of later) {
    const branch = await carriedBy(engine, { ...sharing, epoch }, signal);
    if (!branch.ok) return branch;
    if (branch.value?.marker.store === sharing.store && branch.value.marker.epoch === epoch) return success(epoch);
    strangers.add(commit);
  }
  return success(undefined);
}

/** What carries something else, or what git takes from nobody, is none of a store's branches; of all else nothing is known yet. */
export function isOfStrangers(fault: RoundFault): boolean {
  const { code } = fault;
  return code === 'notOurs' || code === 'newerStore' || code === 'tooMuch' || (code === 'failed' && isNotTaken(fault));
}

/** The branch of a store under the name of an epoch; undefined where there is none, or it is no such branch. */
export async function carriedBy(
  engine: Engine,
  sharing: Pick<Sharing, 'address' | 'branch' | 'epoch'>,
  signal?: AbortSignal,
): Promise<Result<StoreBranch | undefined, RoundFault>> {
  const there = await new RemoteBranch(engine, sharing).fetch(signal);
  if (there.ok && there.value.tip === undefined) return success(undefined);
  const branch = there.ok ? await readBranch(engine, there.value.tip ?? '', signal) : there;
  return branch.ok || !isOfStrangers(branch.error) ? branch : success(undefined);
}
