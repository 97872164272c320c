import { commands } from 'vscode';
import { refusalsFor } from '../../app/permission';
import type { SharedBranch } from '../../app/sharing/sharedBranch';
import type { SharedStore } from '../../app/sharing/sharedStore';
import type { Way } from '../../app/sharing/ways';
import type { Disposable } from '../../base/disposables';
import type { RecordId } from '../../domain/records';
import type { Instant } from '../../domain/foundation/time';
import { placeOf } from '../../sync/address';
import { branchOfEpoch } from '../../sync/epoch';
import type { Audience } from '../../sync/layout';
import type { Sharing } from '../../sync/sharing';
import type { LeftOut } from '../../sync/syncFault';
import { fill } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { isWithCode } from '../editor/laterSettings';
import { confirm, inform } from '../editor/notify';
import { UserError } from '../editor/userError';
import { requirePermitted } from '../workspace/permitted';
import type { Workspace } from '../workspace/workspace';
import { choosePlace, type SharingPlace } from './choosePlace';
import type { FollowedSyncs } from './followedSyncs';
import { leftOutText } from './leftOutText';
import { chooseWay } from './offeredWays';
import { mayJoin, mayShare, shownPlace } from './sharingQuestions';
import { joinedText, stopText } from './sharingText';
import type { WindowSharing } from './windowSharing';

/** What the person does about sharing: each question says before what will be readable, and by whom. */
export class SharingActions {
  constructor(
    private readonly workspace: Workspace,
    private readonly sharing: WindowSharing,
    private readonly syncs: FollowedSyncs,
    private readonly keepOut: () => Promise<void>,
  ) {}

  /** Begins to share over a remote, with all or with fewer readers; where somebody has begun already, that is offered to be joined. */
  async share(audience: Audience): Promise<void> {
    const shared = await this.require();
    this.requireUnshared(shared.of(audience));
    if (!(await this.mayShareBeside())) return;
    await this.elsewhere(shared, audience);
  }

  /**
   * Joins what somebody else has begun to share; where nobody has, it is offered to begin. Who shares with all already joins what is for fewer readers,
   * and so does, after another question, who came upon such a branch.
   */
  async join(): Promise<void> {
    const shared = await this.require();
    const audience = shared.of('all').state.sharing ? 'fewer' : 'all';
    this.requireUnshared(shared.of(audience));
    await this.joinElsewhere(shared, audience);
  }

  /** The incidents that others know to go no longer to all, while nothing here says so. */
  async withdrawn(): Promise<readonly RecordId[]> {
    const { shared } = this.sharing;
    await shared?.opened;
    return shared?.withdrawn ?? [];
  }

  /** Tells when those incidents are others: a sync has come to its end, or a record has changed. */
  onDidChangeWithdrawn(told: (ids: readonly RecordId[]) => void): Disposable {
    let known = '';
    return this.sharing.onDidChange(shared => {
      // While a sync is under way it is not known yet.
      if (shared?.of('all').state.stage) return;
      const ids = shared?.withdrawn ?? [];
      const now = ids.join();
      if (now !== known) told(ids);
      known = now;
    });
  }

  /** When each entry first came to the others, as far as that is known. */
  async arrivals(signal: AbortSignal): Promise<ReadonlyMap<string, Instant> | undefined> {
    const { shared } = this.sharing;
    await shared?.opened;
    return shared?.arrivals(signal);
  }

  /** What could not be taken or sent, as it was found last. */
  async leftOut(): Promise<readonly LeftOut[]> {
    const { shared } = this.sharing;
    await shared?.opened;
    return shared?.leftOut ?? [];
  }

  /** Takes and sends, and says what came of it. */
  async sync(): Promise<void> {
    const shared = await this.require();
    if (shared.shared.length === 0) return this.show();
    await this.syncs.all(waiter => shared.sync(waiter));
  }

  /** How it stands, and what can be done. */
  async show(): Promise<void> {
    const shared = await this.require();
    const refusals = await refusalsFor(this.workspace.requireStore(), await this.workspace.actor());
    const mayDrop = refusals('redact') === undefined;
    const chosen = await chooseWay(shared, mayDrop);
    if (chosen) await this.go(chosen.way, shared, chosen.branch);
  }

