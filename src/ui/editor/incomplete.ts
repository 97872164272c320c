import * as vscode from 'vscode';
import { words } from './hostWords';
import { alarm } from './notify';

/**
 * Loads a part of the package for which nobody waits, so that nobody would see it fail: where it is missing or broken that is said, once,
 * with the way out, and it counts as not there.
 */
export function orIncomplete<T>(load: () => Promise<T>, report: (error: unknown) => void): () => Promise<T | undefined> {
  let isSaid = false;
  return async () => {
    try {
      return await load();
    } catch (error) {
      report(error);
      if (!isSaid) say().catch(report);
      isSaid = true;
      return undefined;
    }
  };
}

async function say(): Promise<void> {
  const { incomplete, showExtension } = words.ui;
  const pressed = await alarm(incomplete, showExtension);
  // Among the installed ones it is found without asking a marketplace.
  if (pressed === showExtension) await vscode.commands.executeCommand('workbench.extensions.search', '@installed faultline');
}
