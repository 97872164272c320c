import { failure, success, type Result } from '../domain/foundation/result';
import { readBranch, type StoreBranch } from './branch';
import type { Engine } from './engine';
import { isOfStrangers } from './laterEpoch';
import { lastEpoch } from './layout';
import { RemoteBranch } from './remote';
import type { Round } from './round';
import type { Sharing } from './sharing';
import type { RoundFault, Synced, SyncWaiter } from './syncFault';

/** What the beginning of a new epoch needs of a sync. */
export interface EpochPorts {
  readonly engine: Engine;
  readonly roundOf: (sharing: Sharing, waiter: SyncWaiter) => Round;
  readonly remembered: () => Promise<Sharing | undefined>;
  readonly keep: (sharing: Sharing) => Promise<void>;
}

/** How many numbers are tried that others have taken. */
const mostTaken = 20;

/** What stands under the name of a branch that is to be begun is somebody else's, as is what is none of a store's: another number may be free. */
const taken: ReadonlySet<RoundFault['code']> = new Set(['otherStore', 'forFewer', 'forAll', 'oldEpoch']);

/** After these an epoch that was begun and cut off is gone on with by the next sync; after any other every sync would end as this one. */
const passing: ReadonlySet<RoundFault['code']> = new Set([
  'overtaken',
  'moved',
  'offline',
  'timeout',
  'cancelled',
  'busyHere',
  'busyRemote',
  'signIn',
  'failed',
]);

/** Begins a new epoch, or goes on with one that was cut off. */
export class NewEpoch {
  private tries = 0;

  constructor(
    private readonly ports: EpochPorts,
    private readonly waiter: SyncWaiter,
  ) {}

  /** `sharing`: the epoch it is in; that of somebody else, too, who has begun it before what is to go was redacted. */
  async begin(round: Round, sharing: Sharing): Promise<Result<Synced, RoundFault>> {
    const begun = await this.tryToBegin(round, sharing);
    if (begun.ok || passing.has(begun.error.code)) return begun;
    const now = await this.ports.remembered();
    if (now?.begins !== undefined) await this.ports.keep({ ...now, begins: undefined });
    return begun;
  }

  private async tryToBegin(round: Round, sharing: Sharing): Promise<Result<Synced, RoundFault>> {
    const { engine, keep, remembered } = this.ports;
    if (sharing.epoch >= lastEpoch) return failure({ code: 'tooMuch' });
    let synced = await round.run();
    if (synced.ok && sharing.endsLast === true) {
      // The branch before this one comes first: behind another one nobody would look there any more.
      const ended = await this.endLast(sharing, synced.value);
      const stays = ended.ok ? ended.value.keepsHistory : undefined;
      if (stays) return failure({ code: stays === 'notAll' ? 'notAll' : 'historyStays' });
      synced = ended.ok ? await round.run() : ended;
    }
    if (!synced.ok) return synced;
    if (lacks(synced.value)) return failure({ code: 'notAll' });
    // Cut off behind this, it is gone on with by the next sync: or some would stay on one branch, and some on the other.
    const now = { ...sharing, ...(await remembered()) };
    const held = now.lastCommit === undefined ? undefined : await readBranch(engine, now.lastCommit, this.waiter.signal);
    if (held?.ok === true && held.value.ofNewerKinds > 0) return failure({ code: 'newerKinds' });
    await keep({ ...now, begins: now.epoch + 1 });
    return this.beginAfter(now, held?.ok === true ? held.value : undefined);
  }

  /** Takes the branches of the epochs before away, now or at a later sync, and what the engine still has of them. */
  async endLast(sharing: Sharing, synced: Synced): Promise<Result<Synced, RoundFault>> {
    const { engine, keep, remembered, roundOf } = this.ports;
    const there = await new RemoteBranch(engine, sharing).fetch(this.waiter.signal);
    if (!there.ok) return there;
    for (const [epoch, commit] of [...there.value.epochs].filter(([each]) => each < sharing.epoch).sort(([a], [b]) => b - a)) {
      const seen = await remembered();
      const next = roundOf({ ...sharing, lastCommit: seen?.lastCommit }, this.waiter);
      const ended = await roundOf({ ...sharing, epoch }, this.waiter).end(next, !lacks(synced), commit);
      // Who was faster there has put something on it.
      const keepsHistory = ended.ok ? ended.value : ended.error.code === 'overtaken' ? 'notAll' : undefined;
      if (!ended.ok && !keepsHistory) return ended;
      if (!keepsHistory) continue;
      // Who keeps the remote may let it be taken away later.
      const now = await remembered();
      if (now) await keep({ ...now, endsLast: true, endsEpoch: epoch });
      return success({ ...synced, keepsHistory });
    }
    const now = await remembered();
    if (now) await keep({ ...now, endsLast: false, endsEpoch: undefined });
    const renewed = await engine.renew();
    return renewed.ok ? success(synced) : renewed;
  }

  /** Under the next number that nobody else has taken. `last`: the branch as it is left. */
  private async beginAfter(now: Sharing, last: StoreBranch | undefined): Promise<Result<Synced, RoundFault>> {
    const { remembered, roundOf } = this.ports;
    let next = now.epoch + 1;
    while (next <= lastEpoch && this.tries++ < mostTaken) {
      const sharing: Sharing = { ...now, epoch: next, endsLast: true, endsEpoch: now.epoch, begins: undefined, lastCommit: undefined };
      const begun = roundOf(sharing, this.waiter);
      const first = await begun.run({ isNew: true, last });
      if (first.ok) return this.endLast(sharing, first.value);
      const done = first.error.code === 'branchExists' ? await begun.run() : first;
      if (done.ok) {
        // Somebody has begun it meanwhile, or this machine, cut off: before what is to go was redacted, it may be. It is gone through as any other.
        const ended = await this.endLast(sharing, done.value);
        const there = ended.ok ? await remembered() : undefined;
        return there ? this.tryToBegin(roundOf(there, this.waiter), there) : ended;
      }
      const { error } = done;
      if (error.code === 'moved') next = error.epoch;
      else if (taken.has(error.code) || isOfStrangers(error)) next++;
      else return done;
    }
    return failure({ code: 'noEpoch' });
  }
}

/** True where the branch lacks something that is here, or the other way round. Evidence that may not go is on no branch: nothing of it is lost there. */
function lacks({ leftOut }: Synced): boolean {
  return leftOut.some(({ why }) => why.code !== 'contentConfined');
}
