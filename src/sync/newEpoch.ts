import { failure, success, type Result } from '../domain/foundation/result';
import { readBranch } from './branch';
import type { Engine } from './engine';
import { endedEpoch } from './epoch';
import { lastEpoch } from './layout';
import type { Round, RoundFault } from './round';
import type { Sharing } from './sharing';
import type { Synced, SyncWaiter } from './syncFault';

/** What the beginning of a new epoch needs of a sync. */
export interface EpochPorts {
  readonly engine: Engine;
  readonly roundOf: (sharing: Sharing, waiter: SyncWaiter) => Round;
  readonly remembered: () => Promise<Sharing | undefined>;
  readonly keep: (sharing: Sharing) => Promise<void>;
}

/** How many numbers are tried that others have taken. */
const mostTaken = 20;

/** What stands under the name of a branch that is to be begun is somebody else's: another number may be free. */
const taken: ReadonlySet<RoundFault['code']> = new Set(['otherStore', 'notOurs', 'tooMuch', 'forFewer', 'forAll', 'oldEpoch']);

/** Begins a new epoch, or goes on with one that was cut off. */
export class NewEpoch {
  private epoch: number | undefined;

  constructor(
    private readonly ports: EpochPorts,
    private readonly waiter: SyncWaiter,
  ) {}

  async begin(round: Round, sharing: Sharing): Promise<Result<Synced, RoundFault>> {
    const { engine, keep, remembered } = this.ports;
    this.epoch ??= sharing.begins ?? sharing.epoch + 1;
    if (this.epoch > lastEpoch) return failure({ code: 'tooMuch' });
    // Somebody else has begun it meanwhile: one is enough.
    if (sharing.epoch >= this.epoch) return round.run();
    let synced = await round.run();
    if (synced.ok && sharing.endsLast === true) {
      // The branch before this one comes first: behind another one nobody would look there any more.
      const ended = await this.endLast(sharing, synced.value);
      if (ended.ok && ended.value.keepsHistory === 'notAll') return failure({ code: 'notAll' });
      synced = ended.ok ? await round.run() : ended;
    }
    if (!synced.ok) return synced;
    // Evidence that may not go is not on the branch before, either: nothing of it is lost there.
    if (synced.value.leftOut.some(({ why }) => why.code !== 'contentConfined')) return failure({ code: 'notAll' });
    // Cut off behind this, it is gone on with by the next sync: or some would stay on one branch, and some on the other.
    const now = { ...sharing, ...(await remembered()) };
    const held = now.lastCommit === undefined ? undefined : await readBranch(engine, now.lastCommit, this.waiter.signal);
    if (held?.ok === true && held.value.ofNewerKinds > 0) return failure({ code: 'newerKinds' });
    await keep({ ...now, begins: this.epoch });
    return this.beginAt(this.epoch, now);
  }

  /** Takes the branch of the epoch before away, now or at the next sync, and what the engine still has of it. */
  async endLast(sharing: Sharing, synced: Synced): Promise<Result<Synced, RoundFault>> {
    const { engine, keep, remembered, roundOf } = this.ports;
    const seen = await remembered();
    const next = roundOf({ ...sharing, lastCommit: seen?.lastCommit }, this.waiter);
    const last = roundOf({ ...sharing, epoch: endedEpoch(sharing) }, this.waiter);
    const ended = await last.end(next, synced.leftOut.length === 0);
    if (!ended.ok && (ended.error.code === 'notAll' || ended.error.code === 'overtaken'))
      return success({ ...synced, keepsHistory: 'notAll' });
    if (!ended.ok) return ended;
    const now = await remembered();
    if (now) await keep({ ...now, endsLast: false, endsEpoch: undefined });
    const renewed = await engine.renew();
    return renewed.ok ? success({ ...synced, ...(!ended.value && { keepsHistory: 'refused' as const }) }) : renewed;
  }

  /** Under the next number that nobody else has taken. Where there is none, it is given up, or every later sync would fail as this one does. */
  private async beginAt(epoch: number, now: Sharing): Promise<Result<Synced, RoundFault>> {
    const { keep, roundOf } = this.ports;
    let given: RoundFault = { code: 'noEpoch' };
    for (let [next, tries] = [epoch, 0]; next <= lastEpoch && tries < mostTaken; tries++) {
      const sharing: Sharing = { ...now, epoch: next, endsLast: true, endsEpoch: now.epoch, begins: undefined, lastCommit: undefined };
      const begun = roundOf(sharing, this.waiter);
      const first = await begun.run({ isNew: true });
      const done = first.ok || first.error.code !== 'branchExists' ? first : await begun.run();
      if (done.ok) return this.endLast(sharing, done.value);
      const { error } = done;
      if (error.code === 'newerStore') {
        given = error;
        break;
      }
      if (error.code === 'moved') next = error.epoch;
      else if (taken.has(error.code)) next++;
      else return done;
    }
    await keep({ ...now, begins: undefined });
    return failure(given);
  }
}
