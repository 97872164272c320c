import { commands, type Disposable } from 'vscode';
import { refusalsFor } from '../../app/permission';
import { leftOutRecords, ToldLeftOut } from '../../app/sharing/leftOut';
import { hasWayOut } from '../../app/sharing/ways';
import type { SharedBranch } from '../../app/sharing/sharedBranch';
import type { BranchSynced } from '../../app/sharing/sharedStore';
import type { Result } from '../../domain/foundation/result';
import type { RecordId } from '../../domain/records';
import { isFolderAddress, placeOf } from '../../sync/address';
import type { LeftOut, Synced, SyncFault, SyncWaiter } from '../../sync/syncFault';
import { counted, fill } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { confirm, mention, warn, withProgress } from '../editor/notify';
import { chooseAmong } from '../records/recordPicker';
import type { Workspace } from '../workspace/workspace';
import type { SharingPlace } from './choosePlace';
import { leftOutText } from './leftOutText';
import { oldBranchOf, ofAudience, placeOfSharing, stageText, syncFaultText } from './sharingText';
import { signInFor } from './signIn';
import type { WindowSharing } from './windowSharing';

/** Sharing that is to begin: nothing is remembered of it until it has, so that it is asked for as it was, or elsewhere. */
interface Beginning {
  readonly place: SharingPlace;
  readonly again: () => Promise<void>;
  readonly elsewhere: () => Promise<void>;
}

/** The branch before the epoch stays: told at every sync that is asked for, until it is gone. */
function tellOld({ state: { sharing } }: SharedBranch, why: NonNullable<Synced['keepsHistory']>): void {
  if (sharing) void warn(fill(words.sharing.keepsHistory[why], { branch: oldBranchOf(sharing) }));
}

/** How long what came of a sync stands in the status bar (milliseconds). */
const mentioned = 5_000;

/**
 * Shows how far a sync is that the person has asked for, and says what came of it, with the way out. Of those that go by themselves it says what could
 * not be taken or sent, once.
 */
