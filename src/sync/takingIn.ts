import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Store } from '../store/store';
import type { StoreBranch } from './branch';
import type { Engine } from './engine';
import { Hearing, type Heard, type HeardBefore } from './hearing';
import type { LocalRecords } from './localRecords';
import type { SeenBranch } from './seenBranch';
import type { Sharing } from './sharing';
import type { SyncWaiter } from './syncFault';
import { Taking } from './taking';
import { readWithdrawn, withdrawnAsRemembered, withdrawnTogether, type KnownWithdrawals, type Withdrawn } from './withdrawn';

/** What taking in works with. */
export interface TakingInPorts {
  readonly engine: Engine;
  readonly store: Store;
  readonly records: LocalRecords;
  /** Where large records lie while they are read. */
  readonly incoming: string;
  /** What is known of the branch. */
  readonly seen: SeenBranch;
  /** What the rounds of a sync have heard of withdrawals, whatever came of them. */
  readonly heard: { words: Withdrawn };
}

/** What a branch has, and had, once it is here. */
interface TakenIn {
  readonly taking: Taking;
  readonly heard: Heard;
  readonly known: KnownWithdrawals;
}

/**
 * Takes what a branch has, and hears what it had. People come first: behind them is agreed on the register (`agree`), which says whose redactions count in
 * all else.
 */
export async function takeIn(
  ports: TakingInPorts,
  branch: StoreBranch | undefined,
  sharing: Sharing,
  { agree, ...before }: HeardBefore & { readonly agree: () => Promise<void> },
  waiter: SyncWaiter,
): Promise<Result<TakenIn, GitFault>> {
  const taking = new Taking(ports.engine, ports.store, ports.records, ports.incoming, ports.seen, sharing.lastCommit === undefined);
  const hearing = branch && new Hearing({ ...ports, taking }, branch, before, waiter);
  // What was there is looked up while what is there is taken.
  const listening = hearing?.listen() ?? Promise.resolve(success(undefined));
  const [taken] = await Promise.all([
    taking.take(branch, waiter, async () => {
      const listened = await listening;
      const people = listened.ok && hearing ? await hearing.people() : listened;
      if (people.ok) await agree();
      return people;
    }),
    listening,
  ]);
  if (!taken.ok) return taken;
  // Of a branch that is to be begun, nothing was heard since.
  const heard = (await hearing?.others()) ?? success({ replaced: new Set<RecordId>(), unheard: before.unheard });
  // Whatever came of that, what is said of withdrawals was heard.
  const known = await withdrawals(ports, sharing, branch, waiter, hearing?.withdrawals);
  if (!known.ok) return known;
  return heard.ok ? success({ taking, heard: heard.value, known: known.value }) : heard;
}

/** What goes no longer to all, as the branch says, and as was seen before: by any round of this sync, too. `earlier`: where it has said so. */
export async function withdrawals(
  { engine, records, heard }: Pick<TakingInPorts, 'engine' | 'records' | 'heard'>,
  sharing: Pick<Sharing, 'withdrawn'>,
  branch: StoreBranch | undefined,
  { signal }: SyncWaiter,
  earlier: Parameters<typeof readWithdrawn>[1] = [],
): Promise<Result<KnownWithdrawals, GitFault>> {
  const before = withdrawnTogether(withdrawnAsRemembered(sharing.withdrawn), heard.words);
  if (!branch) return success({ remembered: before, said: new Map(), together: before });
  const was = await readWithdrawn(engine, earlier, signal);
  if (!was.ok) return was;
  const said = await readWithdrawn(engine, branch.withdrawals, signal);
  if (!said.ok) return said;
  const remembered = withdrawnTogether(before, was.value);
  const together = new Map(withdrawnTogether(remembered, said.value));
  for (const [id, heads] of together) together.set(id, await records.words.toRemember(id, heads));
  heard.words = together;
  return success({ remembered, said: said.value, together });
}
