import { commands } from 'vscode';
import type { SharedStore, SharingState } from '../../app/sharing/sharedStore';
import { waysOf, type Way } from '../../app/sharing/ways';
import type { Result } from '../../domain/foundation/result';
import type { RecordId } from '../../domain/records';
import { branchOfEpoch } from '../../sync/epoch';
import type { Sharing } from '../../sync/sharing';
import type { LeftOut, Synced, SyncFault, SyncWaiter } from '../../sync/syncFault';
import { counted, fill } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { confirm, inform, mention, warn, withProgress } from '../editor/notify';
import { requirePermitted } from '../editor/permitted';
import { isWithCode } from '../editor/laterSettings';
import { UserError } from '../editor/userError';
import { chooseAmong } from '../records/recordPicker';
import type { Workspace } from '../workspace/workspace';
import { choosePlace, type SharingPlace } from './choosePlace';
import { leftOutText, placeOf, sharingText, stageText, syncFaultText } from './sharingText';
import { signInFor } from './signIn';
import type { WindowSharing } from './windowSharing';

/** Ids that a question names; more would not be read. */
const mostNamed = 10;
/** How long what came of a sync stands in the status bar (milliseconds). */
const mentioned = 5_000;

/** What the person does about sharing: each question says before what will be readable, and by whom. */
export class SharingActions {
  constructor(
    private readonly workspace: Workspace,
    private readonly sharing: WindowSharing,
  ) {}

  /** Begins to share over a remote; where somebody has begun already, that is offered to be joined. */
  async share(): Promise<void> {
    const shared = await this.require();
    if (!(await this.mayShareBeside())) return;
    const place = await this.place(shared, words.sharing.where);
    if (place && (await this.mayShare(shared, place))) await this.begin(shared, place);
  }

  /** Joins what somebody else has begun to share; where nobody has, it is offered to begin. */
  async join(): Promise<void> {
    const shared = await this.require();
    const place = await this.place(shared, words.sharing.joinWhere);
    if (place && (await this.mayJoin(shared, place))) await this.joinThere(shared, place);
  }

  /** Takes and sends, and says what came of it. */
  async sync(): Promise<void> {
    const shared = await this.require();
    if (!shared.state.sharing) return this.show();
    await this.follow(shared, waiter => shared.sync(waiter));
  }

  /** How it stands, and what can be done. */
  async show(): Promise<void> {
    const shared = await this.require();
    const { state } = shared;
    const way = await chooseOne(
      sharingText(state),
      waysOf(state).map(value => ({ label: words.sharing.ways[value], value })),
    );
    if (way) await this.go(way, shared, state);
  }

  /** Takes the history of what is shared away, on the person's word. */
  async dropHistory(): Promise<void> {
    requirePermitted('redact');
    const shared = await this.require();
    const { sharing } = shared.state;
    if (!sharing) throw new UserError(words.sharing.state.notShared);
    const address = placeOf(sharing.address);
    const { dropConfirm, dropDetail, drop, keepsHistory } = words.sharing;
    if (!(await confirm(fill(dropConfirm, { address }), dropDetail, drop))) return;
    const result = await this.follow(shared, waiter => shared.beginEpoch(waiter));
    if (result?.ok !== true) return;
    if (result.value.keepsHistory === true) void warn(fill(keepsHistory, { branch: branchOfEpoch(sharing) }));
    else void inform(words.sharing.dropped);
  }

  /** Shares no longer, on the person's word. */
  async stop(): Promise<void> {
    const shared = await this.require();
    const { sharing } = shared.state;
    if (!sharing) throw new UserError(words.sharing.state.notShared);
    const address = placeOf(sharing.address);
    if (!(await confirm(fill(words.sharing.stopConfirm, { address }), words.sharing.stopDetail, words.sharing.stop))) return;
    await shared.stop();
    void inform(words.sharing.stopped);
  }

