import { success, type Result } from '../domain/foundation/result';
import { readBranch } from './branch';
import type { Engine } from './engine';
import { RemoteBranch } from './remote';
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
    const found = await new RemoteBranch(engine, { ...sharing, epoch }).fetch(signal);
    if (!found.ok) return found;
    const branch = found.value.tip === undefined ? undefined : await readBranch(engine, found.value.tip, signal);
    if (branch?.ok === true && branch.value.marker.store === sharing.store && branch.value.marker.epoch === epoch) return success(epoch);
    strangers.add(commit);
  }
  return success(undefined);
}
