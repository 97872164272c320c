import type { BigIntStats } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { FilePort, WritableFile } from './filePort';
import { systemCode } from './fault';
import { rightsInShared, type FileRights } from './sharedFolder';

/** The disk took something else than it was given. Bears the system's code for that. */
class DiskError extends Error {
  readonly code = 'EIO';
}

/** The file was replaced, but the disk does not say that this will outlive a power cut. Bears the system's code. */
export class UnconfirmedError extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    super('the folder could not be synced', { cause });
    this.code = systemCode(cause);
  }
}

/** Nothing was replaced, because somebody else was faster: read again and decide again. */
export class OvertakenError extends Error {}

/** One replace: the temporary file a lock consists of, the file it is to become, and what that is to hold. */
export interface Replacement {
  readonly temporary: string;
  readonly file: string;
  readonly text: string | Uint8Array;
  /** What `file` was when it was read; undefined when there was none. */
  readonly old: BigIntStats | undefined;
  /** Asked right before the rename. */
  readonly isAllowed: () => boolean;
}

/**
 * Replaces a file so that after a crash it holds either the old or the new text, and after this resolves the new one: everything
 * written, fsync, size compared, rename, fsync of the folder. Resolves to the stats of what was written. Rejects with `OvertakenError`
 * when the file is not the one that was read any more, the temporary file was taken away (`withLock`) or it is not allowed any more,
 * and with the system's error; then the old file stands, except after `UnconfirmedError`. A new file keeps the rights of its
 * temporary one, or has those of a folder that several accounts share; one that exists keeps the rights somebody gave it. A new one takes nobody's
 * place, as far as the file system can see to that.
 */
export async function replaceDurably(files: FilePort, replacement: Replacement): Promise<BigIntStats> {
  const { temporary, file, text, old, isAllowed } = replacement;
  try {
    const rights = old ?? rightsInShared(files.stat(path.dirname(file)));
    const written = await writeOut(await files.open(temporary), text, rights);
    // Compared and renamed in one go: a busy event loop between the two would be time for somebody without a lock (git pull).
    if (!isAllowed() || !isSame(files.stat(file), old)) throw new OvertakenError();
    if (old || !isPlaced(files, temporary, file)) files.rename(temporary, file);
    await confirm(files, file);
    return written;
  } catch (error) {
    if (!(error instanceof UnconfirmedError) && !files.stat(temporary)) throw new OvertakenError();
    throw error;
  }
}

/**
 * Makes a file as `replaceDurably` replaces one, without a lock: it comes to stand where nothing is, or not at all. Resolves to undefined where files
 * have one name alone: there it takes a lock to make one. Rejects with `OvertakenError` where something stands there by now, and as
 * `replaceDurably` does. `temporary` is where nothing is, in the same file system; nothing is left there.
 */
export async function createDurably(
  files: FilePort,
  { temporary, file, text, isAllowed }: Omit<Replacement, 'old'>,
): Promise<BigIntStats | undefined> {
  const handle = await files.create(temporary);
  try {
    const written = await writeOut(handle, text, rightsInShared(files.stat(path.dirname(file))));
    if (!isAllowed()) throw new OvertakenError();
    if (!isPlaced(files, temporary, file)) return undefined;
    await confirm(files, file);
    return written;
  } finally {
    if (files.stat(temporary)) await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Gives a file its name where nothing stands; false where files have one name alone. Throws `OvertakenError` where something stands, or the file is gone. */
function isPlaced(files: FilePort, temporary: string, file: string): boolean {
  try {
    files.place(temporary, file);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(systemCode(error))) throw new OvertakenError();
    return false;
  }
}

/** Resolves when the name of a file is on the disk. */
async function confirm(files: FilePort, file: string): Promise<void> {
  await files.syncFolder(path.dirname(file)).catch((error: unknown) => {
    throw new UnconfirmedError(error);
  });
}

/** True for a file that nobody touched: a change of content, rights or name moves its ctime (POSIX), whatever happens to its mtime. */
function isSame(a: BigIntStats | undefined, b: BigIntStats | undefined): boolean {
  return a?.ino === b?.ino && a?.size === b?.size && a?.mtimeNs === b?.mtimeNs && a?.ctimeNs === b?.ctimeNs;
}

/** Writes all bytes, however many the system takes at a time, resolves when they are on the disk, and lets go of the file. */
async function writeOut(handle: WritableFile, text: string | Uint8Array, rights: FileRights | undefined): Promise<BigIntStats> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  try {
    for (let done = 0; done < bytes.length;) {
      const count = await handle.write(bytes, done);
      if (count <= 0) throw new DiskError('nothing more is taken');
      done += count;
    }
    if (rights) await handle.takeRights(rights);
    await handle.sync();
    const stats = await handle.stat();
    if (stats.size !== BigInt(bytes.length)) throw new DiskError(`${stats.size} bytes of ${bytes.length}`);
    return stats;
  } finally {
    await handle.close();
  }
}
