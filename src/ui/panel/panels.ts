import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import { isIncidentId, isRecordId, type RecordId } from '../../domain/records';
import type { StepId } from '../../domain/vocabulary/steps';
import { viewIds } from '../contributions';
import { words } from '../hostWords';
import { pageHtml, pageOptions, panelIcon } from './html';
import { IncidentPanel, type PanelPorts } from './incidentPanel';
import { OpenPanels } from './openPanels';
import { PageWindow } from './pageWindow';
import { RecordPanel } from './recordPanel';

/** One panel per record: opened once, brought to the front after that, restored when the window is reloaded. */
export class Panels implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly open = this.begun.add(new OpenPanels<RecordId, IncidentPanel | RecordPanel>());
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
    for (const viewType of [viewIds.incidentPanel, viewIds.recordPanel]) this.begun.add(this.restoring(viewType));
  }

  /** Shows the form of a record; for an incident at `step` or the step it stands at. */
  show(id: RecordId, step?: StepId): void {
    const known = this.open.of(id);
    if (known) return known.reveal(step);
    const options = pageOptions(this.extensionUri);
    this.attach(id, vscode.window.createWebviewPanel(viewTypeOf(id), id, vscode.ViewColumn.Active, options), step);
  }

  dispose(): void {
    this.begun.dispose();
  }

  private restoring(viewType: string): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const id = (state as { id?: unknown } | undefined)?.id;
        if (typeof id === 'string' && isRecordId(id) && viewTypeOf(id) === viewType) this.attach(id, panel);
        else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  private attach(id: RecordId, webviewPanel: vscode.WebviewPanel, step?: StepId): void {
    this.open.add(id, webviewPanel, () => {
      const { webview } = webviewPanel;
      webview.options = pageOptions(this.extensionUri);
      webviewPanel.iconPath = panelIcon(this.extensionUri);
      const window = new PageWindow(webviewPanel);
      const panel = isIncidentId(id) ? new IncidentPanel(id, window, this.ports, step) : new RecordPanel(id, window, this.ports);
      webview.html = pageHtml(webview, this.extensionUri, isIncidentId(id) ? 'incident' : 'record');
      return panel;
    });
  }
}

function viewTypeOf(id: RecordId): string {
  return isIncidentId(id) ? viewIds.incidentPanel : viewIds.recordPanel;
}
