import path from 'node:path';
import { isRecordId, type RecordId } from '../../domain/records';
import { fileOf } from '../../store/recordFile';

/**
 * The record whose file in this store a file is, opened by whatever address; undefined for every other file, also where it only has the name of
 * one, and for what is no file on this disk: what git shows of another commit bears the same path.
 */
export function recordInFile(
  storeFolder: string | undefined,
  { scheme, fsPath }: { readonly scheme: string; readonly fsPath: string },
): RecordId | undefined {
  const id = path.basename(fsPath, '.json');
  const isOurs = storeFolder !== undefined && isRecordId(id) && scheme === 'file' && path.relative(fileOf(storeFolder, id), fsPath) === '';
  return isOurs ? id : undefined;
}
