import * as vscode from 'vscode';
import { commandIds } from './contributions';
import { say } from './hostWords';
import type { Session } from './session';

const offeredKey = 'templates.offered';

/** Offers the usual components and interfaces, once in a workspace that has none: they have to be there before they are needed (M 6.64). */
export async function offerTemplates(session: Session, memory: vscode.Memento): Promise<void> {
  const entries = session.store?.entries() ?? [];
  const isSetUp = entries.some(
    entry => entry.type === 'catalogue' && (entry.summary.kind === 'component' || entry.summary.kind === 'interface'),
  );
  if (isSetUp || memory.get(offeredKey)) return;
  await memory.update(offeredKey, true);
  const add = say('ui.templatesAdd');
  if ((await vscode.window.showInformationMessage(say('ui.templates'), add)) === add)
    await vscode.commands.executeCommand(commandIds.addTemplates);
}