  /** Takes the history of what is shared away, which a redaction leaves behind, on the word of who may redact. */
  async dropHistory(): Promise<void> {
    await requirePermitted(this.workspace, 'redact', words.sharing.dropping);
    const branch = await this.chooseShared(words.sharing.whichToDrop);
    if (branch) await this.dropHistoryOf(branch);
  }

  /** Shares no longer, on the person's word. */
  async stop(): Promise<void> {
    const branch = await this.chooseShared(words.sharing.whichToStop);
    if (branch) await this.stopSharingOver(branch);
  }

  private async dropHistoryOf(branch: SharedBranch): Promise<void> {
    const { sharing } = branch.state;
    if (!sharing) return;
    const { dropConfirm, dropDetail, drop, dropped } = words.sharing;
    if (!(await confirm(fill(dropConfirm, { address: placeOf(sharing.address) }), dropDetail, drop))) return;
    const result = await this.syncs.one(branch, waiter => branch.beginEpoch(waiter));
    if (result?.ok === true && !result.value.keepsHistory) void inform(dropped);
  }

  private async stopSharingOver(branch: SharedBranch): Promise<void> {
    const { stopConfirm, stop, stopped } = words.sharing;
    const address = placeOf(branch.state.sharing?.address ?? '');
    // Counted now: what was recorded a moment ago is among it.
    await branch.count();
    if (!(await confirm(fill(stopConfirm, { address }), stopText(branch.state.unsent), stop))) return;
    await branch.stop();
    void inform(fill(stopped, { address }));
  }

  private async go(way: Way, shared: SharedStore, branch: SharedBranch): Promise<void> {
    const { sharing, found: { leftOut } = { leftOut: [] }, unsent = [] } = branch.state;
    switch (way) {
      case 'sync':
        return this.sync();
      case 'share':
        return this.share('all');
      case 'shareRestricted':
        return this.share('fewer');
      case 'join':
        return this.join();
      case 'dropHistory':
        return this.dropHistoryOf(branch);
      case 'stop':
        return this.stopSharingOver(branch);
      case 'otherPlace':
        return this.elsewhere(shared, sharing?.audience ?? 'all');
      case 'signIn':
        return sharing && this.syncs.signIn(branch, sharing.address);
      case 'beginAgain':
        return sharing && this.beginAgain(branch, sharing);
      case 'joinAnew':
        return sharing && this.joinAnew(branch, sharing);
      case 'showUnsent':
        return this.syncs.show(
          unsent.map(id => ({
            id,
            why: leftOut
              .filter(each => each.id === id)
              .map(leftOutText)
              .join('; '),
          })),
          words.sharing.unsentTitle,
        );
      case 'showKept':
        return this.syncs.show(
          shared.kept.map(id => ({ id, why: '' })),
          words.sharing.keptTitle,
        );
      case 'showLeftOut':
        return this.syncs.showLeftOut(leftOut);
    }
  }

  private async require(): Promise<SharedStore> {
    this.workspace.requireStore();
    const { mayRunGit, shared } = this.sharing;
    if (!mayRunGit || !shared) throw new UserError(words.sharing.restricted);
    await shared.opened;
    return shared;
  }

  private requireUnshared({ state }: SharedBranch): void {
    const { sharing } = state;
    if (!sharing) return;
    const { alreadyShared, alreadyRestricted } = words.sharing;
    throw new UserError(fill(sharing.audience === 'all' ? alreadyShared : alreadyRestricted, { address: placeOf(sharing.address) }));
  }

  /** One of the branches over which is shared, where there are two by the person's choice; undefined when they put the question away. */
  private async chooseShared(title: string): Promise<SharedBranch | undefined> {
    const { shared } = await this.require();
    const [first, ...others] = shared;
    if (!first) throw new UserError(words.sharing.state.notShared);
    if (others.length === 0) return first;
    return chooseOne(
      title,
      shared.map(branch => {
        const { audience = 'all', address = '' } = branch.state.sharing ?? {};
        return { label: words.sharing.audience[audience], told: placeOf(address), value: branch };
      }),
    );
  }

  private async place(title: string, audience: Audience, tried?: SharingPlace): Promise<SharingPlace | undefined> {
    return choosePlace(title, await this.sharing.remotes(), audience, tried?.address);
  }

