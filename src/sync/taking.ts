import type { RecordEvent } from '../domain/record/event';
import { mergeLogs } from '../domain/record/log';
import { isConfined } from '../domain/incident/confined';
import { foldIncident } from '../domain/incident/fold';
import { contentsOf } from '../domain/incident/keptEvidence';
import { isIdOf, isIncidentId, type RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import type { AttachmentFault } from '../store/attachmentFault';
import type { Attachments } from '../store/attachments';
import { isRefusedBySystem, systemCode } from '../store/fault';
import { sha256 } from '../store/hash';
import { maxAttachmentSize, maxFileSize, maxReadOnHost } from '../store/limits';
import type { Store } from '../store/store';
import { readBlobs } from './blobs';
import type { StoreBranch } from './branch';
import { isDamage, type Engine } from './engine';
import { notBrought, takenAway, type LackingContents } from './lackingContents';
import type { LocalRecords } from './localRecords';
import type { SeenBranch } from './seenBranch';
import type { LeftOut, SyncWaiter } from './syncFault';
import { verifiedLog } from './verifiedLog';
import { contentsNamedBy, namesOfEach } from './withdrawing';

/** Takes what a branch has and the files have not. What does not verify, or fits no record of ours, is left where it is and named. */
export class Taking {
  readonly taken = new Set<RecordId>();
  readonly leftOut: LeftOut[] = [];
  /** Contents that entries of the branch named and that no entry names any more: others have redacted them, or this machine has. */
  readonly forsaken = new Set<string>();
  /** Contents that are here and that the branch lacks, each with a record on it that names them: somebody has put that there by hand. */
  readonly lacking = new Map<string, RecordId>();
  /** Contents that are here, and under whose name the branch has something else, each with a record that names them. */
  readonly wrong = new Map<string, RecordId>();

  private readonly toldContents = new Set<string>();
  /** What records name, looked up once for all contents. */
  private readonly namesOf: ReturnType<typeof namesOfEach>;
  /** Git has lost a content: it is fetched again before anything is said of it. */
  private damage: GitFault | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly store: Store,
    private readonly records: LocalRecords,
    /** Where a large record lies while it is read. */
    private readonly folder: string,
    /** What the branch held when it was seen last. */
    private readonly seen: Pick<SeenBranch, 'settled' | 'contents'>,
    /** The branch is another than the last time: it may lack evidence of records that are the same. */
    private readonly isAnother = false,
  ) {
    this.namesOf = namesOfEach(records);
  }

  /**
   * Merges every record of the branch that is not the same here, each durable before the next; its contents come first. People come before all others:
   * the register, on which is agreed once all are here (`peopleTaken`), says whose redactions count in what follows.
   */
  async take(
    branch: StoreBranch | undefined,
    { signal, told }: SyncWaiter,
    peopleTaken: () => Promise<Result<undefined, GitFault>> = () => Promise.resolve(success(undefined)),
  ): Promise<Result<undefined, GitFault>> {
    if (!branch) return peopleTaken();
    // A hostile branch may have one file in two places.
    const [people, others] = [new Map<string, RecordId[]>(), new Map<string, RecordId[]>()];
    const unlike = await this.records.unlike(branch.records.keys(), branch.records);
    const { settled, contents } = this.seen;
    const isNew = ([id, oid]: [RecordId, string]): boolean => this.isAnother || (settled !== undefined && settled.get(id) !== oid);
    const came = new Set([...branch.records].filter(isNew).map(([id]) => id));
    for (const id of unlike) came.delete(id);
    this.note(await notBrought(branch, came, this.records));
    for (const id of unlike) {
      const oid = branch.records.get(id) ?? '';
      if (settled?.get(id) === oid && (await this.records.goesOn(id, oid))) continue;
      const wanted = isIdOf('person', id) ? people : others;
      wanted.set(oid, [...(wanted.get(oid) ?? []), id]);
    }
    const of = [people, others].reduce((sum, wanted) => sum + [...wanted.values()].flat().length, 0);
    let done = 0;
    for (const wanted of [people, others]) {
      const read = await readBlobs(
        this.engine,
        [...wanted.keys()],
        maxFileSize,
        async (oid, bytes) => {
          for (const id of wanted.get(oid) ?? []) {
            if (signal?.aborted === true) return;
            await this.takeRecord(id, bytes, branch, signal);
            told?.({ code: 'taking', done: ++done, of });
          }
        },
        signal,
      );
      if (!read.ok) return read;
      for (const id of read.value.flatMap(oid => wanted.get(oid) ?? [])) this.leaveOut(id, { code: 'tooLarge', detail: '' });
      const prepared = wanted === people ? await peopleTaken() : success(undefined);
      if (!prepared.ok) return prepared;
    }
    await this.lookAtContents(branch, signal);
    this.note(await takenAway(contents, branch, this.store.witness, (id, name) => this.names(id, name)));
    if (this.damage) return failure(this.damage);
    return signal?.aborted === true ? failure({ code: 'cancelled' }) : success(undefined);
  }

  /** Merges one record as the branch has it, or had it. */
  async takeRecord(id: RecordId, bytes: Buffer, branch: StoreBranch, signal: AbortSignal | undefined): Promise<void> {
    const text = bytes.length <= maxReadOnHost ? bytes.toString('utf8') : undefined;
    const log = await verifiedLog(this.store, this.folder, id, text ?? bytes);
    if (!log.ok) {
      this.leaveOut(id, log.error);
      return;
    }
    if (await this.lowersLabel(id, log.value)) return this.leaveOut(id, { code: 'labelLowered' });
    await this.takeContents(id, log.value, branch, signal);
    const goesOn = text === undefined ? undefined : this.records.beginningOf(id, text, log.value);
    const merged = await this.store.merge(id, log.value, goesOn).catch((error: unknown) => {
      if (isRefusedBySystem(error)) throw error;
      // A mistake of ours with one record keeps no other from being taken.
      return failure({ code: 'unreadable', detail: systemCode(error) } as const);
    });
    if (!merged.ok) {
      // Together they are none: it is the one there that does not fit what was verified here.
      this.leaveOut(id, merged.error.code === 'unstorable' ? merged.error.fault : merged.error);
      return;
    }
    if (merged.value) this.taken.add(id);
    if (merged.value) this.records.learn(id, merged.value);
    await this.noteForsaken(id, log.value);
  }

  /**
   * True where an incident that stays here would go to all once this is taken: the label was raised without a word to those who write there, so that none
   * of them can have lowered it. Whoever has the raise lowers it here, or where it goes to fewer readers.
   */
  private async lowersLabel(id: RecordId, theirs: readonly RecordEvent[]): Promise<boolean> {
    if (!isIncidentId(id) || !this.records.isKeptFromAll(id)) return false;
    const mine = await this.records.copyOf(id);
    if (!mine.ok) return false;
    const register = this.store.register();
    const merged = foldIncident(id, mergeLogs(mine.value.events, theirs, register), register);
    return merged.erased === undefined && !isConfined(merged);
  }

  /**
   * Keeps what the entries name, those of both sides together, as far as the branch has it and it is not here. What cannot be kept is told, and holds
   * nothing else up: it is looked for again.
   */
  private async takeContents(
    id: RecordId,
    events: readonly RecordEvent[],
    branch: StoreBranch,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (!events.some(event => contentsOf(event).length > 0)) return;
    const mine = await this.records.copyOf(id);
    // What was redacted here is not brought back by who has not heard of it.
    const names = new Set(mergeLogs(mine.ok ? mine.value.events : [], events, this.store.register()).flatMap(contentsOf));
    const attachments = await this.store.attachments();
    for (const name of names) {
      const oid = branch.contents.get(name);
      const isHere = (await attachments.read(name)).ok;
      if (oid === undefined && isHere) this.lacking.set(name, id);
      else if (oid === undefined) this.leaveContentOut(id, name, { code: 'contentGone' });
      else {
        if (!isHere) await this.takeContent(id, name, oid, signal);
        await this.noteCame(attachments, id, name, oid);
      }
    }
  }

  /** Who puts a content there has it: it is that record's from then on. */
  private async noteCame(attachments: Attachments, id: RecordId, name: string, oid: string): Promise<void> {
    const found = await this.records.contents.compare(name, oid, () => attachments.read(name));
    if (found === 'same') this.store.witness.noteAttached(id, [name]);
  }

  /** Keeps one content that a record names; what cannot be kept is told of that record. */
  private async takeContent(id: RecordId, name: string, oid: string, signal: AbortSignal | undefined): Promise<void> {
    const known = this.records.contents;
    const hash = known.hashOf(oid);
    // Until it is here it is looked for again.
    known.note(name, oid, { id });
    if (hash !== undefined && hash !== name) return this.leaveContentOut(id, name, { code: 'contentChanged' });
    if (known.isUnreadable(oid)) return this.leaveContentOut(id, name, { code: 'contentGone' });
    const attachments = await this.store.attachments();
    const kept: Result<undefined, AttachmentFault>[] = [];
    const read = await readBlobs(
      this.engine,
      [oid],
      maxAttachmentSize,
      async (_oid, bytes) => {
        known.noteHash(oid, sha256(bytes));
        kept.push(await attachments.takeOver(name, bytes));
      },
      signal,
    );
    if (read.ok) for (const one of read.value) known.noteUnreadable(one);
    const [outcome = failure({ code: 'contentGone' as const })] = kept;
    if (!read.ok && isDamage(read.error)) this.damage ??= read.error;
    else if (!outcome.ok && (read.ok || read.error.code !== 'cancelled')) this.leaveContentOut(id, name, outcome.error);
  }

  /**
   * Looks at the contents of the branch that were not looked at yet: what records name and lack is taken (they came without it, or it was lost here),
   * and what is something else than it should be, and is right here, is noted.
   */
  private async lookAtContents({ records, contents }: StoreBranch, signal: AbortSignal | undefined): Promise<void> {
    const known = this.records.contents;
    const attachments = await this.store.attachments();
    const unknown = new Map<string, string>();
    for (const [name, oid] of contents) {
      if (signal?.aborted === true) return;
      const found = known.found(name, oid);
      if (found === 'settled') continue;
      if (found !== undefined && (await this.names(found.id, name))) await this.lookAt(found.id, name, oid, signal);
      else if (found !== undefined || !(await this.isAsThere(attachments, name, oid))) unknown.set(name, oid);
    }
    const named = unknown.size > 0 ? await contentsNamedBy(records.keys(), this.records) : undefined;
    for (const [name, oid] of unknown) {
      const id = named?.get(name);
      if (id === undefined) known.note(name, oid, 'settled');
      else {
        known.note(name, oid, { id });
        await this.lookAt(id, name, oid, signal);
      }
    }
  }

  /** A content of the branch that a record names, and that is not here as it is there: it is taken, or the branch has something else. */
  private async lookAt(id: RecordId, name: string, oid: string, signal: AbortSignal | undefined): Promise<void> {
    const attachments = await this.store.attachments();
    if (!(await attachments.has(name))) return this.takeContent(id, name, oid, signal);
    if (!(await this.isAsThere(attachments, name, oid))) this.wrong.set(name, id);
  }

  /** True for a content that is here as the branch has it; also where what stands here in its place is something else, which is left as it is. */
  private async isAsThere(attachments: Attachments, name: string, oid: string): Promise<boolean> {
    const known = this.records.contents;
    if (!(await attachments.has(name))) return false;
    if ((await known.compare(name, oid, () => attachments.read(name))) === 'other') return false;
    known.note(name, oid, 'settled');
    return true;
  }

  private async names(id: RecordId, name: string): Promise<boolean> {
    return (await this.namesOf(id)).has(name);
  }

  /** What the branch's entries named and the merged ones do not name any more. */
  private async noteForsaken(id: RecordId, theirs: readonly RecordEvent[]): Promise<void> {
    const before = theirs.flatMap(contentsOf);
    if (before.length === 0) return;
    const mine = await this.records.copyOf(id);
    const named = new Set(mine.ok ? mine.value.events.flatMap(contentsOf) : before);
    for (const name of before) if (!named.has(name)) this.forsaken.add(name);
  }

  private note(lacking: LackingContents): void {
    for (const [name, id] of lacking) this.lacking.set(name, id);
  }

  /** What could not be taken is told. */
  leaveOut(id: RecordId, why: LeftOut['why']): void {
    this.leftOut.push({ id, where: 'there', why });
  }

  /** Told once, whichever records name it. */
  private leaveContentOut(id: RecordId, name: string, why: AttachmentFault): void {
    if (!this.toldContents.has(name)) this.leftOut.push({ id, where: 'there', why, isContent: true });
    this.toldContents.add(name);
  }
}
