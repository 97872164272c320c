import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type FileFault } from './fault';
import { shareLikeFolder } from './sharedFolder';
import { statsIfThere } from './stats';

/** Something else stands where a folder of the store should be. Bears the system's code for it. */
class NoFolderError extends Error {
  constructor(readonly code: 'ELOOP' | 'ENOTDIR') {
    super(code);
  }
}

/**
 * Whether a folder below `root` is there. Rejects with `ELOOP` when it or a folder on the way is a symbolic link (it could lead out of
 * the workspace, so nothing behind it is read or written), and with the system's error when it cannot be looked at. `root` itself is where
 * the person opened it.
 */
export async function isOwnFolder(root: string, folder: string): Promise<boolean> {
  let place = root;
  for (const part of path.relative(root, folder).split(path.sep)) {
    place = path.join(place, part);
    if (!(await isFolder(place))) return false;
  }
  return true;
}

async function isFolder(place: string): Promise<boolean> {
  const stats = await statsIfThere(place);
  if (stats?.isSymbolicLink()) throw new NoFolderError('ELOOP');
  if (stats && !stats.isDirectory()) throw new NoFolderError('ENOTDIR');
  return stats !== undefined;
}

/** Makes a folder in one that is there; where several accounts share that, it is theirs, else its owner's alone. Rejects with `ELOOP` or `ENOTDIR` when something else stands in its place, and with the system's errors. */
export async function makeOwnFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    await shareLikeFolder(folder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    await isFolder(folder);
  }
}

/** Why nothing in a folder can be read, so that it is said of the file; undefined when it can, or is not there. */
export async function folderFault(root: string, folder: string): Promise<FileFault | undefined> {
  try {
    await isOwnFolder(root, folder);
    return undefined;
  } catch (error) {
    const code = systemCode(error);
    return code === 'ELOOP' ? { code: 'symbolicLink', detail: '' } : { code: 'unreadable', detail: code };
  }
}
