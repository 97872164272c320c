import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { failure, type Result } from '../domain/foundation/result';
import type { GitSetting } from '../git/remotes';
import { systemCode } from '../store/fault';
import { withLock } from '../store/lock';
import { isBranchName, isRemoteAddress, type RemoteAddress } from './address';
import { isDamage, type Engine } from './engine';
import type { Sharing } from './sharing';
import type { RoundFault, SyncFault, Synced } from './syncFault';

/** How often a round begins again because somebody was faster, and the longest pause between two of them, in milliseconds. */
const [mostRounds, longestPause] = [12, 400];

/** What is done when the turn has come. */
export interface EngineWork {
  /** Told with whom the store is shared now. */
  readonly begins: (sharing: Sharing) => void;
  /** One round; begun again where somebody was faster, or the store has gone on. */
  readonly round: (sharing: Sharing) => Promise<Result<Synced, RoundFault>>;
  /** Told of each round that has not come to its end. */
  readonly cutOff: () => Promise<void>;
}

/**
 * Lets one window at a time work with an engine. One that is damaged is made anew, once, and so is one whose store has gone on to a new epoch: it would
 * keep the history that was dropped.
 */
export class EngineTurns {
  constructor(
    private readonly engine: Engine,
    /** Where the engine and what is remembered lie: what one window holds. */
    private readonly place: string,
    private readonly settings?: (address: RemoteAddress) => Promise<readonly GitSetting[]>,
  ) {}

  async take(asked: () => Promise<Sharing>, work: EngineWork): Promise<Result<Synced, SyncFault>>;
  async take(asked: () => Promise<Sharing | undefined>, work: EngineWork): Promise<Result<Synced, SyncFault> | undefined>;
  /** `asked`: with whom the store is shared, looked up when the turn has come, for another window may have stopped or gone elsewhere; undefined where it is not. */
  async take(asked: () => Promise<Sharing | undefined>, work: EngineWork): Promise<Result<Synced, SyncFault> | undefined> {
    // Where nothing is shared, nothing is waited for.
    if (!(await asked())) return undefined;
    const folder = path.dirname(this.place);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await withLock(folder, path.basename(this.place), async () => {
        const sharing = await asked();
        return sharing && this.rounds(sharing, asked, work);
      });
    } catch (error) {
      if (systemCode(error) === 'ELOCKED') return failure({ code: 'busyHere' });
      throw error;
    }
  }

  private async rounds(
    first: Sharing,
    asked: () => Promise<Sharing | undefined>,
    work: EngineWork,
  ): Promise<Result<Synced, SyncFault> | undefined> {
    const { address, branch } = first;
    if (!isRemoteAddress(address) || !isBranchName(branch)) return failure({ code: 'noAddress' });
    work.begins(first);
    let ready = await this.engine.open((await this.settings?.(address)) ?? []);
    let [sharing, isRenewed] = [first, false];
    for (let rounds = 0; rounds < mostRounds; rounds++) {
      if (!ready.ok) return ready;
      const done = await work.round(sharing).catch(async (error: unknown) => {
        await work.cutOff();
        throw error;
      });
      if (done.ok) return done;
      await work.cutOff();
      const { error } = done;
      if (error.code === 'overtaken') {
        await pause(Math.random() * longestPause);
        // What this round has seen is known to the next one. Where somebody has stopped meanwhile, there is none.
        const now = await asked();
        if (!now) return undefined;
        sharing = now;
      } else if (error.code === 'moved') {
        sharing = { ...sharing, epoch: error.epoch, lastCommit: undefined, unheard: error.unheard ?? sharing.unheard };
        ready = await this.engine.renew();
      } else if (!isRenewed && isDamage(error)) {
        isRenewed = true;
        ready = await this.engine.renew();
      } else return failure(error);
    }
    return failure({ code: 'busyRemote' });
  }
}
