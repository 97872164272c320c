import os from 'node:os';
import * as vscode from 'vscode';
import * as z from 'zod';
import { recordIdSchema, type RecordId } from '../../domain/records';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { withProgress } from '../editor/notify';
import type { Handlers } from './handlers';

/** Where it is kept, until the window with the sample is there, which incident it is to show. */
const beginningKey = 'sample.beginning';
const beginningSchema = z.object({ folder: z.string(), incident: recordIdSchema });

/** Making the sample workspace in a fresh folder at a place of the person's choice, and opening it. */
export function sampleCommands(memory: vscode.Memento) {
  return {
    [commandIds.openSample]: async () => {
      const [chosen] =
        (await vscode.window.showOpenDialog({
          canSelectFiles: false,
          canSelectFolders: true,
          defaultUri: vscode.Uri.file(os.homedir()),
          title: words.ui.sampleWhere,
          openLabel: words.ui.sampleHere,
        })) ?? [];
      if (!chosen) return;
      const [{ freshFolder }, { makeSample }] = await Promise.all([import('../../sample/freshFolder'), import('../../sample/makeSample')]);
      const folder = vscode.Uri.file(await freshFolder(chosen.fsPath, 'faultline-sample'));
      const incident = await withProgress(words.ui.sampleProgress, () => makeSample(folder.fsPath, new Date()), { cancellable: false });
      await memory.update(beginningKey, { folder: folder.fsPath, incident });
      await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    },
  } satisfies Handlers;
}

/** In the window that a fresh sample has just been opened in: shows the incident to begin with, once. */
export async function beginSample(memory: vscode.Memento, show: (id: RecordId) => Promise<void>): Promise<void> {
  const { data } = beginningSchema.safeParse(memory.get(beginningKey));
  if (!data || data.folder !== vscode.workspace.workspaceFolders?.[0]?.uri.fsPath) return;
  await memory.update(beginningKey, undefined);
  await show(data.incident);
}
