import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type FileFault } from './fault';
import { shareLikeFolder } from './sharedFolder';

/** Something else stands where a folder of the store should be. Bears the system's code for it. */
class NoFolderError extends Error {
  constructor(readonly code: 'ELOOP' | 'ENOTDIR') {
    super(code);
  }
}

/**
 * Whether a folder below `root` is there. Throws `ELOOP` when it or a folder on the way is a symbolic link (it could lead out of
 * the workspace, so nothing behind it is read or written), and with the system's error when it cannot be looked at. `root` itself is where
 * the person opened it.
 */
export function isOwnFolder(root: string, folder: string): boolean {
  let place = root;
  for (const part of path.relative(root, folder).split(path.sep)) {
    place = path.join(place, part);
    if (!isFolder(place)) return false;
  }
  return true;
}

/** True for such a folder that is there; false also where something else stands, or it cannot be looked at. */
export function canEnter(root: string, folder: string): boolean {
  return folderFault(root, folder) === undefined && isOwnFolder(root, folder);
}

/** True where something stands under this name in such a folder. */
export function isOwnFile(root: string, file: string): boolean {
  return canEnter(root, path.dirname(file)) && lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Looked at here and now, as each write looks at its file: to have it done by a thread costs ten times as much. */
function isFolder(place: string): boolean {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) throw new NoFolderError('ELOOP');
  if (stats && !stats.isDirectory()) throw new NoFolderError('ENOTDIR');
  return stats !== undefined;
}

/** Makes a folder in one that is there; where several accounts share that, it is theirs, else its owner's alone. Rejects with `ELOOP` or `ENOTDIR` when something else stands in its place, and with the system's errors. */
export async function makeOwnFolder(folder: string): Promise<void> {
  if (isFolder(folder)) return;
  try {
    await mkdir(folder, { mode: 0o700 });
    await shareLikeFolder(folder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    isFolder(folder);
  }
}

/** Why nothing in a folder can be read, so that it is said of the file; undefined when it can, or is not there. */
export function folderFault(root: string, folder: string): FileFault | undefined {
  try {
    isOwnFolder(root, folder);
    return undefined;
  } catch (error) {
    const code = systemCode(error);
    return code === 'ELOOP' ? { code: 'symbolicLink', detail: '' } : { code: 'unreadable', detail: code };
  }
}
