import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { sharingFile } from '../../sync/sharing';
import type { Workspace } from '../workspace/workspace';

/** Where what is shared is kept. */
export function sharingFolder(storage: vscode.Uri): string {
  return path.join(storage.fsPath, 'sync');
}

/** Loads what shares records only where this machine shares those of the folder: most windows share nothing. */
export function beginWhereShared(
  workspace: Workspace,
  storage: vscode.Uri,
  sharing: () => Promise<unknown>,
  report: (error: unknown) => void,
): vscode.Disposable {
  const look = (): void => {
    const { store } = workspace;
    if (store && existsSync(sharingFile(sharingFolder(storage), store.folder))) sharing().catch(report);
  };
  look();
  return workspace.onDidChange(ids => {
    // No ids: the store is another.
    if (ids.length === 0) look();
  });
}
