import type { BigIntStats, Stats } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '../domain/vocabulary/actor';
import { maxParents, type EventDraft, type RecordEvent } from '../domain/record/event';
import type { RecordId } from '../domain/records';
import { headsOf, isSameLog, mergeLogs } from '../domain/record/log';
import { withoutTakenAway } from '../domain/record/erasure';
import { failure, success, type Result } from '../domain/foundation/result';
import type { Instant } from '../domain/foundation/time';
import type { Register } from '../domain/vocabulary/register';
import { seal, verifyLog } from './chain';
import { faultOfAddition, shareToLeave } from './addition';
import type { RecordLog } from './codec';
import { createDurably, OvertakenError, replaceDurably, UnconfirmedError } from './durable';
import { integrityFault, isRefusedBySystem, type StoreFault } from './fault';
import type { FilePort } from './filePort';
import { folderFault, isOwnFolder, makeOwnFolder } from './folders';
import { findLimitFault } from './jsonText';
import { writeGitRules } from './gitRules';
import { isGoingOn } from './goingOn';
import { keepBeside, removeKept } from './keptBeside';
import { fullnessOf, roomOf, type Fullness } from './limits';
import { placeBesideLocks, withLock } from './lock';
import { StrangeLockError } from './lockShape';
import type { StoredLog } from './readLog';
import { fileOf, writeRecordFile } from './recordFile';
import { Queues } from './queues';
import type { RecordReader } from './recordReader';
import { statsNow } from './stats';

/** What the store asks its surroundings for, each time it writes and while it holds the lock: what was true before may not be any more. */
export interface WriterPort {
  /** False in an untrusted workspace: then nothing can be appended. What may be appended in which role is decided with each entry. */
  readonly mayWrite: () => boolean;
  /** False also in the security officer's role, who mends no files. */
  readonly mayMend: () => boolean;
  readonly actor: () => Promise<Actor>;
  readonly now: () => Instant;
  /** The folder that the store must not lead out of; the one it lies in where none is named. */
  readonly root?: string;
}

/** What a record's file is read and written with, besides. */
interface RecordPort extends WriterPort {
  /** The register of people, which says whose redactions count. */
  readonly register: () => Register | undefined;
}

/** What stands on disk after an append. */
export interface Appended {
  /** The new entries; none when nothing was to be changed, and then nothing was written. */
  readonly added: readonly RecordEvent[];
  /** The log as it stood before, where it could be read. */
  readonly before: readonly RecordEvent[];
  /** The whole log with them, its text, and its file as it was left; without stats when somebody else has replaced it since. */
  readonly written?: { readonly events: readonly RecordEvent[]; readonly text: string; readonly stats?: Stats };
}

/** Decides what somebody appends, given the entries that are on disk while the lock is held. */
export type Decide<E> = (events: readonly RecordEvent[], by: Actor) => Result<readonly EventDraft[], E>;

/** How often a write begins again because somebody was faster, before it gives up. */
const maxTries = 5;

/** The record would not be read again. */
class RecordFullError extends Error {
  constructor(readonly fullness: Fullness) {
    super(fullness.of);
  }
}

/** Logs of records in a folder, one file each. `append` is the only write. */
export class RecordStore {
  /** One write after another within this process. */
  readonly queues = new Queues();
  private readonly root: string;
  /** False once it has shown that files have one name alone here. */
  private placesNew = true;

  constructor(
    readonly folder: string,
    private readonly port: RecordPort,
    private readonly files: FilePort,
    private readonly reader: RecordReader,
  ) {
    this.root = port.root ?? path.dirname(folder);
  }

  /** Reads one record; `notFound` when there is no such file, `broken` with place and reason when it is no log. */
  async read(id: RecordId): Promise<Result<StoredLog, StoreFault>> {
    const file = fileOf(this.folder, id);
    const fault = folderFault(this.root, path.dirname(file));
    if (fault) return failure({ code: 'broken', path: file, fault });
    const read = await this.reader.log({ file, id, register: this.port.register() });
    if (!read.ok) return failure({ code: 'broken', path: file, fault: read.error });
    return read.value ? success(read.value) : failure({ code: 'notFound', id });
  }

  /**
   * Appends what `decide` returns: lock → read what is on disk → decide → durable atomic replace → release.
   * Resolves only when the entries are on disk; the cost depends on this record alone. A refusal or fault writes nothing.
   * Begins again, and decides again, when the file is another by then or the lock was lost.
   */
  append<E>(id: RecordId, decide: Decide<E>): Promise<Result<Appended, StoreFault | E>> {
    return this.inTurn(id, () => this.appendOnce(id, decide));
  }

