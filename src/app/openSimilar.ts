import { similarCacheVersion, SimilarRecords } from '../review/similar/similarRecords';
import { LineFile } from '../store/lineFile';
import type { Store } from '../store/store';
import { Turns } from '../store/turns';
import { recordSource } from './recordSource';

/** The index over all records of a store, as it is kept in `file`. */
export function openSimilar(store: Store, file: string | undefined): SimilarRecords {
  const header = { version: similarCacheVersion, folder: store.folder };
  return new SimilarRecords(recordSource(store), file === undefined ? undefined : new LineFile(file, header, new Turns()));
}
