import * as vscode from 'vscode';
import { isRecordId, type RecordId } from '../../domain/ids';
import type { StepId } from '../../domain/incident/steps';
import { viewIds } from '../contributions';
import { pageOptions, panelIcon } from './html';
import { IncidentPanel, type PanelPorts } from './incidentPanel';

/** One panel per incident: opened once, brought to the front after that, restored when the window is reloaded. */
export class IncidentPanels implements vscode.Disposable {
  private readonly open = new Map<RecordId, IncidentPanel>();
  private readonly serializer: vscode.Disposable;
  private readonly ports: PanelPorts;

  constructor(ports: Omit<PanelPorts, 'openIncident'>) {
    this.ports = {
      ...ports,
      openIncident: id => {
        this.show(id);
      },
    };
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewIds.incidentPanel, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const id = (state as { id?: unknown } | undefined)?.id;
        if (typeof id === 'string' && isRecordId(id)) this.attach(id, panel);
        else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  /** Shows the incident's forms, at `step` or the step it stands at. */
  show(id: RecordId, step?: StepId): void {
    const known = this.open.get(id);
    if (known) return known.reveal(step);
    const { extensionUri } = this.ports;
    this.attach(id, vscode.window.createWebviewPanel(viewIds.incidentPanel, id, vscode.ViewColumn.Active, pageOptions(extensionUri)), step);
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.open.values()) panel.dispose();
  }

  private attach(id: RecordId, webviewPanel: vscode.WebviewPanel, step?: StepId): void {
    webviewPanel.webview.options = pageOptions(this.ports.extensionUri);
    webviewPanel.iconPath = panelIcon(this.ports.extensionUri);
    const panel = new IncidentPanel(id, webviewPanel, this.ports, step);
    this.open.set(id, panel);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.open.delete(id);
    });
  }
}
