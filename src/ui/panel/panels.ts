import type { PagePlace } from '../../protocol/recordPage';
import * as vscode from 'vscode';
import { Disposables, type Disposable } from '../../base/disposables';
import { isFormId, isRecordId, type RecordId } from '../../domain/records';
import { viewIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { pageHtml, pageOptions, panelIcon, type ViewName } from './html';
import { FormPart } from './formPart';
import { IncidentPart } from './incidentPart';
import { OpenPanels } from './openPanels';
import { PageWindow } from './pageWindow';
import type { PanelPorts } from './panelPart';
import { RecordPanel } from './recordPanel';

/** A panel that is open. */
interface OpenPanel extends Disposable {
  reveal(place?: PagePlace, path?: string): void;
}

/** One panel per record: opened once, brought to the front after that, restored when the window is reloaded. */
export class Panels implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly open = this.begun.add(new OpenPanels<RecordId, OpenPanel>());
  private readonly ports: PanelPorts;
  private readonly extensionUri: vscode.Uri;

  constructor({ extensionUri, ...ports }: Omit<PanelPorts, 'openRecord' | 'words'> & { readonly extensionUri: vscode.Uri }) {
    this.extensionUri = extensionUri;
    this.ports = {
      ...ports,
      words,
      openRecord: id => {
        this.show(id);
      },
    };
  }

  /** Shows the form of a record; for an incident at `place` or the step it stands at, and there at the field or row at `path`. */
  show(id: RecordId, place?: PagePlace, path?: string): void {
    const known = this.open.of(id);
    if (known) return known.reveal(place, path);
    const options = pageOptions(this.extensionUri);
    this.attach(id, vscode.window.createWebviewPanel(viewIds.recordPanel, id, vscode.ViewColumn.Active, options), place, path);
  }

  /** Takes up a panel that was open before the window was loaded anew; `state` is what its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const id = (state as { id?: unknown } | undefined)?.id;
    if (typeof id === 'string' && isRecordId(id)) this.attach(id, panel);
    else panel.dispose();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private attach(id: RecordId, webviewPanel: vscode.WebviewPanel, place?: PagePlace, path?: string): void {
    this.open.add(id, webviewPanel, () => {
      const { webview } = webviewPanel;
      webview.options = pageOptions(this.extensionUri);
      webviewPanel.iconPath = panelIcon(this.extensionUri);
      this.followFront(id, webviewPanel);
      const window = new PageWindow(webviewPanel);
      const { panel, view } = this.panelOf(id, window, place, path);
      webview.html = pageHtml(webview, this.extensionUri, view);
      return panel;
    });
  }

  private followFront(id: RecordId, panel: vscode.WebviewPanel): void {
    const { workspace } = this.ports;
    const look = (): void => {
      if (panel.active) workspace.inFront = id;
    };
    look();
    panel.onDidChangeViewState(look);
    panel.onDidDispose(() => {
      if (workspace.inFront === id) workspace.inFront = undefined;
    });
  }

  private panelOf(
    id: RecordId,
    window: PageWindow,
    place?: PagePlace,
    path?: string,
  ): { readonly panel: OpenPanel; readonly view: ViewName } {
    const { ports } = this;
    return isFormId(id)
      ? { view: 'record', panel: new RecordPanel(id, window, ports, (own, side) => new FormPart(own, side)) }
      : { view: 'incident', panel: new RecordPanel(id, window, ports, (own, side) => new IncidentPart(own, side), place, path) };
  }
}
