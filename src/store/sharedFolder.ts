import { type BigIntStats } from 'node:fs';
import { chmod, chown, stat } from 'node:fs/promises';
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
  const own = await stat(made);
  // Rights go when the group changes: first the one, then the other.
  if (own.gid !== gid) await chown(made, own.uid, gid).catch(() => undefined);
  await chmod(made, own.isDirectory() ? mode & 0o7777 : mode & 0o666);
  return true;
}
