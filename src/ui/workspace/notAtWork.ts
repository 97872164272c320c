import { fill } from '../../words/words';
import { words } from '../editor/hostWords';
import type { Workspace } from './workspace';

/** In words that something is of a folder that is not at work, or not open any more; undefined where it is at work, or nothing is said of one. */
export function notAtWork({ folder, folders }: Pick<Workspace, 'folder' | 'folders'>, at: string | undefined): string | undefined {
  if (at === undefined || at === (folder?.path ?? '')) return undefined;
  const name = folders.find(({ path }) => path === at)?.name;
  return name === undefined ? fill(words.folders.closed, { folder: at }) : fill(words.folders.notAtWork, { folder: name });
}