  /**
   * Makes a log of what a merge has left of a file, on the person's word (`mendLog`), so that nothing of either side is lost; the file as it was
   * stays beside it, under the name that is told. `broken` when what is there, with the `copies` that git keeps, is no log of this record; then nothing is
   * written.
   */
  async mend(id: RecordId, copies: readonly string[]): Promise<Result<Appended & { readonly kept: string }, StoreFault>> {
    const file = fileOf(this.folder, id);
    let kept = '';
    const outcome = await this.inTurn<never>(id, async () => {
      if (!this.port.mayMend()) return failure({ code: 'readOnly' });
      if (!isOwnFolder(this.root, path.dirname(file))) return failure({ code: 'notFound', id });
      return withLock<Result<Appended, StoreFault>>(this.folder, id, async temporary => {
        const old = this.files.stat(file);
        const mended = await this.reader.mended({ file, id, register: this.port.register() }, copies);
        if (!mended.ok) return failure({ code: 'broken', path: file, fault: mended.error });
        if (!mended.value) return failure({ code: 'notFound', id });
        kept = path.basename(await keepBeside(file));
        return this.write(this.replacing(temporary, file, old), mended.value, { added: [], before: [] });
      });
    });
    return outcome.ok ? success({ ...outcome.value, kept }) : outcome;
  }

  /**
   * Takes the entries that another copy of the record has, which must have been verified: the union of both goes into the file, a new one where there was none
   * (without a lock, where that can be seen to: nobody else's is replaced by it). Nothing is written where the file says all that already. `broken` when the file is no log; `unstorable` when both together are none (two
   * records that were given one id). `goesOn`: the version of the file whose entries they have all, and more, as
   * somebody knows who has read it; as long as it is that, it is not read again.
   */
  merge(id: RecordId, theirs: readonly RecordEvent[], goesOn?: string): Promise<Result<Appended, StoreFault>> {
    const file = fileOf(this.folder, id);
    return this.inTurn(id, async () => {
      if (!isOwnFolder(this.root, path.dirname(file))) await this.makeFolder(path.dirname(file));
      if (this.placesNew && !this.files.stat(file)) return this.mergeInto(id, [], theirs, text => this.create(file, id, text));
      return withLock<Result<Appended, StoreFault>>(this.folder, id, async temporary => {
        const old = this.files.stat(file);
        const read = isGoingOn(file, goesOn, theirs) ? success([]) : await this.readSound(file, id, old);
        return read.ok ? this.mergeInto(id, read.value, theirs, this.replacing(temporary, file, old)) : read;
      });
    });
  }

  /** Writes the union of what a record has and what another copy of it has, unless it is what it has. */
  private async mergeInto(
    id: RecordId,
    mine: readonly RecordEvent[],
    theirs: readonly RecordEvent[],
    put: Put,
  ): Promise<Result<Appended, StoreFault>> {
    const events = mergeLogs(mine, theirs, this.port.register());
    const [fault] = verifyLog(id, events, new Set([...mine, ...theirs]));
    if (fault) return failure({ code: 'unstorable', fault: integrityFault(fault) });
    if (isSameLog(events, mine)) return success({ added: [], before: mine });
    return this.write(put, { record: id, events }, { added: [], before: mine });
  }

  /** Makes a record's file where there is none. Rejects with `OvertakenError` where there is by now, or where it takes a lock. */
  private async create(file: string, id: RecordId, text: string): Promise<BigIntStats> {
    const temporary = await placeBesideLocks(this.folder, id);
    const written = await createDurably(this.files, { temporary, file, text, isAllowed: this.port.mayWrite });
    if (written) return written;
    this.placesNew = false;
    throw new OvertakenError();
  }

  private replacing(temporary: string, file: string, old: BigIntStats | undefined): Put {
    return text => replaceDurably(this.files, { temporary, file, old, text, isAllowed: this.port.mayWrite });
  }

  private inTurn<E>(id: RecordId, work: () => Promise<Result<Appended, StoreFault | E>>): Promise<Result<Appended, StoreFault | E>> {
    return this.queues.run(id, () => this.persistently(id, work));
  }

