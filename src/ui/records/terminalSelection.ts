import * as vscode from 'vscode';
import { words } from '../editor/hostWords';
import { UserError } from '../editor/userError';

/** There is no API for a terminal's selection: it is copied, read, and the clipboard given back as it was. */
export async function terminalSelection(): Promise<string> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  await clipboard.writeText('');
  const text = await copied().finally(() => clipboard.writeText(before));
  if (text.trim() === '') throw new UserError(words.ui.noTerminalSelection);
  return text;
}

async function copied(): Promise<string> {
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  return vscode.env.clipboard.readText();
}
