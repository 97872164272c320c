import { isIdOf, isRecordId, type RecordId } from '../domain/records';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { maxFileSize } from '../store/limits';
import type { Store } from '../store/store';
import { isAlteredThere, isUnheard } from './alteredThere';
import { namedBeginnings } from './beginning';
import { readBlobs, sizesOf } from './blobs';
import type { StoreBranch } from './branch';
import { earlierVersions, mostVersions, type EarlierVersions } from './earlierVersions';
import type { Engine } from './engine';
import { pathOf, withdrawalPath } from './layout';
import type { LocalRecords } from './localRecords';
import type { SeenBranch } from './seenBranch';
import type { SyncWaiter } from './syncFault';
import type { Taking } from './taking';
import { versionsSince } from './versionsSince';

/** Bytes that the versions of one record may have together to be read. */
const mostBytes = 256 * 1024 * 1024;
/** Characters of the beginnings of one record that are looked at. */
const mostLookedAt = 4 * 1024 * 1024;
/** So many records are asked for by their places at a time. */
const mostAtOnce = 100;

/** What hearing works with. */
export interface HearingPorts {
  readonly engine: Engine;
  readonly store: Pick<Store, 'entries' | 'entry'>;
  readonly records: LocalRecords;
  readonly taking: Taking;
  readonly seen: Pick<SeenBranch, 'unheardAt' | 'tooMuchAt' | 'heardWhole'>;
}

/** What is known of a branch before it is heard: `lastCommit`, up to which all was, but of what is `unheard`. */
export interface HeardBefore {
  readonly lastCommit: string | undefined;
  readonly unheard: readonly string[];
  /** Records that go over what does not verify in their place. */
  readonly replaces: readonly RecordId[];
  /** The records that were there then. */
  readonly held: () => Promise<Pick<ReadonlySet<RecordId>, 'has'>>;
}

/** What came of it. */
export interface Heard {
  /** What may take the place of what does not verify there. */
  readonly replaced: ReadonlySet<RecordId>;
  /** Of which not all was heard: it could not be, or is damaged here, or others have lowered the label for which it stays here. */
  readonly unheard: readonly string[];
}

/**
 * Hears what stood on a branch before what stands there now: somebody may have taken away, or put something in the place of, what says that others have
 * redacted or erased something, that a label was raised, or who may do that. All that is here is heard, wherever it goes, and all people. What does not
 * verify was none that anybody has heard of; what a newer version has written, and somebody has put something else in its place, no reader of now can hear.
 */
export class Hearing {
  /** Git's names of what stood there. */
  private readonly versions = new Map<RecordId, Set<string>>();
  private readonly words = new Map<RecordId, Set<string>>();
  /** Of which not all can be heard: they do not go there. */
  private readonly failed = new Set<RecordId>();
  /** Of which not all can be heard as they are here, or as their label is. */
  private readonly waiting = new Set<RecordId>();
  private newcomers: readonly RecordId[] = [];
  /** What was here before anything was taken: of all else nothing can be brought back. */
  private readonly own: ReadonlySet<RecordId>;
  private isAnybodyUnheard = false;

  constructor(
    private readonly ports: HearingPorts,
    private readonly branch: StoreBranch,
    private readonly before: HeardBefore,
    private readonly waiter: SyncWaiter,
  ) {
    this.own = new Set(ports.store.entries().map(({ id }) => id));
  }

  /** What was said of withdrawals and is not any more, by git's names of where it was. */
  get withdrawals(): readonly (readonly [RecordId, string])[] {
    const there = this.branch.withdrawals;
    return [...this.words].flatMap(([id, oids]) => [...oids].filter(oid => oid !== there.get(id)).map(oid => [id, oid] as const));
  }

