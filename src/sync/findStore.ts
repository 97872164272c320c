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
  waiter: SyncWaiter,
): Promise<Result<Sharing, RoundFault>> {
  const { signal, told } = waiter;
  told?.({ code: 'asking' });
  let { branch: name, epoch } = asked;
  let tip = await new RemoteBranch(engine, asked).fetch(signal);
  if (tip.ok && tip.value === undefined) {
    // Under the name that is asked for there is none any more: the newest that bears it with a number has followed.
    const newest = await newestOf(engine, asked, signal);
    if (!newest.ok) return newest;
    if (newest.value === undefined) return failure({ code: 'noBranch' });
    ({ branch: name, epoch } = newest.value);
    tip = await new RemoteBranch(engine, newest.value).fetch(signal);
  }
  if (!tip.ok) return tip;
  if (tip.value === undefined) return failure({ code: 'noBranch' });
  const found = await branchAt(tip.value, signal);
  if (!found.ok) return found;
  const { store, epoch: carried, next = carried } = found.value.marker;
  // It is another's that happens to have a name like it.
  if (name !== asked.branch && carried !== epoch) return failure({ code: 'noBranch' });
  // Somebody may have been told the name with the number of its epoch.
  const isNumbered = epoch === 1 && carried > 1 && name.endsWith(`-${carried}`);
  if (!isNumbered) return success({ ...asked, branch: name, store, epoch });
  const sharing: Sharing = { ...asked, branch: name.slice(0, -`-${carried}`.length), store, epoch: carried };
  return next > carried ? findStore(engine, { ...sharing, epoch: next }, branchAt, waiter) : success(sharing);
}

/** The newest that bears the name with a number; or, where the name has one itself, the newest that has followed that. */
async function newestOf(engine: Engine, asked: Sharing, signal: AbortSignal | undefined): Promise<Result<Sharing | undefined, RoundFault>> {
  const newest = await new RemoteBranch(engine, asked).newestEpoch(signal);
  if (!newest.ok) return newest;
  if (newest.value !== undefined) return success({ ...asked, epoch: newest.value });
  const [, branch, number] = /^(.+)-([1-9]\d{0,5})$/.exec(asked.branch) ?? [];
  if (branch === undefined) return success(undefined);
  const followed = await new RemoteBranch(engine, { ...asked, branch }).newestEpoch(signal);
  if (!followed.ok) return followed;
  return success(followed.value !== undefined && followed.value > Number(number) ? { ...asked, branch, epoch: followed.value } : undefined);
}
