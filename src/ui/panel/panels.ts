import * as vscode from 'vscode';
import { isIncidentId, isRecordId, type RecordId } from '../../domain/record/ids';
import type { StepId } from '../../domain/vocabulary/steps';
import { viewIds } from '../contributions';
import { pageOptions, panelIcon } from './html';
import { IncidentPanel, type PanelPorts } from './incidentPanel';
import { RecordPanel } from './recordPanel';

/** One panel per record: opened once, brought to the front after that, restored when the window is reloaded. */
export class Panels implements vscode.Disposable {
  private readonly open = new Map<RecordId, IncidentPanel | RecordPanel>();
  private readonly serializers: readonly vscode.Disposable[];
  private readonly ports: PanelPorts;

  constructor(ports: Omit<PanelPorts, 'openRecord'>) {
    this.ports = {
      ...ports,
      openRecord: id => {
        this.show(id);
      },
    };
    this.serializers = [viewIds.incidentPanel, viewIds.recordPanel].map(viewType =>
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const id = (state as { id?: unknown } | undefined)?.id;
          if (typeof id === 'string' && isRecordId(id) && viewTypeOf(id) === viewType) this.attach(id, panel);
          else panel.dispose();
          return Promise.resolve();
        },
      }),
    );
  }

  /** Shows the form of a record; for an incident at `step` or the step it stands at. */
  show(id: RecordId, step?: StepId): void {
    const known = this.open.get(id);
    if (known) return known.reveal(step);
    const { extensionUri } = this.ports;
    this.attach(id, vscode.window.createWebviewPanel(viewTypeOf(id), id, vscode.ViewColumn.Active, pageOptions(extensionUri)), step);
  }

  dispose(): void {
    for (const serializer of this.serializers) serializer.dispose();
    for (const panel of this.open.values()) panel.dispose();
  }

  private attach(id: RecordId, webviewPanel: vscode.WebviewPanel, step?: StepId): void {
    webviewPanel.webview.options = pageOptions(this.ports.extensionUri);
    webviewPanel.iconPath = panelIcon(this.ports.extensionUri);
    const panel = isIncidentId(id) ? new IncidentPanel(id, webviewPanel, this.ports, step) : new RecordPanel(id, webviewPanel, this.ports);
    this.open.set(id, panel);
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.open.delete(id);
    });
  }
}

function viewTypeOf(id: RecordId): string {
  return isIncidentId(id) ? viewIds.incidentPanel : viewIds.recordPanel;
}
