import { constants, fstatSync, statSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** The sign of a folder that several accounts share: what is made in it belongs to its group (chmod(2), S_ISGID). */
const setGroup = 0o2000;

/** Owner, group and mode of a file, as far as they are to be another's. */
export type FileRights = Pick<BigIntStats, 'gid' | 'mode'> & Partial<Pick<BigIntStats, 'uid'>>;

/** The rights of a new file in a folder that several accounts share; undefined in any other: then it is its owner's alone. */
export function rightsInShared(folder: Pick<BigIntStats, 'gid' | 'mode'> | undefined): FileRights | undefined {
  return folder && (Number(folder.mode) & setGroup) !== 0 ? { gid: folder.gid, mode: folder.mode & 0o666n } : undefined;
}

/**
 * Gives what was just made in a folder that several accounts share to them, too, as far as the folder is theirs; does nothing in any other. Gives
 * true where it is shared.
 */
export async function shareLikeFolder(made: string): Promise<boolean> {
  const { mode, gid } = statSync(path.dirname(made));
  if ((mode & setGroup) === 0) return false;
  const handle = await openMade(made, constants.O_RDONLY);
  try {
    const own = await handle.stat();
    // Rights go when the group changes: first the one, then the other.
    if (own.gid !== gid) await handle.chown(own.uid, gid).catch(() => undefined);
    await handle.chmod(own.isDirectory() ? mode & 0o7777 : mode & 0o666);
    return true;
  } finally {
    await handle.close();
  }
}

/**
 * Opens what was just made, as it is: where several accounts share the folder, one could put another file, or a link to one, in its place. Rejects with
 * `ELOOP` for a symbolic link (Windows knows no such flag), with `EACCES` for a file that has another name besides or is somebody else's. Whose it is
 * is told by the folder, too: a file system may show all of it under one owner, whoever writes.
 */
export async function openMade(made: string, flags: number): Promise<FileHandle> {
  const handle = await open(made, flags | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0));
  try {
    const [own, folder] = [fstatSync(handle.fd), statSync(path.dirname(made))];
    const owners = [process.geteuid?.() ?? own.uid, folder.uid];
    if ((own.isDirectory() || own.nlink <= 1) && owners.includes(own.uid)) return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  throw Object.assign(new Error('another file stands in the place of ours'), { code: 'EACCES' });
}