  private async go(way: Way, shared: SharedStore, { sharing, last, unsent = [] }: SharingState): Promise<void> {
    switch (way) {
      case 'sync':
        return this.sync();
      case 'share':
        return this.share();
      case 'join':
        return this.join();
      case 'dropHistory':
        return this.dropHistory();
      case 'stop':
        return this.stop();
      case 'otherPlace':
        return this.elsewhere(shared);
      case 'signIn':
        return sharing && this.signIn(shared, sharing.address);
      case 'beginAgain':
        return sharing && this.beginAgain(shared, sharing);
      case 'joinAnew':
        return sharing && this.joinAnew(shared, sharing);
      case 'showUnsent':
        return this.open(
          unsent.map(id => ({ id, why: '' })),
          words.sharing.unsentTitle,
        );
      case 'showKept':
        return this.open(
          shared.outlook().kept.map(id => ({ id, why: '' })),
          words.sharing.keptTitle,
        );
      case 'showLeftOut':
        return this.open(last?.ok ? listed(last.value.leftOut) : [], words.sharing.leftOutTitle);
    }
  }

  private async require(): Promise<SharedStore> {
    this.workspace.requireStore();
    const { mayRunGit, shared } = this.sharing;
    if (!mayRunGit || !shared) throw new UserError(words.sharing.restricted);
    await shared.opened;
    return shared;
  }

  /** Where to; what is shared already is said. */
  private async place({ state }: SharedStore, title: string): Promise<SharingPlace | undefined> {
    const { sharing } = state;
    if (sharing) throw new UserError(fill(words.sharing.alreadyShared, { address: placeOf(sharing.address) }));
    return choosePlace(title, await this.sharing.remotes());
  }

  /** What is versioned with the code goes to others already. */
  private async mayShareBeside(): Promise<boolean> {
    const { withCode, withCodeDetail, shareAsWell } = words.sharing;
    return !isWithCode(this.workspace.requireStore().folder) || confirm(withCode, withCodeDetail, shareAsWell);
  }

  /** Says what will be readable, by whom, and what stays. */
  private async mayShare(shared: SharedStore, { address, branch, isOfRepository }: SharingPlace): Promise<boolean> {
    const { shared: records, kept } = shared.outlook();
    const detail = [
      fill(words.sharing.confirmDetail, shownPlace({ address, branch })),
      ...(isOfRepository ? [words.sharing.publicToClones] : []),
      ...staysHere(kept),
    ];
    return confirm(
      counted(words, words.sharing.confirm, { count: records, address: placeOf(address) }),
      detail.join('\n\n'),
      words.sharing.share,
    );
  }

  private async mayJoin(shared: SharedStore, { address }: SharingPlace): Promise<boolean> {
    const { shared: records, kept } = shared.outlook();
    // Nothing goes there: no question.
    if (records === 0) return true;
    const detail = [counted(words, words.sharing.joinDetail, { count: records, address: placeOf(address) }), ...staysHere(kept)].join(
      '\n\n',
    );
    return confirm(fill(words.sharing.joinConfirm, { address: placeOf(address) }), detail, words.sharing.join);
  }

  private async begin(shared: SharedStore, place: SharingPlace): Promise<void> {
    const result = await this.follow(shared, waiter => shared.share(place.address, place.branch, waiter), place);
    if (result?.ok === true) void this.offerRegister();
    if (result?.ok !== false || result.error.code !== 'branchExists') return;
    const { exists, existsDetail, join } = words.sharing;
    if (await confirm(fill(exists, shownPlace(place)), existsDetail, join)) await this.joinThere(shared, place);
  }

  private async joinThere(shared: SharedStore, place: SharingPlace): Promise<void> {
    const result = await this.follow(shared, waiter => shared.join(place.address, place.branch, waiter), place);
    if (result?.ok !== false || result.error.code !== 'noBranch') return;
    const { missing, missingDetail, begin } = words.sharing;
    if ((await confirm(fill(missing, shownPlace(place)), missingDetail, begin)) && (await this.mayShare(shared, place)))
      await this.begin(shared, place);
  }

  /** Where several meet, it has to be known who may act in which role: offered where nobody is entered yet. */
  private async offerRegister(): Promise<void> {
    if (this.workspace.requireStore().entriesOf('person').length > 0) return;
    const { offer, make } = words.register;
    if ((await inform(offer, make)) === make) await commands.executeCommand(commandIds.makeRegister);
  }

  private async beginAgain(shared: SharedStore, { address, branch }: Sharing): Promise<void> {
    const { againConfirm, againDetail, again } = words.sharing;
    if (await confirm(fill(againConfirm, { branch }), fill(againDetail, { address: placeOf(address) }), again))
      await this.follow(shared, waiter => shared.beginAgain(waiter));
  }

