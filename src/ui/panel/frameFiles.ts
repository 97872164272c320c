import * as vscode from 'vscode';
import { insideWorkspace } from '../../review/components/paths';
import type { Workspace } from '../workspace/workspace';

/** Finds the files of stack traces in the workspace; each written path is looked for once, however often the form is looked through. */
export class FrameFiles {
  private readonly found = new Map<string, Promise<string | undefined>>();

  constructor(private readonly workspace: Workspace) {}

  /** The file that a trace means: the one whose path ends like the written one, the longest ending first. */
  find(written: string): Promise<string | undefined> {
    const known = this.found.get(written) ?? this.look(written);
    this.found.set(written, known);
    return known;
  }

  private async look(written: string): Promise<string | undefined> {
    const folder = this.workspace.require();
    for (const path of insideWorkspace(written)) {
      if (/[*?{}[\]]/.test(path)) continue;
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder.path), `**/${path}`);
      const [found, another] = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**', 2);
      // A bare name that stands in several folders says nothing.
      if (found && (!another || path.includes('/'))) return folder.relative(found.fsPath);
    }
    return undefined;
  }
}
