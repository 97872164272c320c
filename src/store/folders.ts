import { lstat as lstatCallback, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { systemCode } from './fault';

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
    const stats = await lstat(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (!stats) return false;
    if (stats.isSymbolicLink()) throw new NoFolderError('ELOOP');
    if (!stats.isDirectory()) throw new NoFolderError('ENOTDIR');
  }
  return true;
}

/** What the system says of a file itself, not of what it links to; undefined when it says nothing. A third of the cost of the promised call. */
export function statsOf(file: string): Promise<Stats | undefined> {
  return new Promise(resolve => {
    lstatCallback(file, (error, stats) => {
      resolve(error ? undefined : stats);
    });
  });
}
