import { statsIfThere } from './stats';

/** Something else stands where a folder of the store should be. Bears the system's code for it. */
class NoFolderError extends Error {
  constructor(readonly code: 'ELOOP' | 'ENOTDIR') {
    super(code);
  }
}

/**
 * Whether a record folder is there. Rejects with `ELOOP` when it or the store folder above it is a symbolic link (it could
 * lead out of the workspace, so it is neither read nor written), and with the system's error when it cannot be looked at.
 */
export async function isOwnFolder(storeFolder: string, recordFolder: string): Promise<boolean> {
  for (const folder of [storeFolder, recordFolder]) {
    const stats = await statsIfThere(folder);
    if (!stats) return false;
    if (stats.isSymbolicLink()) throw new NoFolderError('ELOOP');
    if (!stats.isDirectory()) throw new NoFolderError('ENOTDIR');
  }
  return true;
}
