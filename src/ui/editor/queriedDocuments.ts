import * as vscode from 'vscode';
import type * as z from 'zod';
import { jsonOf } from '../../base/json';

/** What documents of one scheme are made of: the query that names one, and its text. */
export interface QueriedText<Q> {
  readonly scheme: string;
  readonly query: z.ZodType<Q>;
  readonly textOf: (query: Q) => Promise<string>;
}

/** Read-only documents of one scheme, each named by a query and made anew whenever it is shown. */
export class QueriedDocuments<Q> implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  private readonly registration: vscode.Disposable;

  constructor(private readonly source: QueriedText<Q>) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(source.scheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const asked = this.source.query.safeParse(jsonOf(uri.query));
    return asked.success ? this.source.textOf(asked.data) : '';
  }

  /** The address of a document that is about to be shown under a name; one that is open is made anew. */
  fresh(name: string, query: Q): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.source.scheme, path: `/${name}`, query: JSON.stringify(query) });
    this.changes.fire(uri);
    return uri;
  }

  /** Shows a document in Markdown as it is to be read; as text, where the editor's own preview is switched off. */
  async preview(name: string, query: Q): Promise<void> {
    const uri = this.fresh(name, query);
    if (vscode.extensions.getExtension('vscode.markdown-language-features'))
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(uri);
  }

  /** Makes every open document of this scheme anew: what it showed may be gone. */
  showAnew(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === this.source.scheme) this.changes.fire(uri);
  }

  dispose(): void {
    this.changes.dispose();
    this.registration.dispose();
  }
}
