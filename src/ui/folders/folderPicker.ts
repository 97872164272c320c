import * as vscode from 'vscode';
import { plainLabel } from '../../words/plain';
import { words } from '../editor/hostWords';
import { staying } from '../editor/staying';
import type { FolderRow } from '../workspace/folderRow';

/** Lets the person pick one of these folders; `here` is the one at work. Undefined when none was picked. */
export async function pickFolder(rows: readonly FolderRow[], here: string | undefined): Promise<string | undefined> {
  const items = rows.map(({ path, name, told }) => ({
    path,
    label: plainLabel(name),
    description: path === here ? `${words.folders.atWork} · ${told}` : told,
    detail: plainLabel(path),
    iconPath: new vscode.ThemeIcon(path === here ? 'root-folder-opened' : 'root-folder'),
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: words.folders.which, matchOnDetail: true, ...staying }))?.path;
}
