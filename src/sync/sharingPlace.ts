import path from 'node:path';
import { sha256 } from '../store/hash';
import type { Audience } from './layout';

/** Where the machine keeps all it needs to share a store with some, in `folder`, which is that of all stores. */
export function sharingPlace(folder: string, storeFolder: string, audience: Audience): string {
  return path.join(folder, `${sha256(path.resolve(storeFolder)).slice(0, 32)}${audience === 'all' ? '' : `-${audience}`}`);
}

/** Where it keeps what was withdrawn while the store was shared before: stopping to share takes none of that back. */
export function withdrawnFile(folder: string, storeFolder: string, audience: Audience): string {
  return path.join(sharingPlace(folder, storeFolder, audience), 'withdrawn.json');
}

/** Where it keeps with whom. */
export function sharingFile(folder: string, storeFolder: string, audience: Audience): string {
  return path.join(sharingPlace(folder, storeFolder, audience), 'sharing.json');
}
