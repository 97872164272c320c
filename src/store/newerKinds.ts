import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isAnyId } from '../domain/record/ids';
import { definitions, kindOfId, kinds } from '../domain/records';

/** The folders of records, of each kind. */
export const recordFolders: readonly string[] = kinds.map(kind => definitions[kind].folder);

/** What a newer version may call the folder of a kind of record. */
const folderOfAnyKind = /^[a-z][a-z-]{1,30}$/;

/** True for a folder and an id that a newer version may have given to a record of a kind that this one does not know. */
export function isOfUnknownKind(folder: string, id: string): boolean {
  return folderOfAnyKind.test(folder) && !recordFolders.includes(folder) && isAnyId(id) && kindOfId(id) === undefined;
}

/** How many records lie in a store that are of kinds which only a newer version knows: they stay as they are. 0 where it cannot be listed. */
export async function countNewerKinds(storeFolder: string): Promise<number> {
  const entries = await readdir(storeFolder, { withFileTypes: true }).catch(() => []);
  // Those of records are large and known, that of evidence holds none.
  const folders = entries.filter(entry => entry.isDirectory() && ![...recordFolders, 'attachments'].includes(entry.name));
  const counts = folders.map(async ({ name }) => {
    const files = await readdir(path.join(storeFolder, name)).catch(() => []);
    return files.filter(file => file.endsWith('.json') && isOfUnknownKind(name, path.basename(file, '.json'))).length;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
