import { once } from '../base/once';
import { contentsOf } from '../domain/incident/keptEvidence';
import { isIncidentId, type RecordId } from '../domain/records';
import { isErased } from '../store/indexEntry';
import type { Store } from '../store/store';
import type { StoreBranch } from './branch';
import type { Change } from './commit';
import { contentPath, pathOf } from './layout';
import type { LocalRecords } from './localRecords';
import type { LeftOut } from './syncFault';
import type { Taking } from './taking';
import { contentsNamedBy, namesOfEach, withdraw, type Withdrawals } from './withdrawing';
import type { KnownWithdrawals } from './withdrawn';

/** What a branch is to get. */
export interface Given extends Withdrawals {
  readonly sent: readonly RecordId[];
  readonly kept: readonly RecordId[];
  readonly leftOut: readonly LeftOut[];
}

/** What was found of a branch that was taken. */
interface WhatIsLeft extends Pick<Taking, 'leftOut' | 'forsaken' | 'lacking' | 'wrong'> {
  /** The records that could not be taken as they stand there: it is not known whether others have them from there. */
  readonly unverified: ReadonlySet<RecordId>;
}

/** Collects what the files have and a branch has not, after what it has was taken. */
export class Giving {
  private readonly changes: Change[] = [];
  private readonly sent: RecordId[] = [];
  private readonly leftOut: LeftOut[] = [];
  private readonly contents = new Set<string>();
  /** What goes, by the round, and still says what it was: evidence of others stays. */
  private shared: ReadonlySet<RecordId> = new Set();
  /** Looks at what other windows have noted, once, before it is asked whose something is. */
  private readonly meetWindows = once(() => this.store.witness.meetWindows());
  /** An incident cannot be read, or is gone: it may be one that stays here, and have anything. */
  private isAnyUnreadable = false;
  private readonly refused = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly records: LocalRecords,
  ) {}

  /** What could not be taken is neither sent over nor taken away: it would bury what is there. `last`: the branch, or the one that it is to follow; `before`: what it held when it was seen last. */
  async collect(
    branch: StoreBranch | undefined,
    { leftOut, unverified, forsaken, lacking, wrong }: WhatIsLeft,
    words: KnownWithdrawals,
    {
      last,
      before,
    }: { readonly last: StoreBranch | undefined; readonly before: () => Promise<Pick<ReadonlyMap<RecordId, unknown>, 'has'>> },
  ): Promise<Given> {
    const { ids: withheld, unread } = await this.records.withheld(words.together);
    const { shared, kept, broken } = this.records.sorted(last?.records, withheld, unverified);
    this.shared = new Set(shared.filter(id => !isErased(this.store.entry(id))));
    const isAllNoted = await this.records.noteKept(kept);
    this.isAnyUnreadable = !isAllNoted || [...broken.keys()].some(isIncidentId);
    const untouched = new Set([...unread, ...leftOut.flatMap(({ id, isContent }) => (isContent ? [] : [id]))]);
    for (const [id, why] of broken) if (!untouched.has(id)) this.leftOut.push({ id, where: 'here', why });
    const toSend = shared.filter(id => !untouched.has(id));
    for (const id of await this.records.unlike(toSend, branch?.records)) await this.give(id, branch);
    const goes = new Set(lacking.size + wrong.size > 0 ? toSend : []);
    // Where the record that was met does not go to all, or has it only by name, another may that names it, too.
    const named = once(() => contentsNamedBy(toSend, this.records));
    const namesOf = namesOfEach(this.records);
    const { witness } = this.store;
    const whoseIs = async (name: string, id: RecordId): Promise<RecordId | undefined> => {
      await this.meetWindows();
      const own = witness.everAttachedTo(name).find(other => goes.has(other) && witness.hasAttached(other, name));
      if (own !== undefined && (await namesOf(own)).has(name)) return own;
      return goes.has(id) && (await namesOf(id)).has(name) ? id : (await named()).get(name);
    };
    for (const [given, there] of [[lacking, branch], [wrong]] as const)
      for (const [name, id] of given) {
        const whose = await whoseIs(name, id);
        if (whose !== undefined) await this.giveContent(whose, name, there);
      }
    await this.forget(forsaken, shared, branch);
    const withdrawals = await withdraw(branch, words, this.records, { shared, kept, withheld, untouched, before });
    const changes = [...this.changes, ...withdrawals.changes];
    return { ...withdrawals, changes, sent: this.sent, kept, leftOut: this.leftOut };
  }

  private async give(id: RecordId, branch: StoreBranch | undefined): Promise<void> {
    const copy = await this.records.copyOf(id);
    if (!copy.ok) {
      this.leftOut.push({ id, where: 'here', why: copy.error });
      return;
    }
    for (const name of copy.value.events.flatMap(contentsOf)) await this.giveContent(id, name, branch);
    this.sent.push(id);
    this.changes.push({ path: pathOf(id), content: () => this.textOf(id) });
  }

  /** As it is when it is told: what was marked for fewer readers meanwhile does not go. */
  private async textOf(id: RecordId): Promise<string> {
    const text = await this.records.textToGive(id);
    if (text === undefined) throw new Error(`${id} is not to be shared any more`);
    return text;
  }

  /** `branch`: where it may be already; without, it is put there in any case. */
  private async giveContent(id: RecordId, name: string, branch?: StoreBranch): Promise<void> {
    const there = branch?.contents.get(name);
    if (this.contents.has(name) || (there !== undefined && (await this.isRight(name, there)))) return;
    if (await this.isConfined(id, name)) {
      if (!this.refused.has(name)) this.leftOut.push({ id, where: 'here', why: { code: 'contentConfined' } });
      this.refused.add(name);
      return;
    }
    const attachments = await this.store.attachments();
    const found = await attachments.read(name);
    if (!found.ok) {
      this.leftOut.push({ id, where: 'here', why: found.error });
      return;
    }
    this.contents.add(name);
    this.changes.push({
      path: contentPath(name),
      content: async () => {
        await this.textOf(id);
        const bytes = await attachments.read(name);
        if (!bytes.ok) throw new Error(`${name} is gone`);
        return bytes.value;
      },
    });
  }

  /** False where the branch has something else under the name of a content than what is here. */
  private async isRight(name: string, oid: string): Promise<boolean> {
    const attachments = await this.store.attachments();
    return (await this.records.contents.compare(name, oid, () => attachments.read(name))) !== 'other';
  }

  /**
   * True for what is, or was, evidence of an incident that does not go to all, unless it was attached to this one, too, here: whoever knows its hash can
   * name it in a record. That its entry there is redacted, or the incident erased or gone, does not make it everybody's. Fewer readers may have all of it.
   */
  private async isConfined(id: RecordId, name: string): Promise<boolean> {
    if (this.records.audience === 'fewer') return false;
    const { witness } = this.store;
    await this.meetWindows();
    if (witness.hasAttached(id, name)) return false;
    return this.isAnyUnreadable || witness.everAttachedTo(name).some(other => !this.shared.has(other));
  }

  /** Content that no entry names any more; where it is still here, a record names it that goes elsewhere, or nowhere. */
  private async forget(forsaken: ReadonlySet<string>, shared: readonly RecordId[], branch: StoreBranch | undefined): Promise<void> {
    const gone = [...forsaken].filter(name => branch?.contents.has(name) === true);
    const named = gone.length > 0 ? await contentsNamedBy(shared, this.records) : forsaken;
    for (const name of gone) if (!named.has(name)) this.changes.push({ path: contentPath(name), gone: true });
  }
}
