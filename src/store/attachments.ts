import { hashPattern } from '../domain/record/event';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';
import { contentsOf } from '../domain/incident/keptEvidence';
import type { RecordEvent } from '../domain/record/event';
import type { AttachmentFault } from './attachmentFault';
import { OvertakenError, replaceDurably } from './durable';
import { isRefusedBySystem } from './fault';
import type { FilePort } from './filePort';
import { canEnter, isOwnFolder, makeOwnFolder } from './folders';
import { sha256 } from './hash';
import { maxAttachments, maxAttachmentSize } from './limits';
import { withLock } from './lock';
import { StrangeLockError } from './lockShape';
import { isContentNamed } from './naming';
import type { RecordStore } from './recordStore';
import { statsIfThere } from './stats';

/** Milliseconds for which a count of all contents will do: with thousands of them each would cost a look at all others. */
const countedFor = 60_000;
/** For so long (milliseconds) what was counted will do to refuse something: a hostile branch names much for which there is no room. */
const countedToRefuse = 2_000;
/** The only name that content has is a SHA-256. Nothing else is ever made part of a path. */
const hash = hashPattern;

/** Where contents lie, what they must not lead out of, and how they are written. */
export interface AttachmentPort {
  readonly storeFolder: string;
  readonly root: string;
  readonly files: FilePort;
  readonly mayWrite: () => boolean;
}

/**
 * What is kept as evidence, by its SHA-256: `attachments/<first two>/<sha-256>`. Content is written durably before the entry that names it,
 * never changed, and checked whenever it is read (M 6.134).
 */
export class Attachments {
  /** How many bytes were kept when they were counted last, with what was added here since, and when that was. */
  private counted = { bytes: 0, at: -Infinity };

  constructor(private readonly port: AttachmentPort) {}

  /**
   * Keeps content and runs `work`, which names it, while nobody else can remove the same: nothing is acknowledged whose content is not on
   * the disk. What was written for `work` alone goes again when that fails, but not where what names it stands unconfirmed, or nobody knows (`work` rejects).
   */
  async keeping<T, E extends { readonly code: string }>(
    bytes: Uint8Array,
    work: (hash: string) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | AttachmentFault>> {
    if (bytes.length > maxAttachmentSize)
      return failure({ code: 'contentTooLarge', size: bytes.length, limit: maxAttachmentSize } satisfies AttachmentFault);
    const name = sha256(bytes);
    return this.locked<T, E>(name, async temporary => {
      const put = await this.put(name, bytes, temporary);
      if (!put.ok) return put;
      const done = await work(name);
      if (!done.ok && done.error.code !== 'unconfirmed' && put.value) await rm(this.fileOf(name), { force: true });
      return done;
    });
  }

  /** Keeps content that another copy of the store has under this hash; `contentChanged` where it is something else. */
  async takeOver(name: string, bytes: Uint8Array): Promise<Result<undefined, AttachmentFault>> {
    if (sha256(bytes) !== name) return failure({ code: 'contentChanged' });
    // Content comes before the entry that names it, also in a store that is not there yet.
    await mkdir(this.port.storeFolder, { recursive: true, mode: 0o700 });
    return this.keeping<undefined, AttachmentFault>(bytes, () => Promise.resolve(success(undefined)));
  }

  /** The content with this hash, whole and checked: what was changed is never given out. */
  async read(name: string): Promise<Result<Uint8Array, AttachmentFault>> {
    if (!hash.test(name)) return failure({ code: 'noContent' });
    try {
      const bytes = await this.contentOf(name);
      if (!bytes) return failure({ code: 'contentGone' });
      return sha256(bytes) === name ? success(bytes) : failure({ code: 'contentChanged' });
    } catch (error) {
      if (!isRefusedBySystem(error)) throw error;
      return failure({ code: 'contentUnreadable', reason: error.code });
    }
  }

  /** True where something stands under this hash, whether or not it is that. */
  async has(name: string): Promise<boolean> {
    return hash.test(name) && (await statsIfThere(this.fileOf(name)).catch(() => undefined)) !== undefined;
  }

  /**
   * Removes what entries named that were redacted, or erased, between two states of a log, where no entry of the store names it any more. What this log
   * does not name any more, removed or not.
   */
  async removeUnnamed(
    before: readonly RecordEvent[],
    after: readonly RecordEvent[],
    records: Pick<RecordStore, 'read'>,
  ): Promise<readonly string[]> {
    const named = new Set(after.flatMap(contentsOf));
    const forsaken = [...new Set(before.flatMap(contentsOf).filter(each => !named.has(each)))];
    for (const name of forsaken) await this.remove(name, other => isContentNamed(this.port.storeFolder, other, id => records.read(id)));
    return forsaken;
  }

  /** Removes content, unless something still names it; it is asked while nobody can name it anew. True when it is gone. */
  private async remove(name: string, isNamed: (hash: string) => Promise<boolean>): Promise<Result<boolean, AttachmentFault>> {
    if (!hash.test(name) || !this.port.mayWrite()) return failure({ code: 'noContent' });
    return this.locked<boolean, AttachmentFault>(name, async () => {
      if (await isNamed(name)) return success(false);
      const file = this.fileOf(name);
      if (!isOwnFolder(this.port.root, path.dirname(file))) return success(true);
      await rm(file, { force: true });
      await this.port.files.syncFolder(path.dirname(file));
      return success(true);
    });
  }

  /** True when it was written now, false when it was there. */
  private async put(name: string, bytes: Uint8Array, temporary: string): Promise<Result<boolean, AttachmentFault>> {
    const { files, mayWrite } = this.port;
    const file = this.fileOf(name);
    await this.makeFolders(path.dirname(file));
    const known = await this.known(name);
    if (known) return known;
    if (!(await this.hasRoom(bytes.length))) return failure({ code: 'contentsFull', size: this.counted.bytes, limit: maxAttachments });
    try {
      await replaceDurably(files, { temporary, file, text: bytes, old: undefined, isAllowed: mayWrite });
      this.counted.bytes += bytes.length;
      return success(true);
    } catch (error) {
      // Somebody without a lock (git) has put it there meanwhile.
      if (error instanceof OvertakenError) return (await this.known(name)) ?? failure({ code: 'contentNotKept', reason: 'EROFS' });
      throw error;
    }
  }

  /** What stands where the content belongs, when anything does: the same, or something that is left as it is. */
  private async known(name: string): Promise<Result<false, AttachmentFault> | undefined> {
    const read = await this.read(name);
    if (!read.ok) return read.error.code === 'contentGone' ? undefined : failure(read.error);
    await this.port.files.syncFolder(path.dirname(this.fileOf(name)));
    return success(false);
  }

  /** The bytes of a file that is one, and not too large; undefined when there is none. */
  private async contentOf(name: string): Promise<Uint8Array | undefined> {
    const file = this.fileOf(name);
    if (!isOwnFolder(this.port.root, path.dirname(file))) return undefined;
    if (!(await statsIfThere(file))) return undefined;
    // Opened as it is, no link followed, nothing waited for: between a look and a read it could become another. What Windows does not have counts as 0.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await handle.stat();
      // What is no file, or larger than anything that was kept, is not what was kept.
      return stats.isFile() && stats.size <= maxAttachmentSize ? await handle.readFile() : new Uint8Array();
    } finally {
      await handle.close();
    }
  }

