import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../domain/records';
import { maxFileSize } from '../store/limits';
import { fileOf } from '../store/recordFile';
import type { Folder } from './folder';

/**
 * What git keeps of a record's file in the middle of a merge: the texts that both sides had. None where it is not in the middle of one, the store is
 * not tracked, or git cannot be asked.
 */
export async function unmergedCopies(folder: Pick<Folder, 'store' | 'repository'>, id: RecordId): Promise<readonly string[]> {
  const repository = await folder.repository();
  if (!repository.ok) return [];
  const file = fileOf(folder.store.folder, id);
  const place = await realpath(path.dirname(file)).catch(() => undefined);
  if (place === undefined) return [];
  const relative = path
    .relative(repository.value.root, path.join(place, path.basename(file)))
    .split(path.sep)
    .join('/');
  const texts = await repository.value.unmergedTexts(relative, { maxOutput: maxFileSize });
  return texts.ok ? texts.value : [];
}
