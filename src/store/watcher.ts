import { definitionOf, kinds } from '../domain/records';
import { existsSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { Debounce } from '../base/debounce';
import type { Disposable } from '../base/disposables';

/** Changes that come within this time (milliseconds) are one change: a git checkout writes many files. */
const settleTime = 80;

/** What changed: names of files in the record folders, or everything, where the system does not say which. */
export type Changed = ReadonlySet<string> | 'everything';

/**
 * Watches the store folder and its record folders and calls `changed` after something settled, whoever wrote it: another
 * window, a git pull, a hand edit. Folders that appear later, or others in their place, are picked up through the folder above them: all of
 * them are watched from `root` down, and where that is not there, the next one above that is.
 */
export function watchStore(storeFolder: string, root: string, changed: (what: Changed) => void): Disposable {
  const watchers = new Map<string, FSWatcher>();
  const recordFolders = kinds.map(kind => path.join(storeFolder, definitionOf(kind).folder));
  const toStore = foldersBetween(root, storeFolder);
  let names = new Set<string>();
  let everything = false;

  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const attach = (): void => {
    const wanted = [...nearestAbove(root), ...toStore, ...recordFolders].filter(existsSync);
    for (const folder of watchers.keys()) if (!wanted.includes(folder)) drop(folder);
    // From the top: what comes to stand in a folder after it was looked at is told by the one above it.
    for (const folder of wanted) if (!watchers.has(folder)) add(folder);
  };
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, (event, name) => {
        notice(folder, event, name);
      });
      watcher.on('error', () => {
        drop(folder);
        settle(undefined);
      });
      watchers.set(folder, watcher);
    } catch {
      // A file system without change events: windows still refresh when they get the focus.
    }
  };
  const notice = (folder: string, event: string, name: string | null): void => {
    // A folder that is gone tells so by its own name.
    const isItself = name === path.basename(folder) && !existsSync(path.join(folder, name));
    const about = isItself ? folder : path.join(folder, name ?? '');
    if (event === 'rename') for (const watched of watchers.keys()) if (isBelow(watched, about)) drop(watched);
    if (recordFolders.includes(folder) && !isItself) settle(name ?? undefined);
    else if (name === null || isItself || isBelow(storeFolder, about)) settle(undefined);
    // In the store folder itself only record folders matter, not the locks or what git is told.
    else if (folder === storeFolder && !name.startsWith('.')) settle(undefined);
  };
  const settle = (name: string | undefined): void => {
    if (name === undefined) everything = true;
    else names.add(name);
    announcing.atLatest();
  };
  const announcing = new Debounce(() => {
    attach();
    const what = everything ? 'everything' : names;
    [names, everything] = [new Set(), false];
    changed(what);
  }, settleTime);

  attach();
  return {
    dispose: () => {
      announcing.dispose();
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}

/** `root` and every folder from there down to `folder`, which is the last. */
function foldersBetween(root: string, folder: string): readonly string[] {
  const parts = path.relative(root, folder).split(path.sep);
  return [root, ...parts.map((_part, index) => path.join(root, ...parts.slice(0, index + 1)))];
}

/** The folder that stands nearest above one that is not there; none when it is. */
function nearestAbove(folder: string): readonly string[] {
  if (existsSync(folder)) return [];
  const above = path.dirname(folder);
  return existsSync(above) || above === folder ? [above] : nearestAbove(above);
}

/** True for a folder itself and for what lies in it. */
function isBelow(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder + path.sep);
}
