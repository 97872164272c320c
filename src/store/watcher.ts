import { existsSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { recordKinds } from '../domain/ids';
import type { Disposable } from './signal';

/** Changes that come within this time (milliseconds) are one change: a git checkout writes many files. */
const settleTime = 80;

/**
 * Watches the store folder and its record folders and calls `changed` after something settled, whoever wrote it: another
 * window, a git pull, a hand edit. Folders that appear later are picked up through the folder above them.
 */
export function watchStore(storeFolder: string, changed: () => void): Disposable {
  const watchers = new Map<string, FSWatcher>();
  const folders = [path.dirname(storeFolder), storeFolder, ...Object.values(recordKinds).map(({ folder }) => path.join(storeFolder, folder))];
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;

  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const attach = (): void => {
    for (const folder of folders) {
      if (!existsSync(folder)) drop(folder);
      else if (!watchers.has(folder)) add(folder);
    }
  };
  const add = (folder: string): void => {
    try {
      const isAbove = folder === folders[0];
      const watcher = watch(folder, (_event, name) => { if (!isAbove || name === path.basename(storeFolder)) settle(); });
      watcher.on('error', () => { drop(folder); settle(); });
      watchers.set(folder, watcher);
    } catch {
      // A file system without change events: windows still refresh when they get the focus.
    }
  };
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (disposed) return;
      attach();
      changed();
    }, settleTime);
  };

  attach();
  return {
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
