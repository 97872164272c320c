import { close, closeSync, constants, fstatSync, linkSync, lstatSync, openSync, renameSync, unlinkSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { SharedRuns } from '../base/sharedRuns';
import { openMade, type FileRights } from './sharedFolder';

/** A file that is being written. */
export interface WritableFile {
  /** Writes from `bytes[from]` on and resolves to how many bytes the system took: on a nearly full disk fewer than it was given (POSIX write). */
  write(bytes: Uint8Array, from: number): Promise<number>;
  /** Takes over owner and rights of another file, as far as the system lets us. */
  takeRights(of: FileRights): Promise<void>;
  /** Resolves when what was written is on the disk (POSIX fsync). */
  sync(): Promise<void>;
  stat(): Promise<BigIntStats>;
  close(): Promise<void>;
}

/** The file operations a durable replace is made of: the system's, or a twin that fails where a test wants it to. Rejects and throws with the system's errors. */
export interface FilePort {
  /** Opens a file that is there, to be written from its beginning. */
  open(file: string): Promise<WritableFile>;
  /** Makes a file where none is, its owner's alone, and opens it to be written. Rejects with `EEXIST` where something is. */
  create(file: string): Promise<WritableFile>;
  /** What stands at a path, links not followed; undefined when nothing does. At once: nothing may come between this and `rename`. */
  stat(file: string): BigIntStats | undefined;
  /** Puts one file in the place of another. At once, as above. */
  rename(from: string, to: string): void;
  /**
   * Gives a file another name where nothing stands, whoever else is about to. At once, as above. Throws `EEXIST` where something stands, and what the
   * system says of it where its files have one name alone (FAT, some networks); then nothing has changed.
   */
  place(from: string, to: string): void;
  /** Resolves when the names in a folder, as they were when it was asked, are on the disk. */
  syncFolder(folder: string): Promise<void>;
}

/** The file operations of the system. */
export const systemFiles: FilePort = {
  open: async file => writable(await openMade(file, constants.O_RDWR)),
  create: async file => writable(await open(file, 'wx+', 0o600)),
  stat: file => lstatSync(file, { bigint: true, throwIfNoEntry: false }),
  rename: renameFile,
  place: placeFile,
  syncFolder: folder => syncs.run(folder, () => syncFolder(folder)),
};

/** Who replaces files of one folder at a time waits for one sync of it. */
const syncs = new SharedRuns();

/**
 * The file that is replaced is held open meanwhile: to give back what it took on the disk takes longer than all else about a rename, and is done with
 * the last handle, which a thread lets go of. Where a file that is open cannot be replaced (some networks), it is let go of before.
 */
function renameFile(from: string, to: string): void {
  const replaced = heldOpen(to);
  if (replaced === undefined) {
    renameSync(from, to);
    return;
  }
  try {
    renameSync(from, to);
  } catch {
    closeSync(replaced);
    renameSync(from, to);
    return;
  }
  close(replaced, () => undefined);
}

/** A handle of what stands at a path, no link followed and nothing waited for; undefined where none is to be had, and on Windows, which replaces no open file. */
function heldOpen(file: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

function placeFile(from: string, to: string): void {
  linkSync(from, to);
  try {
    unlinkSync(from);
  } catch {
    // It has its name; the other one goes with the lock that it lies in.
  }
}

function writable(handle: FileHandle): WritableFile {
  return {
    write: async (bytes, from) => (await handle.write(bytes, from)).bytesWritten,
    takeRights: async ({ uid, gid, mode }) => {
      // Most have them already: then nothing is left to do, and no thread is asked.
      const own = fstatSync(handle.fd, { bigint: true });
      // Only root may give a file away.
      const owner = uid ?? own.uid;
      const isTheirs = own.uid === owner && own.gid === gid;
      if (!isTheirs) await handle.chown(Number(owner), Number(gid)).catch(() => undefined);
      if (!isTheirs || permissions(own.mode) !== permissions(mode)) await handle.chmod(permissions(mode));
    },
    sync: () => handle.sync(),
    // Of a file that is open here and now: to have it done by a thread costs ten times as much.
    stat: () => Promise.resolve(fstatSync(handle.fd, { bigint: true })),
    close: () => handle.close(),
  };
}

function permissions(mode: bigint): number {
  return Number(mode) & 0o7777;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for fsync; there the rename is journalled by the file system.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
