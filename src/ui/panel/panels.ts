import type { PagePlace } from '../../protocol/recordPage';
import * as vscode from 'vscode';
import { Disposables, type Disposable } from '../../base/disposables';
import { isFormId, isRecordId, type RecordId } from '../../domain/records';
import { viewIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { pageHtml, pageOptions, panelIcon, type ViewName } from './html';
import type { FolderDrafts } from './folderDrafts';
import { FormPart } from './formPart';
import { IncidentPart } from './incidentPart';
import { OpenPanels } from './openPanels';
import { PageWindow } from './pageWindow';
import { PanelFolder } from './panelFolder';
import type { PanelPorts } from './panelPart';
import { RecordPanel } from './recordPanel';

/** A panel that is open. */
interface OpenPanel extends Disposable {
  reveal(place?: PagePlace, path?: string): void;
}

/** What panels need; each gets the drafts and the folder of its record. */
interface PanelsPorts extends Omit<PanelPorts, 'openRecord' | 'words' | 'drafts' | 'folder'> {
  readonly drafts: FolderDrafts;
  readonly extensionUri: vscode.Uri;
}

/** One panel per record of a folder: opened once, brought to the front after that, restored when the window is reloaded. */
export class Panels implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly open = this.begun.add(new OpenPanels<string, OpenPanel>());

  constructor(private readonly ports: PanelsPorts) {}

  /** Shows the form of a record of the folder at work; for an incident at `place` or the step it stands at, and there at the field or row at `path`. */
  show(id: RecordId, place?: PagePlace, path?: string): void {
    const { extensionUri, workspace } = this.ports;
    const folder = new PanelFolder(workspace, workspace.folder?.path ?? '');
    const known = this.open.of(keyOf(id, folder));
    if (known) return known.reveal(place, path);
    const options = pageOptions(extensionUri);
    this.attach(id, folder, vscode.window.createWebviewPanel(viewIds.recordPanel, id, vscode.ViewColumn.Active, options), place, path);
  }

  /** Takes up a panel that was open before the window was loaded anew; `state` is what its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const { id, folder } = (state ?? {}) as { id?: unknown; folder?: unknown };
    const { workspace } = this.ports;
    const at = typeof folder === 'string' ? folder : (workspace.folder?.path ?? '');
    if (typeof id === 'string' && isRecordId(id)) this.attach(id, new PanelFolder(workspace, at), panel);
    else panel.dispose();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private attach(id: RecordId, folder: PanelFolder, webviewPanel: vscode.WebviewPanel, place?: PagePlace, path?: string): void {
    const { extensionUri } = this.ports;
    this.open.add(keyOf(id, folder), webviewPanel, () => {
      const { webview } = webviewPanel;
      webview.options = pageOptions(extensionUri);
      webviewPanel.iconPath = panelIcon(extensionUri);
      this.followFront(id, folder, webviewPanel);
      const window = new PageWindow(webviewPanel);
      const { panel, view } = this.panelOf(id, folder, window, place, path);
      webview.html = pageHtml(webview, extensionUri, view);
      return panel;
    });
  }

  private followFront(id: RecordId, folder: PanelFolder, panel: vscode.WebviewPanel): void {
    const { workspace } = this.ports;
    const look = (): void => {
      if (panel.active && folder.isAtWork) workspace.inFront = id;
    };
    look();
    panel.onDidChangeViewState(look);
    const changes = workspace.onDidChange(ids => {
      if (ids.length === 0) look();
    });
    panel.onDidDispose(() => {
      changes.dispose();
      if (folder.isAtWork && workspace.inFront === id) workspace.inFront = undefined;
    });
  }

  private panelOf(
    id: RecordId,
    folder: PanelFolder,
    window: PageWindow,
    place?: PagePlace,
    path?: string,
  ): { readonly panel: OpenPanel; readonly view: ViewName } {
    const ports: PanelPorts = {
      ...this.ports,
      words,
      folder,
      drafts: this.ports.drafts.of(folder.path),
      openRecord: other => {
        this.show(other);
      },
    };
    return isFormId(id)
      ? { view: 'record', panel: new RecordPanel(id, window, ports, (own, side) => new FormPart(own, side)) }
      : { view: 'incident', panel: new RecordPanel(id, window, ports, (own, side) => new IncidentPart(own, side), place, path) };
  }
}

function keyOf(id: RecordId, { path }: PanelFolder): string {
  return `${path}\n${id}`;
}
