import { existsSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { Debounce } from '../base/debounce';
import { recordKinds } from '../domain/record/ids';
import type { Disposable } from '../base/disposables';

/** Changes that come within this time (milliseconds) are one change: a git checkout writes many files. */
const settleTime = 80;

/** What changed: names of files in the record folders, or everything, where the system does not say which. */
export type Changed = ReadonlySet<string> | 'everything';

/**
 * Watches the store folder and its record folders and calls `changed` after something settled, whoever wrote it: another
 * window, a git pull, a hand edit. Folders that appear later are picked up through the folder above them.
 */
export function watchStore(storeFolder: string, changed: (what: Changed) => void): Disposable {
  const watchers = new Map<string, FSWatcher>();
  const above = path.dirname(storeFolder);
  const recordFolders = Object.values(recordKinds).map(({ folder }) => path.join(storeFolder, folder));
  let names = new Set<string>();
  let everything = false;

  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const attach = (): void => {
    for (const folder of [above, storeFolder, ...recordFolders]) {
      if (!existsSync(folder)) drop(folder);
      else if (!watchers.has(folder)) add(folder);
    }
  };
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, (_event, name) => {
        notice(folder, name);
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
  const notice = (folder: string, name: string | null): void => {
    if (folder === above) {
      if (name === path.basename(storeFolder)) settle(undefined);
    } else if (folder !== storeFolder) {
      settle(name ?? undefined);
    } else if (name?.startsWith('.') !== true) {
      // In the store folder itself only record folders matter, not the locks or what git is told.
      settle(undefined);
    }
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