  /**
   * Asks git what stood there since `lastCommit`, and all that ever did of what could not be heard before, is to take the place of what does not verify, or
   * has come here since: out of a backup, it may be.
   */
  async listen(): Promise<Result<undefined, GitFault>> {
    const { commit } = this.branch;
    const { lastCommit, replaces, unheard } = this.before;
    const known = unheard.filter(isRecordId);
    for (const id of known) if (this.isWaiting(id)) this.waiting.add(id);
    // Where not all people could be heard before, they are looked for from the beginning, unless the branch is the same.
    const isInVain = this.ports.seen.tooMuchAt === commit;
    this.isAnybodyUnheard = isInVain && unheard.includes(everybody);
    const since = unheard.includes(everybody) && !isInVain ? undefined : lastCommit;
    const listened = commit === since ? success(undefined) : await this.listenToAll(since);
    if (!listened.ok || since === undefined) return listened;
    this.newcomers = await this.findNewcomers();
    return this.listenTo([...new Set([...replaces, ...known.filter(id => !this.waiting.has(id)), ...this.newcomers])], undefined);
  }

  /** Hears people: others are heard by what the register says then. */
  people(): Promise<Result<undefined, GitFault>> {
    return this.take([...this.versions.keys()].filter(isPerson));
  }

  /** Hears all else that is here, once what stands there now was taken. */
  async others(): Promise<Result<Heard, GitFault>> {
    const { branch, failed, waiting, before } = this;
    const { store, records, taking, seen } = this.ports;
    const isHere = (id: RecordId): boolean => store.entry(id) !== undefined;
    const taken = await this.take([...this.versions.keys()].filter(id => !isPerson(id) && isHere(id)));
    if (!taken.ok) return taken;
    for (const id of this.newcomers) seen.heardWhole.add(id);
    // Words of withdrawal that were too many crowd out those that tell something.
    for (const [id, oids] of this.words) if (oids.size > mostVersions) this.fail(id);
    const people = [...failed].filter(isPerson);
    // Where not all people were heard, nobody knows whose redactions count.
    if (this.isAnybodyUnheard || people.length > 0)
      for (const id of await records.unlike(records.sorted(branch.records).shared, branch.records)) failed.add(id);
    const left = taking.leftOut.filter(isUnheard).map(({ id }) => id);
    const altered = taking.leftOut.filter(each => isAlteredThere(each) && before.replaces.includes(each.id));
    // What stays here for its label goes nowhere in any case.
    for (const id of failed) if (!records.isKeptFromAll(id)) taking.leaveOut(id, { code: 'unheard' });
    // Of what is not here nothing goes there.
    const unheard = [...people, ...[...waiting, ...left, ...failed].filter(isHere), ...(this.isAnybodyUnheard ? [everybody] : [])];
    return success({ replaced: new Set(altered.map(({ id }) => id)), unheard: [...new Set(unheard)] });
  }

  /** True for what cannot be heard as it is here: it is damaged, or others have lowered a label that it has here. */
  private isWaiting(id: RecordId): boolean {
    const { store, records } = this.ports;
    return store.entry(id)?.fault !== undefined || records.isKeptFromAll(id);
  }

  /** What goes there, and neither is there nor was there when this machine saw it last. */
  private async findNewcomers(): Promise<readonly RecordId[]> {
    const { records, seen } = this.ports;
    const there = this.branch.records;
    const unknown = records.sorted(there).shared.filter(id => !there.has(id) && !seen.heardWhole.has(id));
    if (unknown.length === 0) return [];
    const held = await this.before.held();
    return unknown.filter(id => !held.has(id));
  }

  /** All that came; where it is too much, what is here or there, each in its place: nobody knows then whom else there was. */
  private async listenToAll(since: string | undefined): Promise<Result<undefined, GitFault>> {
    const { branch, waiter } = this;
    const { engine, store, seen } = this.ports;
    const came = await versionsSince(engine, { commit: branch.commit, since }, waiter.signal);
    if (!came.ok) return came;
    if (came.value) {
      this.note(came.value);
      return success(undefined);
    }
    // Who joins with nothing of their own brings nothing back.
    if (since === undefined && this.own.size === 0) return success(undefined);
    this.isAnybodyUnheard = true;
    seen.tooMuchAt = branch.commit;
    return this.listenTo([...new Set([...branch.records.keys(), ...store.entries().map(({ id }) => id)])], since);
  }

