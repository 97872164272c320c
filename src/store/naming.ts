import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { contentsOf } from '../domain/incident/keptEvidence';
import { incidentPrefix } from '../domain/vocabulary/incidentPrefix';
import { definitions, isRecordId, type RecordId } from '../domain/records';
import type { Result } from '../domain/foundation/result';
import type { StoredLog } from './readLog';

/** A digit of a hash that is written as an escape: never by Faultline, but whoever edits a file may. */
const escapedDigit = /\\u00[36]/i;

/**
 * True when an entry of any incident still names this content. A file that cannot be read and speaks of it counts as one that does: what is
 * doubtful stays.
 */
export async function isContentNamed(
  storeFolder: string,
  hash: string,
  read: (id: RecordId) => Promise<Result<StoredLog, unknown>>,
): Promise<boolean> {
  const folder = path.join(storeFolder, definitions.incident.folder);
  const names = (await readdir(folder).catch(() => [])).filter(name => name.startsWith(incidentPrefix) && name.endsWith('.json'));
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    if (!text.includes(hash) && !escapedDigit.test(text)) continue;
    const id = name.slice(0, -'.json'.length);
    const log = isRecordId(id) ? await read(id) : undefined;
    if (log?.ok !== true || log.value.events.some(entry => contentsOf(entry).includes(hash))) return true;
  }
  return false;
}
