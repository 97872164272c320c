import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Role } from '../../src/domain/vocabulary/actor';
import { foldIncident } from '../../src/domain/incident/fold';
import { parseLog, type RecordLog } from '../../src/store/codec';
import type { FilePort } from '../../src/store/filePort';
import { Store } from '../../src/store/store';
import type { StorePort } from '../../src/store/storePort';
import type { IncidentId } from '../../src/domain/incident/incident';
import { isIncidentId } from '../../src/domain/records';
import { context, person } from './incidents';

/** What of a store's surroundings a test wants to be otherwise. */
type StoreOptions = Partial<Omit<StorePort, 'mayWrite'>> & {
  readonly role?: Role;
  readonly mayWrite?: boolean | (() => boolean);
  readonly cacheFile?: string;
  readonly files?: FilePort;
};

/** A store on a folder, writing as `role`. */
export function openStore(
  folder: string,
  { role = 'administrator', mayWrite = true, cacheFile, files, ...port }: StoreOptions = {},
): Store {
  const may = (): boolean => (typeof mayWrite === 'boolean' ? mayWrite : mayWrite());
  return new Store(
    folder,
    cacheFile,
    {
      mayWrite: may,
      mayMend: may,
      now: () => new Date().toISOString(),
      actor: () => Promise.resolve(person(role)),
      settings: () => context(),
      report: error => {
        throw error;
      },
      ...port,
    },
    files,
  );
}

/** The log of the incident with this title, straight from the files of a store folder. */
export async function storedLog(storeFolder: string, title: string): Promise<RecordLog & { readonly record: IncidentId }> {
  const folder = path.join(storeFolder, 'incidents');
  for (const file of await readdir(folder)) {
    const parsed = parseLog(await readFile(path.join(folder, file), 'utf8'));
    if (!parsed.ok) continue;
    const { record, events } = parsed.value;
    if (isIncidentId(record) && foldIncident(record, events).values.title === title) return { record, events };
  }
  throw new Error(`no incident “${title}” in the store`);
}
