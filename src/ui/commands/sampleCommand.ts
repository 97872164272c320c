import { mkdir, readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { makeSample } from '../../sample/makeSample';
import { commandIds } from '../contributions';
import { say } from '../hostWords';
import { withProgress } from '../notify';
import { UserError } from '../userError';
import type { Handlers } from './incidentCommands';

/** Making the sample workspace in a folder of the person's choice, and opening it. */
export const sampleCommands: Handlers = {
  [commandIds.openSample]: async () => {
    const [chosen] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        title: say('ui.sampleWhere'),
        openLabel: say('ui.sampleHere'),
      })) ?? [];
    if (!chosen) return;
    await mkdir(chosen.fsPath, { recursive: true });
    if ((await readdir(chosen.fsPath)).length > 0) throw new UserError(say('ui.sampleNotEmpty', chosen.fsPath));
    await withProgress(say('ui.sampleProgress'), () => makeSample(chosen.fsPath, new Date()), { cancellable: false });
    await vscode.commands.executeCommand('vscode.openFolder', chosen, { forceReuseWindow: true });
  },
};