export class FollowedSyncs implements Disposable {
  private readonly told = new ToldLeftOut();
  private readonly listening: Disposable;
  /** Syncs that the person has asked for and that go on. */
  private asked = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly sharing: WindowSharing,
    private readonly report: (error: unknown) => void,
  ) {
    this.listening = sharing.onDidChange(shared => {
      if (shared && this.asked === 0) this.tellLeftOut(this.told.take(shared.leftOut)).catch(report);
    });
  }

  dispose(): void {
    this.listening.dispose();
  }

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
    this.asked += 1;
    try {
      return this.tellAll(await this.followed(work), beginning);
    } finally {
      this.asked -= 1;
    }
  }

  private followed(work: (waiter: SyncWaiter) => Promise<readonly BranchSynced[]>): Promise<readonly BranchSynced[]> {
    return withProgress(words.sharing.progress, (report, signal) =>
      work({
        signal,
        told: stage => {
          report({ message: stageText(stage) });
        },
      }),
    );
  }

  private tellAll(done: readonly BranchSynced[], beginning: Beginning | undefined): readonly BranchSynced[] {
    const reached = done.flatMap(({ result }) => (result.ok ? [result.value] : []));
    if (reached.length > 0) this.tell(reached);
    // What nothing could be sent of is found all the same; it is told where it is news.
    const news = this.told.take(done.flatMap(({ branch }) => branch.state.found?.leftOut ?? []));
    const leftOut = [...new Set([...reached.flatMap(synced => synced.leftOut), ...news])];
    this.tellLeftOut(leftOut).catch(this.report);
    for (const { branch, result } of done) if (result.ok && result.value.keepsHistory) tellOld(branch, result.value.keepsHistory);
    for (const { branch, result } of done)
      if (!result.ok && !isAnswered(result.error))
        (beginning && !branch.state.sharing ? this.tellNotBegun(result.error, beginning) : this.tellFault(branch, result.error)).catch(
          this.report,
        );
    return done;
  }

  /** Lets git ask in a terminal, and looks again. */
  async signIn(branch: SharedBranch, address: string): Promise<void> {
    await this.signInTo(address, await branch.tryToSend());
    await this.one(branch, waiter => branch.sync(waiter));
  }

  private async signInTo(address: string, push?: readonly string[]): Promise<void> {
    // The repository's settings count for its own remotes alone.
    const isOfRepository = (await this.sharing.remotes()).some(remote => remote.address === address);
    await signInFor(address, isOfRepository ? (await this.workspace.findRepository())?.root : undefined, push);
  }

  /** Shows records, one of which can be opened. */
  async show(found: readonly { readonly id: RecordId; readonly why: string }[], title: string): Promise<void> {
    const chosen = await chooseAmong(this.workspace.requireStore(), found, title);
    if (chosen) await open(chosen);
  }

  /** Shows what could not be taken or sent, each with its reason; one of them can be opened, or put in the place of what stands there. */
  async showLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
    const { leftOutTitle, replace, openHere } = words.sharing;
    const found = leftOut.map(each => ({ id: each.id, why: leftOutText(each) }));
    const id = await chooseAmong(this.workspace.requireStore(), found, leftOutTitle);
    const branch = id && (await this.whereReplaceable(id));
    if (!id || !branch) return id && open(id);
    const chosen = await chooseOne<() => Promise<void>>(fill(words.sharing.replaceTitle, { record: id }), [
      { label: openHere, value: () => open(id) },
      { label: replace, value: () => this.replace(branch, id) },
    ]);
    await chosen?.();
  }

  private async replace(branch: SharedBranch, id: RecordId): Promise<void> {
    const { replaceConfirm, replaceDetail, replaceNow } = words.sharing;
    if (await confirm(fill(replaceConfirm, { record: id }), replaceDetail, replaceNow))
      await this.one(branch, waiter => branch.replace([id], waiter));
  }

  /** The branch on which the record here can be put in the place of one that does not verify; undefined where the person may not record. */
  private async whereReplaceable(id: RecordId): Promise<SharedBranch | undefined> {
    const refusals = await refusalsFor(this.workspace.requireStore(), await this.workspace.actor());
    if (refusals('record') !== undefined) return undefined;
    for (const branch of this.sharing.shared?.shared ?? [])
      for (const each of branch.state.found?.leftOut ?? []) if (each.id === id && (await branch.canReplace(each))) return branch;
    return undefined;
  }

  private tell(reached: readonly Synced[]): void {
    const sum = (of: 'taken' | 'sent'): number => reached.reduce((count, synced) => count + synced[of].length, 0);
    mention(fill(words.sharing.done, { taken: sum('taken'), sent: sum('sent') }), mentioned);
    if (reached.some(({ wentBack }) => wentBack)) void warn(words.sharing.wentBack);
    if (reached.some(({ otherRegister }) => otherRegister)) void warn(words.sharing.otherRegister);
  }

  private async tellLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
    if (leftOut.length === 0) return;
    const show = words.sharing.showLeftOut;
    if ((await warn(counted(words, words.sharing.leftOut, { count: leftOutRecords(leftOut).size }), show)) === show)
      await this.showLeftOut(leftOut);
  }

  /** What went wrong, with the way out beside it. */
  private async tellFault(branch: SharedBranch, fault: SyncFault): Promise<void> {
    const { ways, tryAgain, showWays } = words.sharing;
    const { sharing } = branch.state;
    if (!sharing) return void warn(syncFaultText(fault, { address: '', branch: '' }));
    const { address } = sharing;
    const forPerson = isForPerson(fault) ? [isFolderAddress(address) ? tryAgain : ways.signIn] : [];
    const offered = [...forPerson, ...(hasWayOut(branch.state) ? [showWays] : [])];
    const pressed = await warn(ofAudience(sharing, syncFaultText(fault, placeOfSharing(sharing))), ...offered);
    if (pressed === showWays) await commands.executeCommand(commandIds.showSharing);
    else if (pressed === ways.signIn) await this.signIn(branch, address);
    else if (pressed === tryAgain) await this.one(branch, waiter => branch.sync(waiter));
  }

  /** The same where nothing is shared yet: what was typed is kept for another try. */
  private async tellNotBegun(fault: SyncFault, { place, again, elsewhere }: Beginning): Promise<void> {
    const { ways, tryAgain, changeAddress, notBegun, unreachable } = words.sharing;
    const why = fault.code === 'offline' ? unreachable : syncFaultText(fault, { ...place, address: placeOf(place.address) });
    const offered = [isForPerson(fault) && !isFolderAddress(place.address) ? ways.signIn : tryAgain, changeAddress];
    const pressed = await warn(fill(notBegun, { address: placeOf(place.address), why }), ...offered);
    if (pressed === changeAddress) return elsewhere();
    if (pressed === ways.signIn) await this.signInTo(place.address);
    if (pressed !== undefined) await again();
  }
}

async function open(id: RecordId): Promise<void> {
  await commands.executeCommand(commandIds.openRecord, { id });
}

/** What git could ask in a terminal, where the remote is no folder: there nobody signs in. */
function isForPerson({ code }: SyncFault): boolean {
  return code === 'signIn' || code === 'noRemote' || code === 'noRight';
}

/** What the person has ended, and what is asked at once. */
function isAnswered({ code }: SyncFault): boolean {
  return code === 'cancelled' || code === 'branchExists' || code === 'noBranch';
}
