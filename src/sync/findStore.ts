import { failure, success, type Result } from '../domain/foundation/result';
import type { Engine } from './engine';
import { RemoteBranch } from './remote';
import type { RoundFault, RoundPorts } from './round';
import type { Sharing } from './sharing';
import type { SyncWaiter } from './syncFault';

/** The store that a branch carries, or the newest one that has followed it. */
export async function findStore(
  engine: Engine,
  asked: Sharing,
  branchAt: RoundPorts['branchAt'],
  { signal, told }: SyncWaiter,
): Promise<Result<Sharing, RoundFault>> {
  told?.({ code: 'asking' });
  let epoch = asked.epoch;
  let tip = await new RemoteBranch(engine, asked).fetch(signal);
  if (tip.ok && tip.value === undefined) {
    // Under the name that is asked for there is none any more: the newest that bears it with a number has followed.
    const newest = await new RemoteBranch(engine, asked).newestEpoch(signal);
    if (!newest.ok) return newest;
    if (newest.value === undefined) return failure({ code: 'noBranch' });
    epoch = newest.value;
    tip = await new RemoteBranch(engine, { ...asked, epoch }).fetch(signal);
  }
  if (!tip.ok) return tip;
  if (tip.value === undefined) return failure({ code: 'noBranch' });
  const found = await branchAt(tip.value, signal);
  if (!found.ok) return found;
  const { store, epoch: carried } = found.value.marker;
  // Somebody may have been told the name with the number of its epoch.
  const isNumbered = epoch === 1 && carried > 1 && asked.branch.endsWith(`-${carried}`);
  const branch = isNumbered ? asked.branch.slice(0, -`-${carried}`.length) : asked.branch;
  return success({ ...asked, branch, store, epoch: isNumbered ? carried : epoch });
}
