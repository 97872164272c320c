import { commands } from 'vscode';
import type { SharedBranch } from '../../app/sharing/sharedBranch';
import type { BranchSynced } from '../../app/sharing/sharedStore';
import type { Result } from '../../domain/foundation/result';
import type { RecordId } from '../../domain/records';
import { isFolderAddress, placeOf } from '../../sync/address';
import { branchOfEpoch, endedEpoch } from '../../sync/epoch';
import type { LeftOut, Synced, SyncFault, SyncWaiter } from '../../sync/syncFault';
import { counted, fill } from '../../words/words';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { mention, warn, withProgress } from '../editor/notify';
import { chooseAmong } from '../records/recordPicker';
import type { Workspace } from '../workspace/workspace';
import type { SharingPlace } from './choosePlace';
import { leftOutText, stageText, syncFaultText } from './sharingText';
import { signInFor } from './signIn';
import type { WindowSharing } from './windowSharing';

/** Sharing that is to begin: nothing is remembered of it until it has, so that it is asked for as it was, or elsewhere. */
interface Beginning {
  readonly place: SharingPlace;
  readonly again: () => Promise<void>;
  readonly elsewhere: () => Promise<void>;
}

/** The branch before the epoch stays, at every sync that is asked for, until all that is on it has come along. */
function tellOld({ state: { sharing } }: SharedBranch): void {
  if (!sharing) return;
  const old = branchOfEpoch({ ...sharing, epoch: endedEpoch(sharing) });
  void warn(fill(words.sharing.keepsHistory.notAll, { branch: old }));
}

/** How long what came of a sync stands in the status bar (milliseconds). */
const mentioned = 5_000;

/** Shows how far a sync is that the person has asked for, and says what came of it, with the way out. */
export class FollowedSyncs {
  constructor(
    private readonly workspace: Workspace,
    private readonly sharing: WindowSharing,
  ) {}

  /** Over one branch; `beginning` where it is not shared over it yet. */
  async one(
    branch: SharedBranch,
    work: (waiter: SyncWaiter) => Promise<Result<Synced, SyncFault> | undefined>,
    beginning?: Beginning,
  ): Promise<Result<Synced, SyncFault> | undefined> {
    const [synced] = await this.all(async waiter => {
      const result = await work(waiter);
      return result ? [{ branch, result }] : [];
    }, beginning);
    return synced?.result;
  }

  /** Over any of the branches. */
  async all(work: (waiter: SyncWaiter) => Promise<readonly BranchSynced[]>, beginning?: Beginning): Promise<readonly BranchSynced[]> {
    const done = await withProgress(words.sharing.progress, (report, signal) =>
      work({
        signal,
        told: stage => {
          report({ message: stageText(stage) });
        },
      }),
    );
    const reached = done.flatMap(({ result }) => (result.ok ? [result.value] : []));
    if (reached.length > 0) void this.tell(reached);
    for (const { branch, result } of done) if (result.ok && result.value.keepsHistory === 'notAll') tellOld(branch);
    for (const { branch, result } of done)
      if (!result.ok && !isAnswered(result.error))
        void (beginning ? this.tellNotBegun(result.error, beginning) : this.tellFault(branch, result.error));
    return done;
  }

  /** Lets git ask in a terminal, and looks again. */
  async signIn(branch: SharedBranch, address: string): Promise<void> {
    await this.signInTo(address);
    await this.one(branch, waiter => branch.sync(waiter));
  }

  private async signInTo(address: string): Promise<void> {
    // The repository's settings count for its own remotes alone.
    const isOfRepository = (await this.sharing.remotes()).some(remote => remote.address === address);
    await signInFor(address, isOfRepository ? (await this.workspace.findRepository())?.root : undefined);
  }

  /** Shows records, one of which can be opened. */
  async show(found: readonly { readonly id: RecordId; readonly why: string }[], title: string): Promise<void> {
    const chosen = await chooseAmong(this.workspace.requireStore(), found, title);
    if (chosen) await commands.executeCommand(commandIds.openRecord, { id: chosen });
  }

  /** Shows what could not be taken or sent, each with its reason. */
  async showLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
    await this.show(
      leftOut.map(each => ({ id: each.id, why: leftOutText(each) })),
      words.sharing.leftOutTitle,
    );
  }

  private async tell(reached: readonly Synced[]): Promise<void> {
    const sum = (of: 'taken' | 'sent'): number => reached.reduce((count, synced) => count + synced[of].length, 0);
    mention(fill(words.sharing.done, { taken: sum('taken'), sent: sum('sent') }), mentioned);
    if (reached.some(({ wentBack }) => wentBack)) void warn(words.sharing.wentBack);
    if (reached.some(({ otherRegister }) => otherRegister)) void warn(words.sharing.otherRegister);
    const leftOut = reached.flatMap(synced => synced.leftOut);
    if (leftOut.length === 0) return;
    const show = words.sharing.showLeftOut;
    if ((await warn(counted(words, words.sharing.leftOut, { count: leftOut.length }), show)) === show) await this.showLeftOut(leftOut);
  }

  /** What went wrong, with the way out beside it. */
  private async tellFault(branch: SharedBranch, fault: SyncFault): Promise<void> {
    const signIn = words.sharing.ways.signIn;
    const pressed = await warn(syncFaultText(fault), ...(isForPerson(fault) ? [signIn] : []));
    const address = branch.state.sharing?.address;
    if (pressed === signIn && address !== undefined) await this.signIn(branch, address);
  }

  /** The same where nothing is shared yet: what was typed is kept for another try. */
  private async tellNotBegun(fault: SyncFault, { place, again, elsewhere }: Beginning): Promise<void> {
    const { ways, tryAgain, changeAddress, notBegun, unreachable } = words.sharing;
    const why = fault.code === 'offline' ? unreachable : syncFaultText(fault);
    const offered = [isForPerson(fault) && !isFolderAddress(place.address) ? ways.signIn : tryAgain, changeAddress];
    const pressed = await warn(fill(notBegun, { address: placeOf(place.address), why }), ...offered);
    if (pressed === changeAddress) return elsewhere();
    if (pressed === ways.signIn) await this.signInTo(place.address);
    if (pressed !== undefined) await again();
  }
}

/** What git could ask in a terminal. */
function isForPerson({ code }: SyncFault): boolean {
  return code === 'signIn' || code === 'noRemote' || code === 'noRight';
}

/** What the person has ended, and what is asked at once. */
function isAnswered({ code }: SyncFault): boolean {
  return code === 'cancelled' || code === 'branchExists' || code === 'noBranch';
}
