import { constants, fstatSync, lstatSync, renameSync, type BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
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
  /** What stands at a path, links not followed; undefined when nothing does. At once: nothing may come between this and `rename`. */
  stat(file: string): BigIntStats | undefined;
  /** Puts one file in the place of another. At once, as above. */
  rename(from: string, to: string): void;
  /** Resolves when the names in a folder, as they were when it was asked, are on the disk. */
  syncFolder(folder: string): Promise<void>;
}

/** The file operations of the system. */
export const systemFiles: FilePort = {
  open: openFile,
  stat: file => lstatSync(file, { bigint: true, throwIfNoEntry: false }),
  rename: renameSync,
  syncFolder: folder => syncs.run(folder, () => syncFolder(folder)),
};

/** Who replaces files of one folder at a time waits for one sync of it. */
const syncs = new SharedRuns();

async function openFile(file: string): Promise<WritableFile> {
  const handle = await openMade(file, constants.O_RDWR);
  return {
    write: async (bytes, from) => (await handle.write(bytes, from)).bytesWritten,
    takeRights: async ({ uid, gid, mode }) => {
      const own = await handle.stat({ bigint: true });
      // Only root may give a file away.
      const owner = uid ?? own.uid;
      if (own.uid !== owner || own.gid !== gid) await handle.chown(Number(owner), Number(gid)).catch(() => undefined);
      await handle.chmod(Number(mode) & 0o7777);
    },
    sync: () => handle.sync(),
    // Of a file that is open here and now: to have it done by a thread costs ten times as much.
    stat: () => Promise.resolve(fstatSync(handle.fd, { bigint: true })),
    close: () => handle.close(),
  };
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