  private async joinAnew(shared: SharedStore, { address, branch }: Sharing): Promise<void> {
    const { joinAnewConfirm, joinAnewDetail, join } = words.sharing;
    if (await confirm(fill(joinAnewConfirm, { address: placeOf(address) }), fill(joinAnewDetail, { branch }), join))
      await this.follow(shared, waiter => shared.join(address, branch, waiter));
  }

  /** Another remote or branch: what is shared over the present one stays there. */
  private async elsewhere(shared: SharedStore): Promise<void> {
    const place = await choosePlace(words.sharing.where, await this.sharing.remotes());
    if (place && (await this.mayShare(shared, place))) await this.begin(shared, place);
  }

  private async signIn(shared: SharedStore, address: string): Promise<void> {
    // The repository's settings count for its own remotes alone.
    const isOfRepository = (await this.sharing.remotes()).some(remote => remote.address === address);
    await signInFor(address, isOfRepository ? (await this.workspace.findRepository())?.root : undefined);
    await this.follow(shared, waiter => shared.sync(waiter));
  }

  private async open(found: readonly { readonly id: RecordId; readonly why: string }[], title: string): Promise<void> {
    const chosen = await chooseAmong(this.workspace.requireStore(), found, title);
    if (chosen) await commands.executeCommand(commandIds.openRecord, { id: chosen });
  }

  /** Shows how far it is, and says what came of it; `place` where it is not shared yet. */
  private async follow(
    shared: SharedStore,
    work: (waiter: SyncWaiter) => Promise<Result<Synced, SyncFault> | undefined>,
    place?: SharingPlace,
  ): Promise<Result<Synced, SyncFault> | undefined> {
    const result = await withProgress(words.sharing.progress, (report, signal) =>
      work({
        signal,
        told: stage => {
          report({ message: stageText(stage) });
        },
      }),
    );
    if (result?.ok === true) void this.tell(result.value);
    else if (result && !isAnswered(result.error)) void this.tellFault(shared, result.error, place);
    return result;
  }

  private async tell({ taken, sent, leftOut, wentBack, otherRegister }: Synced): Promise<void> {
    mention(fill(words.sharing.done, { taken: taken.length, sent: sent.length }), mentioned);
    if (wentBack) void warn(words.sharing.wentBack);
    if (otherRegister) void warn(words.sharing.otherRegister);
    if (leftOut.length === 0) return;
    const show = words.sharing.showLeftOut;
    if ((await warn(counted(words, words.sharing.leftOut, { count: leftOut.length }), show)) === show)
      await this.open(listed(leftOut), words.sharing.leftOutTitle);
  }

  /** What went wrong, with the way out beside it. */
  private async tellFault(shared: SharedStore, fault: SyncFault, place: SharingPlace | undefined): Promise<void> {
    const signIn = words.sharing.ways.signIn;
    const isForPerson = fault.code === 'signIn' || fault.code === 'noRemote' || fault.code === 'noRight';
    const pressed = await warn(syncFaultText(fault), ...(isForPerson ? [signIn] : []));
    const address = place?.address ?? shared.state.sharing?.address;
    if (pressed === signIn && address !== undefined) await this.signIn(shared, address);
  }
}

/** What the person has ended, and what is asked at once. */
function isAnswered({ code }: SyncFault): boolean {
  return code === 'cancelled' || code === 'branchExists' || code === 'noBranch';
}

function staysHere(kept: readonly RecordId[]): readonly string[] {
  if (kept.length === 0) return [];
  const list = [...kept.slice(0, mostNamed), ...(kept.length > mostNamed ? ['…'] : [])].join(', ');
  return [counted(words, words.sharing.staysHere, { count: kept.length, list })];
}

/** A remote and a branch, as they are shown. */
function shownPlace({ address, branch }: Pick<SharingPlace, 'address' | 'branch'>): { readonly address: string; readonly branch: string } {
  return { address: placeOf(address), branch };
}

/** What could not be taken or sent, each with its reason. */
function listed(leftOut: readonly LeftOut[]): readonly { readonly id: RecordId; readonly why: string }[] {
  return leftOut.map(each => ({ id: each.id, why: leftOutText(each) }));
}
