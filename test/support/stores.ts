import type { Role } from '../../src/domain/actor';
import { IncidentStore } from '../../src/store/incidentStore';
import { context, person } from './incidents';

/** A store on a folder, writing as `role`. */
export function openStore(
  folder: string,
  { role = 'administrator', mayWrite = true, cacheFile }: { role?: Role; mayWrite?: boolean; cacheFile?: string } = {},
): IncidentStore {
  return new IncidentStore(folder, cacheFile, {
    mayWrite: () => mayWrite,
    now: () => new Date().toISOString(),
    actor: () => Promise.resolve(person(role)),
    settings: () => context(),
  });
}
