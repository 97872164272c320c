import * as vscode from 'vscode';
import { commandIds } from './contributions';
import { say } from './hostWords';
import { inform } from './notify';
import type { Session } from './session';

const offeredKey = 'templates.offered';

/** Offers the usual components and interfaces, once in a workspace that has none: they have to be there before they are needed (M 6.64). */
export async function offerTemplates(session: Session, memory: vscode.Memento): Promise<void> {
  const isSetUp = session.store?.catalogue().some(({ kind }) => kind === 'component' || kind === 'interface') === true;
  if (isSetUp || memory.get(offeredKey)) return;
  await memory.update(offeredKey, true);
  const add = say('ui.templatesAdd');
  if ((await inform(say('ui.templates'), add)) === add) await vscode.commands.executeCommand(commandIds.addTemplates);
}
