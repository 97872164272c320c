import * as vscode from 'vscode';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { alarm, warn } from '../editor/notify';
import { mistakeText, UserError } from '../editor/userError';
import type { AllHandlers } from './handlers';

/** Registers commands, whose handlers are loaded with the first of them, behind one error wrapper: what is meant for people is shown, everything else is a bug and logged. */
export function registerCommands(handlers: () => Promise<AllHandlers>, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commandIds).map(id =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          await (await handlers())[id](...args);
        } catch (error) {
          report(error, log);
        }
      }),
    ),
  );
}

function report(error: unknown, log: vscode.LogOutputChannel): void {
  if (error instanceof UserError) {
    void warn(error.message);
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  void alarm(mistakeText(words, error));
}
