import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { definitions, kindOfId, kinds } from '../domain/records';

/** What a newer version may call the folder of a kind of record. */
const folderName = /^[a-z][a-z-]{1,30}$/;
/** A record's file, whatever its kind. */
const fileName = /^([A-Z]{2,4}-[0-9A-HJKMNP-TV-Z]{6})\.json$/;
const ownFolders: ReadonlySet<string> = new Set(['attachments', ...kinds.map(kind => definitions[kind].folder)]);

/** How many records lie in a store that are of kinds which only a newer version knows: they stay as they are. 0 where it cannot be listed. */
export async function countNewerKinds(storeFolder: string): Promise<number> {
  const entries = await readdir(storeFolder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter(entry => entry.isDirectory() && folderName.test(entry.name) && !ownFolders.has(entry.name));
  const counts = folders.map(async ({ name }) => {
    const files = await readdir(path.join(storeFolder, name)).catch(() => []);
    return files.filter(file => kindOfId(fileName.exec(file)?.[1] ?? '') === undefined && fileName.test(file)).length;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