  /** Begins again where somebody was faster; what the system refuses becomes a fault, and a mistake stays one. */
  private async persistently<E>(
    id: RecordId,
    work: () => Promise<Result<Appended, StoreFault | E>>,
  ): Promise<Result<Appended, StoreFault | E>> {
    const file = fileOf(this.folder, id);
    for (let tries = 0; tries < maxTries; tries++) {
      if (!this.port.mayWrite()) return failure({ code: 'readOnly' });
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof OvertakenError)) return failure(faultOf(error, file));
      }
    }
    return failure({ code: 'locked', path: file });
  }

  private async appendOnce<E>(id: RecordId, decide: Decide<E>): Promise<Result<Appended, StoreFault | E>> {
    const file = fileOf(this.folder, id);
    if (!isOwnFolder(this.root, path.dirname(file))) {
      // What needs a record that is not there must not leave an empty store behind.
      const decision = decide([], await this.port.actor());
      if (!decision.ok) return decision;
      await this.makeFolder(path.dirname(file));
    }
    return withLock<Result<Appended, StoreFault | E>>(this.folder, id, async temporary => {
      const old = this.files.stat(file);
      const read = await this.readSound(file, id, old);
      if (!read.ok) return read;
      const events = read.value;
      const by = await this.port.actor();
      const decision = decide(events, by);
      if (!decision.ok) return decision;
      const added = this.sealAll(decision.value, events, by);
      if (added.length === 0) return success({ added, before: events });
      // What an entry redacts or erases goes with it, in one write.
      return this.write(
        this.replacing(temporary, file, old),
        { record: id, events: withoutTakenAway([...events, ...added], this.port.register()) },
        { added, before: events },
      );
    });
  }

  /** The entries of a record's file, every one verified; none when there is no file (`old`). One that comes meanwhile is met by who replaces it. */
  private async readSound(file: string, id: RecordId, old: BigIntStats | undefined): Promise<Result<readonly RecordEvent[], StoreFault>> {
    if (!old) return success([]);
    const read = await this.reader.log({ file, id, register: this.port.register() });
    if (!read.ok) return failure({ code: 'broken', path: file, fault: read.error });
    const [fault] = read.value?.faults ?? [];
    return fault ? failure({ code: 'broken', path: file, fault: integrityFault(fault) }) : success(read.value?.events ?? []);
  }

  private async write(put: Put, log: RecordLog, what: Pick<Appended, 'added' | 'before'>): Promise<Result<Appended, StoreFault>> {
    const { added } = what;
    const { record, events } = log;
    const file = fileOf(this.folder, record);
    const fault = faultOfAddition(log, added);
    if (fault) return failure({ code: 'unstorable', fault });
    let written: BigIntStats | undefined;
    let whole = '';
    await writeRecordFile(file, log, async text => {
      whole = text;
      const share = Math.max(0, ...added.map(({ type }) => shareToLeave(record, type)));
      const fullness = fullnessOf(events.length, text, share);
      if (fullness) throw new RecordFullError(fullness);
      // What is added was read by itself, and the entries were counted: what is left is the sum of all.
      const limit = roomOf('values', share);
      if (findLimitFault(text, limit)) throw new RecordFullError({ of: 'values', size: limit + 1, limit });
      written = await put(text);
    });
    await removeKept(file, what.before, events);
    const stats = statsNow(file);
    const isOurs = stats?.ino === Number(written?.ino) && stats.size === Number(written?.size);
    return success({ ...what, written: { events, text: whole, ...(isOurs && { stats }) } });
  }

  /** Each entry names the heads its writer had seen, as many as an entry can name; the rest stay heads for the next. */
  private sealAll(drafts: readonly EventDraft[], events: readonly RecordEvent[], by: Actor): readonly RecordEvent[] {
    let heads = headsOf(events);
    return drafts.map(draft => {
      const event = seal(draft, heads.slice(0, maxParents), this.port.now(), by);
      heads = [event.id, ...heads.slice(maxParents)];
      return event;
    });
  }

  private async makeFolder(folder: string): Promise<void> {
    const first = await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await makeOwnFolder(folder);
    // A record in a folder that a power cut takes away is lost as well.
    for (let made = folder; made.length >= (first ?? folder).length; made = path.dirname(made))
      await this.files.syncFolder(path.dirname(made));
    await writeGitRules(this.folder);
  }
}

/** Puts a text into a record's file, durably; gives what the file is then. */
type Put = (text: string) => Promise<BigIntStats>;

/** What was refused, as a fault; throws again what is a mistake. */
function faultOf(error: unknown, file: string): StoreFault {
  if (error instanceof RecordFullError) return { code: 'recordFull', ...error.fullness };
  if (error instanceof StrangeLockError) return { code: 'strangeLock', path: error.lock };
  if (error instanceof UnconfirmedError) return { code: 'unconfirmed', path: file, reason: error.code };
  if (!isRefusedBySystem(error)) throw error;
  return error.code === 'ELOCKED' ? { code: 'locked', path: file } : { code: 'writeFailed', path: file, reason: error.code };
}