  /** What is versioned with the code goes to others already. */
  private async mayShareBeside(): Promise<boolean> {
    const { withCode, withCodeDetail, shareAsWell } = words.sharing;
    return !isWithCode(this.workspace.requireStore().folder) || confirm(withCode, withCodeDetail, shareAsWell);
  }

  private async begin(shared: SharedStore, audience: Audience, place: SharingPlace): Promise<void> {
    const branch = shared.of(audience);
    await this.keepOut();
    const result = await this.syncs.one(branch, waiter => branch.share(place.address, place.branch, waiter), {
      place,
      again: () => this.begin(shared, audience, place),
      elsewhere: () => this.elsewhere(shared, audience, place),
    });
    if (result?.ok === true && audience === 'all') void this.offerRegister();
    if (result?.ok !== false || result.error.code !== 'branchExists') return;
    const { exists, existsDetail, join } = words.sharing;
    if (await confirm(fill(exists, shownPlace(place)), existsDetail, join)) await this.joinThere(shared, audience, place);
  }

  private async joinThere(shared: SharedStore, audience: Audience, place: SharingPlace): Promise<void> {
    const branch = shared.of(audience);
    await this.keepOut();
    const result = await this.syncs.one(branch, waiter => branch.join(place.address, place.branch, waiter), {
      place,
      again: () => this.joinThere(shared, audience, place),
      elsewhere: () => this.joinElsewhere(shared, audience, place),
    });
    if (result?.ok === true) return this.tellJoined(branch);
    if (!result) return;
    if (result.error.code === 'forFewer' && !shared.of('fewer').state.sharing) {
      if (await mayJoin(shared, this.workspace.requireStore(), 'fewer', place)) await this.joinThere(shared, 'fewer', place);
    } else if (result.error.code === 'noBranch') {
      const { missing, missingDetail, begin } = words.sharing;
      if (
        (await confirm(fill(missing, shownPlace(place)), missingDetail, begin)) &&
        (await mayShare(shared, this.workspace.requireStore(), audience, place))
      )
        await this.begin(shared, audience, place);
    }
  }

  /** Where several meet, it has to be known who may act in which role: offered where nobody is entered yet. */
  private async offerRegister(): Promise<void> {
    if (this.workspace.requireStore().entriesOf('person').length > 0) return;
    const { offer, make } = words.register;
    if ((await inform(offer, make)) === make) await commands.executeCommand(commandIds.makeRegister);
  }

  private async beginAgain(branch: SharedBranch, sharing: Sharing): Promise<void> {
    const { againConfirm, againDetail, again } = words.sharing;
    const question = fill(againConfirm, { branch: branchOfEpoch(sharing) });
    if (await confirm(question, fill(againDetail, { address: placeOf(sharing.address) }), again))
      await this.syncs.one(branch, waiter => branch.beginAgain(waiter));
  }

  private async joinAnew(branch: SharedBranch, sharing: Sharing): Promise<void> {
    const { joinAnewConfirm, joinAnewDetail, join } = words.sharing;
    const [address, name] = [sharing.address, branchOfEpoch(sharing)];
    if (await confirm(fill(joinAnewConfirm, { address: placeOf(address) }), fill(joinAnewDetail, { branch: name }), join))
      await this.syncs.one(branch, waiter => branch.join(address, name, waiter));
  }

  /** Over another remote or branch, where there is one: what is shared over that stays there. */
  private async elsewhere(shared: SharedStore, audience: Audience, tried?: SharingPlace): Promise<void> {
    const place = await this.place(words.sharing.where[audience], audience, tried);
    const store = this.workspace.requireStore();
    if (place && (await mayShare(shared, store, audience, place))) await this.begin(shared, audience, place);
  }

  private async joinElsewhere(shared: SharedStore, audience: Audience, tried?: SharingPlace): Promise<void> {
    const place = await this.place(words.sharing.joinWhere[audience], audience, tried);
    const store = this.workspace.requireStore();
    if (place && (await mayJoin(shared, store, audience, place))) await this.joinThere(shared, audience, place);
  }

  /** Whoever has joined sees at once what came, and under whose name they go on. */
  private async tellJoined(branch: SharedBranch): Promise<void> {
    void inform(joinedText(branch, await this.workspace.actor()));
  }
}