  /** True where so many bytes more may be kept. What is there is counted now and then, and before something is refused, unless it just was. */
  private async hasRoom(bytes: number): Promise<boolean> {
    const isTooMuch = (): boolean => this.counted.bytes + bytes > maxAttachments;
    const age = performance.now() - this.counted.at;
    if (age > (isTooMuch() ? countedToRefuse : countedFor)) this.counted = { bytes: await this.size(), at: performance.now() };
    return !isTooMuch();
  }

  /** How much is kept, in bytes. */
  private async size(): Promise<number> {
    let sum = 0;
    for (const folder of await namesIn(this.folder)) {
      const place = path.join(this.folder, folder);
      if (!/^[0-9a-f]{2}$/.test(folder) || !canEnter(this.port.root, place)) continue;
      for (const file of await namesIn(place)) sum += (await statsIfThere(path.join(place, file)))?.size ?? 0;
    }
    return sum;
  }

  private async makeFolders(folder: string): Promise<void> {
    for (const made of [this.folder, folder]) {
      if (isOwnFolder(this.port.root, made)) continue;
      await makeOwnFolder(made);
      await this.port.files.syncFolder(path.dirname(made));
    }
  }

  /** Everybody who keeps or removes this content waits for one another, in whatever process. */
  private async locked<T, E>(
    name: string,
    work: (temporary: string) => Promise<Result<T, E | AttachmentFault>>,
  ): Promise<Result<T, E | AttachmentFault>> {
    try {
      return await withLock(this.port.storeFolder, `AT-${name.slice(0, 6).toUpperCase()}`, work);
    } catch (error) {
      if (error instanceof StrangeLockError) return failure({ code: 'contentNotKept', reason: error.message } satisfies AttachmentFault);
      if (!isRefusedBySystem(error)) throw error;
      return failure({ code: 'contentNotKept', reason: error.code } satisfies AttachmentFault);
    }
  }

  private get folder(): string {
    return path.join(this.port.storeFolder, 'attachments');
  }

  private fileOf(name: string): string {
    return path.join(this.folder, name.slice(0, 2), name);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
