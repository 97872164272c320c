import { constants, type BigIntStats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
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
  const { mode, gid } = await stat(path.dirname(made));
  if ((mode & setGroup) === 0) return false;
  // By the open file and not by its name: somebody who shares the folder could put a link to another in its place.
  const handle = await open(made, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const own = await handle.stat();
    if (own.uid !== process.geteuid?.()) return true;
    // Rights go when the group changes: first the one, then the other.
    if (own.gid !== gid) await handle.chown(own.uid, gid).catch(() => undefined);
    await handle.chmod(own.isDirectory() ? mode & 0o7777 : mode & 0o666);
    return true;
  } finally {
    await handle.close();
  }
}
