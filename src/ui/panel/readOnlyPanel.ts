import * as vscode from 'vscode';
import type { IncidentId } from '../../domain/incident/incident';
import { LogSender } from '../../protocol/log';
import { readOnlyPageMessageSchema, type ReadOnlyHostMessage } from '../../protocol/readOnlyPage';
import type { Store } from '../../store/store';
import { Disposables, type Disposable } from '../../base/disposables';
import { Latest } from '../../base/latest';
import { viewIds } from '../contributions';
import { fileFaultText, loadFaultText } from '../faultText';
import { say, words } from '../hostWords';
import { aroundOf } from './around';
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
  private readonly reading = this.begun.add(new Latest());
  private panel: vscode.WebviewPanel | undefined;
  private shown: IncidentId | undefined;
  private readonly log = new LogSender();
  private readonly list: ListSender;

  constructor(
    private readonly source: ReadOnlySource,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.list = new ListSender({
      store: () => source.store,
      post: message => {
        this.post(message);
      },
      faultText: fileFaultText,
    });
    this.begun.add(
      source.onDidChange(ids => {
        void this.list.follow(ids);
        void this.sendIncident();
      }),
    );
    this.begun.add(
      vscode.window.registerWebviewPanelSerializer(viewIds.readOnlyPanel, {
        deserializeWebviewPanel: panel => {
          this.attach(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Shows the panel. */
  show(): void {
    if (this.panel) return this.panel.reveal();
    this.attach(
      vscode.window.createWebviewPanel(
        viewIds.readOnlyPanel,
        say('readOnly.title'),
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
          this.reading.cancel();
          this.panel = undefined;
          this.shown = undefined;
          this.list.stop();
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
    } else {
      this.shown = parsed.data.id;
      this.log.forget();
      await this.sendIncident();
    }
  }

  private async sendIncident(): Promise<void> {
    const { shown } = this;
    const { store } = this.source;
    if (shown === undefined || !store) return;
    await this.reading.run(
      () => store.load(shown),
      loaded => {
        if (!loaded.ok) return this.post({ type: 'gone', id: shown, message: loadFaultText(shown, loaded.error) });
        const log = this.log.deltaTo(loaded.value.record.timeline);
        this.post({ type: 'record', id: shown, log, around: aroundOf(loaded.value, store) });
      },
    );
  }

  private post(message: ReadOnlyHostMessage): void {
    void this.panel?.webview.postMessage(message);
  }
}
