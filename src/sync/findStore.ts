import { failure, success, type Result } from '../domain/foundation/result';
import type { Engine } from './engine';
import { carriedBy, isOfStrangers, laterEpoch } from './laterEpoch';
import { RemoteBranch, type Remote } from './remote';
import type { SeenBranch } from './seenBranch';
import type { Sharing } from './sharing';
import type { RoundFault, SyncWaiter } from './syncFault';

/** The store that a branch carries, or the newest one that has followed it. */
export async function findStore(
  engine: Engine,
  asked: Sharing,
  seen: SeenBranch,
  waiter: SyncWaiter,
): Promise<Result<Sharing, RoundFault>> {
  const { signal, told } = waiter;
  told?.({ code: 'asking' });
  let { branch: name, epoch } = asked;
  let there = await new RemoteBranch(engine, asked).fetch(signal);
  if (there.ok && there.value.tip === undefined) {
    // Under the name that is asked for there is none any more: the newest that bears it with a number has followed.
    const newest = await newestOf(engine, asked, there.value, signal);
    if (!newest.ok) return newest;
    if (newest.value === undefined) return failure({ code: 'noBranch' });
    ({ branch: name, epoch } = newest.value);
    there = await new RemoteBranch(engine, newest.value).fetch(signal);
  }
  if (!there.ok) return there;
  if (there.value.tip === undefined) return failure({ code: 'noBranch' });
  const found = await seen.at(there.value.tip, signal);
  if (!found.ok) return found;
  const { store, epoch: carried } = found.value.marker;
  // Somebody may have been told the name with the number of its epoch.
  const isNumbered = epoch === 1 && carried > 1 && name.endsWith(`-${carried}`);
  const sharing: Sharing = isNumbered
    ? { ...asked, branch: name.slice(0, -`-${carried}`.length), store, epoch: carried }
    : { ...asked, branch: name, store, epoch };
  // Where the branch still stands, or stands again, that has been followed by another, the store is on that.
  const all = isNumbered ? await new RemoteBranch(engine, sharing).fetch(signal) : there;
  const later = all.ok ? await laterEpoch(engine, sharing, all.value.epochs, seen, signal) : all;
  return later.ok ? success({ ...sharing, epoch: later.value ?? sharing.epoch }) : later;
}

/** The newest that bears the name with a number; or, where the name has one itself, the newest that has followed that. */
async function newestOf(
  engine: Engine,
  asked: Sharing,
  { epochs }: Remote,
  signal: AbortSignal | undefined,
): Promise<Result<Sharing | undefined, RoundFault>> {
  const newest = await newestAmong(engine, asked, epochs, signal);
  if (!newest.ok || newest.value) return newest;
  const [, branch, number] = /^(.+)-([1-9]\d{0,5})$/.exec(asked.branch) ?? [];
  if (branch === undefined) return success(undefined);
  const others = await new RemoteBranch(engine, { ...asked, branch }).fetch(signal);
  if (!others.ok) return others;
  const later = new Map([...others.value.epochs].filter(([epoch]) => epoch > Number(number)));
  return newestAmong(engine, { ...asked, branch }, later, signal);
}

/** The newest of these that carries a store in the epoch of its number: others may bear a name like it. `newerStore` where one alone does that a newer version has begun. */
async function newestAmong(
  engine: Engine,
  asked: Sharing,
  epochs: Remote['epochs'],
  signal: AbortSignal | undefined,
): Promise<Result<Sharing | undefined, RoundFault>> {
  let isNewer = false;
  for (const epoch of [...epochs.keys()].sort((a, b) => b - a)) {
    const carried = await carriedBy(engine, { ...asked, epoch }, signal);
    if (!carried.ok && !isOfStrangers(carried.error)) return carried;
    if (carried.ok && carried.value?.marker.epoch === epoch) return success({ ...asked, epoch });
    isNewer ||= !carried.ok && carried.error.code === 'newerStore';
  }
  return isNewer ? failure({ code: 'newerStore' }) : success(undefined);
}
