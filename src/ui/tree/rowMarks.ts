import * as vscode from 'vscode';
import type { RecordId } from '../../domain/records';

const scheme = 'faultline-row';

/** Names a row by its record and the marks it bears at its end, where a narrow side bar cuts nothing off. */
export function markedRow(id: RecordId, marks: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}`, query: marks });
}

/** Draws the marks of such rows; the name says them, so nothing is ever drawn anew. */
export function drawRowMarks(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme: of, query }) => (of === scheme ? new vscode.FileDecoration(query) : undefined),
  });
}
