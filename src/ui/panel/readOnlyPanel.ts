import * as vscode from 'vscode';
import { failure, success } from '../../domain/foundation/result';
import { readOnlyPageMessageSchema, type ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { Store } from '../../store/store';
import { Disposables, type Disposable } from '../../base/disposables';
import { viewIds } from '../editor/contributions';
import { fileFaultText, loadFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { aroundOf } from './around';
import { IncidentSender } from './incidentSender';
import { ListSender } from './listSender';
import { pageHtml, pageOptions, panelIcon } from './html';
import { OpenPanels } from './openPanels';

/** What the read-only panel may use of the store: reading. It cannot even name a way to write. */
type ReadOnlyStore = Pick<Store, 'entries' | 'load' | 'entry' | 'linkingTo'>;

/** The source of what the panel shows. */
export interface ReadOnlySource {
  readonly store: ReadOnlyStore | undefined;
  readonly onDidChange: vscode.Event<readonly string[]>;
}

/** The security officer's panel over everything (M 6.124). It has no handler that writes. */
export class ReadOnlyPanel implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly open = this.begun.add(new OpenPanels<string, Disposable & { reveal(): void }>());
  private panel: vscode.WebviewPanel | undefined;
  private readonly list: ListSender;
  private readonly incident: IncidentSender;

  constructor(
    source: ReadOnlySource,
    private readonly extensionUri: vscode.Uri,
  ) {
    const post = (message: ReadOnlyHostMessage): void => {
      this.post(message);
    };
    this.list = new ListSender({ store: () => source.store, post, faultText: fileFaultText });
    this.incident = new IncidentSender({
      load: async id => {
        const { store } = source;
        const loaded = await store?.load(id);
        if (!store || !loaded) return undefined;
        if (!loaded.ok) return failure(loadFaultText(id, loaded.error));
        const { record, faults } = loaded.value;
        return success({ log: record.timeline, faults, around: aroundOf(loaded.value, store) });
      },
      post,
    });
    this.begun.add(
      source.onDidChange(ids => {
        void this.list.follow(ids);
        void this.incident.follow();
      }),
    );
  }

  /** Takes up a panel that was open before the window was loaded anew. */
  restore(panel: vscode.WebviewPanel): void {
    this.attach(panel);
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
          this.incident.stop();
        },
      };
    });
  }

  private load(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.options = pageOptions(this.extensionUri);
    panel.iconPath = panelIcon(this.extensionUri);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      void this.receive(message);
    });
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'readOnly');
  }

  private async receive(message: unknown): Promise<void> {
    const parsed = readOnlyPageMessageSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === 'ready') {
      this.post({ type: 'words', words });
      await this.list.start();
    } else await this.incident.show(parsed.data.id);
  }

  private post(message: ReadOnlyHostMessage): void {
    void this.panel?.webview.postMessage(message);
  }
}
