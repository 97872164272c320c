import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { Audience } from '../../sync/layout';
import { sharingFile, withdrawnFile } from '../../sync/sharingPlace';
import type { Workspace } from '../workspace/workspace';

/** Where what is shared is kept. */
export function sharingFolder(storage: vscode.Uri): string {
  return path.join(storage.fsPath, 'sync');
}

/** True where this machine shares the records of the folder at work, or has heard, when it did, that some go no longer to all. */
export function isShared({ store }: Pick<Workspace, 'store'>, storage: vscode.Uri): boolean {
  const audiences: readonly Audience[] = ['all', 'fewer'];
  const isThere = (file: typeof sharingFile): boolean =>
    store !== undefined && audiences.some(audience => existsSync(file(sharingFolder(storage), store.folder, audience)));
  return isThere(sharingFile) || isThere(withdrawnFile);
}

/** Loads what shares records only where this machine shares those of the folder: most windows share nothing. */
export function beginWhereShared(
  workspace: Workspace,
  storage: vscode.Uri,
  sharing: () => Promise<unknown>,
  report: (error: unknown) => void,
): vscode.Disposable {
  const look = (): void => {
    if (isShared(workspace, storage)) sharing().catch(report);
  };
  look();
  return workspace.onDidChange(ids => {
    // No ids: the store is another.
    if (ids.length === 0) look();
  });
}
