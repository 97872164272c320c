import path from 'node:path';
import * as vscode from 'vscode';
import { recordFilePageMessageSchema, type ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import { fileOf } from '../../store/recordFile';
import { Disposables } from '../../base/disposables';
import { viewIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { pageHtml, pageOptions } from './html';
import { keptMessage, openedSender } from './openedSource';
import type { OpenedSender } from './openedSender';
import type { ReadOnlySource } from './readOnlySource';
import { recordInFile } from './recordInFile';

/** A file of the store in an editor of its own: the record that is in it as a document, or why there is none. It has no handler that writes. */
export class RecordFilePanel implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly opened: OpenedSender;

  constructor(
    private readonly source: ReadOnlySource,
    private readonly file: vscode.Uri,
    private readonly window: vscode.WebviewPanel,
    { extensionUri, report }: { readonly extensionUri: vscode.Uri; readonly report: (error: unknown) => void },
  ) {
    const { webview } = window;
    this.opened = openedSender(source, report, message => {
      this.post(message);
    });
    this.begun.add(
      source.withdrawn.onDidChange(() => {
        this.opened.follow().catch(report);
      }),
    );
    this.begun.add(
      source.onDidChange(ids => {
        // The folder that is at work is another, or only now is one.
        (ids.length === 0 ? this.begin() : this.opened.follow()).catch(report);
      }),
    );
    this.begun.add(
      webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message).catch(report);
      }),
    );
    this.begun.add(
      window.onDidDispose(() => {
        this.dispose();
      }),
    );
    webview.options = pageOptions(extensionUri);
    webview.html = pageHtml(webview, extensionUri, 'recordFile');
  }

  dispose(): void {
    this.opened.stop();
    this.begun.dispose();
  }

  private async receive(received: unknown): Promise<void> {
    const parsed = recordFilePageMessageSchema.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.type) {
      case 'ready':
        this.post({ type: 'words', words });
        return this.begin();
      case 'show': {
        const { store } = this.source;
        if (store) await openWith(vscode.Uri.file(fileOf(store.folder, message.id)), viewIds.recordFile);
        return;
      }
      case 'showKept':
        return this.post(await keptMessage(this.source, message));
      case 'openText':
        return openWith(this.file, 'default');
    }
  }

  /** Shows the record that is in the file; of one that is none of the folder at work it is said. */
  private begin(): Promise<void> {
    const id = recordInFile(this.source.store?.folder, this.file);
    if (id !== undefined) return this.opened.show(id);
    this.post({ type: 'gone', id: path.basename(this.file.path), message: words.readOnly.file.elsewhere });
    return Promise.resolve();
  }

  private post(message: ReadOnlyHostMessage): void {
    void this.window.webview.postMessage(message);
  }
}

async function openWith(file: vscode.Uri, editor: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', file, editor);
}
