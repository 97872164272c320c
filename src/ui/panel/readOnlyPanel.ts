import * as vscode from 'vscode';
import type { ProcessFigures } from '../../domain/incident/figures';
import {
  readOnlyPageMessageSchema,
  type FiguresWanted,
  type ReadOnlyHostMessage,
  type ReadOnlyPageMessage,
} from '../../protocol/readOnlyPage';
import { viewName } from '../../protocol/savedView';
import { Disposables, type Disposable } from '../../base/disposables';
import { askLine } from '../editor/ask';
import { viewIds } from '../editor/contributions';
import { fileFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { mistakeText } from '../editor/userError';
import { AskedSender } from './askedSender';
import { FindingsSender } from './findingsSender';
import { ListSender } from './listSender';
import { pageHtml, pageOptions, panelIcon } from './html';
import type { OpenedSender } from './openedSender';
import { keptMessage, openedSender } from './openedSource';
import type { ReadOnlySource } from './readOnlySource';
import { OpenPanels } from './openPanels';
import { RecordFilePanel } from './recordFilePanel';
import { SavedViews } from './savedViews';
import { copyRecords, openAsCsv } from './takeRecords';

/** The security officer's panel over everything (M 6.124). It has no handler that writes. */
export class ReadOnlyPanel implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly open = this.begun.add(new OpenPanels<string, Disposable & { reveal(): void }>());
  private panel: vscode.WebviewPanel | undefined;
  private readonly list: ListSender;
  private readonly opened: OpenedSender;
  private readonly figures: AskedSender<FiguresWanted, ProcessFigures>;
  private readonly views: SavedViews;
  private readonly findings: FindingsSender;

  constructor(
    private readonly source: ReadOnlySource,
    private readonly extensionUri: vscode.Uri,
    private readonly report: (error: unknown) => void,
  ) {
    const post = (message: ReadOnlyHostMessage): void => {
      this.post(message);
    };
    this.list = new ListSender({ store: () => source.store, post, faultText: fileFaultText });
    this.views = new SavedViews(source.memory);
    this.opened = openedSender(source, report, post);
    this.findings = this.begun.add(
      new FindingsSender({
        source: async () => {
          const { store } = source;
          return store && { entries: store.entries(), repository: await source.repository() };
        },
        aside: source.aside,
        post,
        mistake: error => {
          report(error);
          return mistakeText(words, error);
        },
      }),
    );
    this.figures = this.begun.add(
      new AskedSender({
        find: (asked, signal) => source.figuresOf(asked, signal),
        post: figures => {
          post({ type: 'figures', figures });
        },
        fail: report,
      }),
    );
    this.begun.add(
      source.withdrawn.onDidChange(() => {
        this.opened.follow().catch(report);
      }),
    );
    this.begun.add(
      source.onDidChange(ids => {
        if (ids.length === 0) this.nameTab();
        this.list.follow(ids).catch(report);
        this.opened.follow().catch(report);
        this.findings.follow();
        this.figures.follow();
      }),
    );
  }

  /** Takes up a panel that was open before the window was loaded anew. */
  restore(panel: vscode.WebviewPanel): void {
    this.attach(panel);
  }

  /** Shows a file of the store in the window of an editor. */
  showFile(file: vscode.Uri, window: vscode.WebviewPanel): void {
    const { source, extensionUri, report } = this;
    this.begun.add(new RecordFilePanel(source, file, window, { extensionUri, report }));
  }

  /** Shows the panel. */
  show(): void {
    if (this.panel) return this.panel.reveal();
    this.attach(
      vscode.window.createWebviewPanel(
        viewIds.readOnlyPanel,
        words.readOnly.title,
        vscode.ViewColumn.Active,
        pageOptions(this.extensionUri),
      ),
    );
  }

  dispose(): void {
    this.begun.dispose();
  }

  private attach(window: vscode.WebviewPanel): void {
    this.open.add(viewIds.readOnlyPanel, window, () => {
      this.load(window);
      return {
        reveal: () => {
          window.reveal();
        },
        dispose: () => {
          this.panel = undefined;
          this.list.stop();
          this.opened.stop();
          this.figures.stop();
          this.findings.stop();
        },
      };
    });
  }

  private load(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.options = pageOptions(this.extensionUri);
    panel.iconPath = panelIcon(this.extensionUri);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.receive(message).catch(this.report);
    });
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'readOnly');
    this.nameTab();
  }

  private nameTab(): void {
    const { folderName } = this.source;
    const { title } = words.readOnly;
    if (this.panel) this.panel.title = folderName === undefined ? title : fill(words.folders.titled, { title, folder: folderName });
  }

  private async receive(received: unknown): Promise<void> {
    const parsed = readOnlyPageMessageSchema.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.type) {
      case 'ready':
        this.post({ type: 'words', words });
        this.postViews();
        return this.list.start();
      case 'show':
        return this.opened.show(message.id);
      case 'showKept':
        return this.post(await keptMessage(this.source, message));
      case 'figures':
        return this.figures.ask(message);
      case 'showFindings':
        return this.findings.start();
      case 'setAside':
        return this.findings.setAside(message.key, message.note);
      case 'showBreaches':
        return this.source.showBreaches();
      case 'makeReport':
        return this.source.makeReport();
      case 'keepView':
        return this.keepView(message);
      case 'forgetView':
        await this.views.forget(message.name);
        return this.postViews();
      case 'take':
        return this.take(message);
    }
  }

  /** The views are the reader's own, and stay with what the editor remembers for them. */
  private async keepView({ view, name = '' }: Extract<ReadOnlyPageMessage, { type: 'keepView' }>): Promise<void> {
    const chosen = viewName((await askLine(words.readOnly.view.name, name)) ?? '');
    if (chosen === undefined) return;
    await this.views.keep(chosen, view);
    this.postViews();
  }

  private postViews(): void {
    this.post({ type: 'views', views: [...this.views.known] });
  }

  private async take({ into, ids }: Extract<ReadOnlyPageMessage, { type: 'take' }>): Promise<void> {
    const { store, withdrawn } = this.source;
    if (store) await (into === 'csv' ? openAsCsv : copyRecords)(store, ids, await withdrawn.ids());
  }

  private post(message: ReadOnlyHostMessage): void {
    void this.panel?.webview.postMessage(message);
  }
}
