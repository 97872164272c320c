import type { Stats } from 'node:fs';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '../domain/actor';
import type { EventDraft, RecordEvent } from '../domain/event';
import type { RecordId } from '../domain/ids';
import { headsOf } from '../domain/log';
import { withoutRedacted } from '../domain/redaction';
import { failure, success, type Result } from '../domain/result';
import type { Instant } from '../domain/time';
import { seal } from './chain';
import type { RecordLog } from './codec';
import { joinConflict } from './conflict';
import { integrityFault, systemCode, type StoreFault } from './fault';
import { folderFault, isOwnFolder } from './folders';
import { withLock } from './lock';
import { fileOf, readRecordFile, readRecordText, writeRecordFile, type StoredLog } from './recordFile';

/** What the store asks its surroundings for, each time it writes. */
export interface WriterPort {
  /** False for the security officer's role and in an untrusted workspace: then nothing can be appended. */
  readonly mayWrite: () => boolean;
  readonly now: () => Instant;
  /** The folder that the store must not lead out of; the one it lies in where none is named. */
  readonly root?: string;
}

/** What stands on disk after an append. */
export interface Appended {
  /** The new entries; none when nothing was to be changed, and then nothing was written. */
  readonly added: readonly RecordEvent[];
  /** The whole log with them, and its file as it was left. */
  readonly written?: { readonly events: readonly RecordEvent[]; readonly stats: Stats };
}

/** Decides what to append, given the entries that are on disk while the lock is held. */
export type Decide<E> = (events: readonly RecordEvent[]) => Result<readonly EventDraft[], E>;

/** Git's union merge joins two people's appends; line ends must not change, the hashes are over the text's values. */
const gitAttributes = '*.json text eol=lf merge=union\n';
const gitIgnore = '.lock/\n*.json.[0-9]*\n';

/** Logs of records in a folder, one file each. `append` is the only write. */
export class RecordStore {
  private readonly queues = new Map<RecordId, Promise<unknown>>();
  private readonly root: string;

  constructor(
    readonly folder: string,
    private readonly port: WriterPort,
  ) {
    this.root = port.root ?? path.dirname(folder);
  }

  /** Reads one record; `notFound` when there is no such file, `broken` with place and reason when it is no log. */
  async read(id: RecordId): Promise<Result<StoredLog, StoreFault>> {
    const file = fileOf(this.folder, id);
    const fault = await folderFault(this.root, path.dirname(file));
    if (fault) return failure({ code: 'broken', path: file, fault });
    const read = await readRecordFile(file, id);
    if (!read.ok) return failure({ code: 'broken', path: file, fault: read.error });
    return read.value ? success(read.value) : failure({ code: 'notFound', id });
  }

  /**
   * Appends what `decide` returns: lock → read what is on disk → decide → durable atomic replace → release.
   * Resolves only when the entries are on disk; the cost depends on this record alone. A refusal or fault writes nothing.
   */
  append<E>(id: RecordId, by: Actor, decide: Decide<E>): Promise<Result<Appended, StoreFault | E>> {
    return this.inTurn(id, () => this.appendLocked(id, by, decide));
  }

  /**
   * Joins both sides of a file that a merge left with conflict markers, on the person's word: the union of their entries, so that
   * nothing of either is lost. `broken` when a side is no log of this record by itself; then nothing is written.
   */
  joinConflict(id: RecordId): Promise<Result<Appended, StoreFault>> {
    const file = fileOf(this.folder, id);
    return this.inTurn(id, async () => {
      if (!(await isOwnFolder(this.root, path.dirname(file)))) return failure({ code: 'notFound', id });
      return withLock<Result<Appended, StoreFault>>(this.folder, id, async stillHeld => {
        const read = await readRecordText(file);
        if (!read.ok) return failure({ code: 'broken', path: file, fault: read.error });
        if (read.value === undefined) return failure({ code: 'notFound', id });
        const joined = joinConflict(read.value, id);
        if (!joined.ok) return failure({ code: 'broken', path: file, fault: joined.error });
        return this.write(file, joined.value, [], stillHeld);
      });
    });
  }

  /** One write after another within this process; what the system refuses becomes a fault. */
  private async inTurn<E>(id: RecordId, work: () => Promise<Result<Appended, StoreFault | E>>): Promise<Result<Appended, StoreFault | E>> {
    if (!this.port.mayWrite()) return failure({ code: 'readOnly' });
    const before = this.queues.get(id) ?? Promise.resolve();
    const done = before.then(work);
    const settled = done.catch(() => undefined);
    this.queues.set(id, settled);
    try {
      return await done;
    } catch (error) {
      const reason = systemCode(error);
      const file = fileOf(this.folder, id);
      return failure(reason === 'ELOCKED' ? { code: 'locked', path: file } : { code: 'writeFailed', path: file, reason });
    } finally {
      if (this.queues.get(id) === settled) this.queues.delete(id);
    }
  }

  private async appendLocked<E>(id: RecordId, by: Actor, decide: Decide<E>): Promise<Result<Appended, StoreFault | E>> {
    const file = fileOf(this.folder, id);
    if (!(await isOwnFolder(this.root, path.dirname(file)))) {
      // What needs a record that is not there must not leave an empty store behind.
      const decision = decide([]);
      if (!decision.ok) return decision;
      await this.makeFolder(path.dirname(file));
    }
    return withLock<Result<Appended, StoreFault | E>>(this.folder, id, async stillHeld => {
      const read = await readRecordFile(file, id);
      if (!read.ok) return failure({ code: 'broken', path: file, fault: read.error });
      const stored = read.value;
      const fault = stored?.faults[0];
      if (fault) return failure({ code: 'broken', path: file, fault: integrityFault(fault) });
      const events = stored?.events ?? [];
      const decision = decide(events);
      if (!decision.ok) return decision;
      const added = this.sealAll(decision.value, events, by);
      if (added.length === 0) return success({ added });
      // What an entry redacts goes with it, in one write.
      return this.write(file, { record: id, events: withoutRedacted([...events, ...added]) }, added, stillHeld);
    });
  }

  private async write(
    file: string,
    log: RecordLog,
    added: readonly RecordEvent[],
    stillHeld: () => boolean,
  ): Promise<Result<Appended, StoreFault>> {
    if (!stillHeld()) return failure({ code: 'locked', path: file });
    await writeRecordFile(file, log);
    return success({ added, written: { events: log.events, stats: await lstat(file) } });
  }

  private sealAll(drafts: readonly EventDraft[], events: readonly RecordEvent[], by: Actor): readonly RecordEvent[] {
    let parents = headsOf(events);
    return drafts.map(draft => {
      const event = seal(draft, parents, this.port.now(), by);
      parents = [event.id];
      return event;
    });
  }

  private async makeFolder(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(path.join(this.folder, '.gitattributes'), gitAttributes);
    await writeOnce(path.join(this.folder, '.gitignore'), gitIgnore);
  }
}

async function writeOnce(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
}
