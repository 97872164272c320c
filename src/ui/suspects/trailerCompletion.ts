import path from 'node:path';
import * as vscode from 'vscode';
import { compareUrgency } from '../../domain/incident/facts';
import { words } from '../editor/hostWords';
import type { Workspace } from '../workspace/workspace';

const beforeCursor = /^[ \t]*(?:Incident|Fixes):[ \t]*([\w-]*)$/i;

/** Completes open incidents behind `Incident:` and `Fixes:` in the source control input and in git's own commit message. */
export class TrailerCompletion implements vscode.CompletionItemProvider, vscode.Disposable {
  private readonly registration = vscode.languages.registerCompletionItemProvider(
    [{ language: 'scminput' }, { language: 'git-commit' }],
    this,
    ':',
    ' ',
  );

  constructor(private readonly records: Pick<Workspace, 'store' | 'folder'>) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const line = document.lineAt(position.line).text.slice(0, position.character);
    const [, typed] = beforeCursor.exec(line) ?? [];
    if (typed === undefined || this.isOfAnother(document.uri)) return [];
    const range = new vscode.Range(position.translate(0, -typed.length), position);
    return (this.records.store?.entriesOf('incident') ?? [])
      .filter(({ facts }) => facts.open)
      .sort((a, b) => compareUrgency(a.facts, b.facts))
      .map(({ id, facts }, at) => {
        const item = new vscode.CompletionItem({ label: id, description: facts.title }, vscode.CompletionItemKind.Reference);
        item.insertText = /[ \t]$/.test(line) || typed !== '' ? id : ` ${id}`;
        item.range = range;
        item.filterText = `${id} ${facts.title}`;
        item.sortText = String(at).padStart(6, '0');
        item.detail = words.suspects.trailer;
        return item;
      });
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** True for the input of a repository that does not hold the folder at work: its commits are none of these incidents. */
  private isOfAnother({ query }: vscode.Uri): boolean {
    const root = new URLSearchParams(query).get('rootUri');
    const { folder } = this.records;
    if (root === null || folder === undefined) return false;
    const at = vscode.Uri.parse(root).fsPath;
    return at !== folder.path && !folder.path.startsWith(at + path.sep);
  }
}
