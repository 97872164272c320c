import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** Marks the lines of the tests among everything VS Code prints; the runner shows only these. */
const mark = '[test] ';

/**
 * Runs the suites of the open workspace inside VS Code: `history.test.ts` in the workspace `history`, and so on. A workspace
 * without a suite is a mistake, not a success.
 */
export async function run(): Promise<void> {
  const workspace = path.basename(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '');
  const files = readdirSync(__dirname).filter(file => file === `${workspace}.test.cjs`);
  if (files.length === 0) throw new Error(`no suite for the workspace “${workspace}”`);
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(mark + line);
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false });
  for (const file of files) mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => {
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
  });
}