  private async listenTo(ids: readonly RecordId[], since: string | undefined): Promise<Result<undefined, GitFault>> {
    const { unheardAt } = this.ports.seen;
    // As long as the branch is the same, there is nothing more to be heard of these.
    const isInVain = (id: RecordId): boolean => unheardAt.get(id) === this.branch.commit;
    for (const id of ids) if (isInVain(id)) this.failed.add(id);
    const asked = ids.filter(id => !isInVain(id));
    for (let from = 0; from < asked.length; from += mostAtOnce) {
      const some = asked.slice(from, from + mostAtOnce);
      const places = some.flatMap(id => [pathOf(id), withdrawalPath(id)]);
      const came = await earlierVersions(this.ports.engine, { commit: this.branch.commit, since }, places, this.waiter.signal);
      if (!came.ok) return came;
      if (came.value) this.note(came.value);
      else {
        // Nor would there be time for the others.
        for (const id of asked.slice(from)) this.fail(id);
        break;
      }
    }
    return success(undefined);
  }

  private note({ records, withdrawals }: EarlierVersions): void {
    for (const [known, came] of [
      [this.versions, records],
      [this.words, withdrawals],
    ] as const)
      for (const [id, oids] of came) known.set(id, new Set([...(known.get(id) ?? []), ...oids]));
  }

  /** Merges all versions of some records. */
  private async take(ids: readonly RecordId[]): Promise<Result<undefined, GitFault>> {
    const { branch, waiter } = this;
    const { engine, taking, store } = this.ports;
    const unknown = new Map<RecordId, ReadonlySet<string>>();
    for (const id of ids) {
      const oids = this.versions.get(id) ?? new Set();
      if (store.entry(id)?.fault !== undefined) this.waiting.add(id);
      else if (oids.size > mostVersions) this.failOwn(id);
      else unknown.set(id, await this.unknownOf(id, oids));
    }
    const sizes = await sizesOf(engine, [...new Set([...unknown.values()].flatMap(oids => [...oids]))], waiter.signal);
    if (!sizes.ok) return sizes;
    const wanted = new Map<string, RecordId[]>();
    for (const [id, oids] of unknown)
      if ([...oids].reduce((sum, oid) => sum + (sizes.value.get(oid) ?? 0), 0) > mostBytes) this.failOwn(id);
      else for (const oid of oids) wanted.set(oid, [...(wanted.get(oid) ?? []), id]);
    const told = taking.leftOut.length;
    const take = async (oid: string, bytes: Buffer): Promise<void> => {
      for (const id of wanted.get(oid) ?? []) await taking.takeRecord(id, bytes, branch, waiter.signal);
    };
    const read = await readBlobs(engine, [...wanted.keys()], maxFileSize, take, waiter.signal);
    if (!read.ok) return read;
    for (const oid of read.value) for (const id of wanted.get(oid) ?? []) this.fail(id);
    for (const each of taking.leftOut.splice(told)) {
      if (each.isContent === true) taking.leftOut.push(each);
      else if (each.why.code === 'labelLowered') this.waiting.add(each.id);
      else if (each.why.code !== 'format' && !isAlteredThere(each)) this.failed.add(each.id);
    }
    return success(undefined);
  }

  /** Those versions of a record that are neither what stands there now, which was taken, nor a beginning of what it is here. */
  private async unknownOf(id: RecordId, oids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const unknown = new Set(oids);
    unknown.delete(this.branch.records.get(id) ?? '');
    const copy = unknown.size > 0 ? await this.ports.records.copyOf(id) : undefined;
    if (copy?.ok !== true) return unknown;
    unknown.delete(copy.value.oid);
    if (unknown.size > 0)
      for (const [oid] of namedBeginnings(copy.value.text, mostLookedAt)) if (unknown.delete(oid) && unknown.size === 0) break;
    return unknown;
  }

  /** The same of what was here before, and of people, who say what counts. */
  private failOwn(id: RecordId): void {
    if (this.own.has(id) || isPerson(id)) this.fail(id);
  }

  /** Of one that is too much, or too often changed, not more is heard as long as nothing comes there. */
  private fail(id: RecordId): void {
    this.failed.add(id);
    this.ports.seen.unheardAt.set(id, this.branch.commit);
  }
}

/** Stands among those that are unheard for all people, known or not. */
const everybody = 'everybody';

function isPerson(id: RecordId): boolean {
  return isIdOf('person', id);
}
