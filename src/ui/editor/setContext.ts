import * as vscode from 'vscode';
import type { ContextKey } from './contributions';

/** Sets a context key; resolves when the editor's window has it. */
export async function setContext(key: ContextKey, value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
