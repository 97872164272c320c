import type * as vscode from 'vscode';
import { reportAsMarkdown } from '../../exchange/report';
import { isRecordId, type RecordId } from '../../domain/ids';
import type { IncidentCommand } from '../../domain/incident/command';
import type { StepId } from '../../domain/incident/steps';
import { actions, isPermitted } from '../../domain/permissions';
import { incidentPageMessageSchema, type IncidentPageMessage, type IncidentRequest } from '../../protocol/incidentPanel';
import type { IncidentHostMessage } from '../../protocol/view';
import { sha256 } from '../../store/hash';
import type { IncidentFault } from '../../store/incidentStore';
import { chainFaultText, faultText } from '../faultText';
import { say, words } from '../hostWords';
import type { LinkActions } from '../linkActions';
import type { Session } from '../session';
import { decisionSettings, roleSetting } from '../settings';
import { UserError } from '../userError';
import type { Drafts } from './drafts';
import { pageHtml } from './html';
import { incidentView } from './view';

/** What a panel needs from the rest of the extension. */
export interface PanelPorts {
  readonly session: Session;
  readonly drafts: Drafts;
  readonly links: LinkActions;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly openIncident: (id: RecordId) => void;
}

/** The host of one incident's forms: answers the page's requests and sends the state whenever it changes. */
export class IncidentPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private sending = Promise.resolve();
  /** Only proposed in forms: asked once, while the page is still loading. Entries ask anew when they are written. */
  private readonly userName: Promise<string>;

  constructor(
    readonly id: RecordId,
    private readonly panel: vscode.WebviewPanel,
    private readonly ports: PanelPorts,
    private step?: StepId,
  ) {
    const { session, extensionUri } = ports;
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        void this.receive(message);
      }),
      session.onDidChange(ids => {
        if (ids.length === 0 || ids.includes(id) || this.isRelated(ids)) void this.sendState(false);
      }),
      session.onDidChangeRights(() => {
        void this.sendState(false);
      }),
    );
    this.userName = session.actor().then(({ name }) => name);
    panel.title = id;
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'incident');
  }

  /** Brings the panel to the front, and the form of `step`. */
  reveal(step?: StepId): void {
    this.panel.reveal();
    this.step = step;
    this.sendStep();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private isRelated(ids: readonly RecordId[]): boolean {
    const entries = this.ports.session.store?.entries() ?? [];
    return entries.some(
      entry => entry.type === 'incident' && ids.includes(entry.id) && entry.summary.relations.some(relation => relation.id === this.id),
    );
  }

  private async receive(message: unknown): Promise<void> {
    const parsed = incidentPageMessageSchema.safeParse(message);
    if (!parsed.success) {
      this.ports.log.warn(`${this.id}: message of the page refused: ${parsed.error.issues[0]?.message ?? ''}`);
      const id = (message as { id?: unknown } | null)?.id;
      if (typeof id === 'number') this.post({ type: 'answer', id, ok: false, message: say('ui.badMessage') });
      return;
    }
    await this.handle(parsed.data);
  }

  private async handle(message: IncidentPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.post({ type: 'words', words });
        await this.sendState(true);
        return this.sendStep();
      case 'draft':
        return this.ports.drafts.set(this.id, message.draft);
      case 'request': {
        const answer = await this.answer(message.request).catch((error: unknown) => this.mistake(error));
        this.post({ type: 'answer', id: message.id, ...answer });
      }
    }
  }

  private mistake(error: unknown): Answer {
    if (error instanceof UserError) return { ok: false, message: error.message };
    this.ports.log.error(error instanceof Error ? error : String(error));
    return { ok: false, message: say('ui.unexpected', error instanceof Error ? error.message : String(error)) };
  }

  private async answer(request: IncidentRequest): Promise<Answer> {
    const { links, openIncident } = this.ports;
    switch (request.type) {
      case 'openLink':
        await links.open(this.id, request.link);
        return done;
      case 'addLink':
        await (request.target === 'commit' ? links.linkCommit(this.id) : links.linkIncident(this.id));
        return done;
      case 'openIncident':
        if (isRecordId(request.id)) openIncident(request.id);
        return done;
      case 'storeReport':
        return this.storeReport();
      default:
        return this.execute(request);
    }
  }

  private async execute(command: IncidentCommand): Promise<Answer> {
    const outcome = await this.ports.session.requireStore().execute(this.id, command);
    if (!outcome.ok) return { ok: false, ...this.failure(command, outcome.error) };
    // The store's change event has queued the new state: the page gets it before the answer.
    await this.sending;
    return done;
  }

  /** A refused gate is shown by the page itself, condition by condition; everything else in words. */
  private failure(command: IncidentCommand, fault: IncidentFault): { message: string; field?: string } {
    const kept = command.type === 'save' ? ` ${say('fault.kept')}` : '';
    const field = 'field' in fault && fault.field !== undefined ? { field: fault.field } : {};
    const message = fault.code === 'gate' ? '' : faultText(this.id, fault);
    return { message: `${message}${kept}`, ...field };
  }

  private async storeReport(): Promise<Answer> {
    const loaded = await this.ports.session.requireStore().load(this.id);
    if (!loaded.ok) return { ok: false, message: faultText(this.id, loaded.error) };
    const { incident, faults } = loaded.value;
    const text = reportAsMarkdown(incident, { words, at: new Date().toISOString(), faults: faults.map(chainFaultText) });
    return this.execute({ type: 'storeReport', text, sha256: sha256(text) });
  }

  /** States go out one after another, so that an older one never overtakes a newer. */
  private sendState(withDraft: boolean): Promise<void> {
    this.sending = this.sending
      .then(() => this.sendStateNow(withDraft))
      .catch((error: unknown) => {
        this.mistake(error);
      });
    return this.sending;
  }

  private async sendStateNow(withDraft: boolean): Promise<void> {
    const { session, drafts } = this.ports;
    const { store } = session;
    if (!store) return this.post({ type: 'gone', message: say('ui.noFolder') });
    const [view, userName] = await Promise.all([incidentView(store, this.id), this.userName]);
    if (!view.ok) return this.post({ type: 'gone', message: view.error });
    const role = roleSetting();
    const faulty = view.value.integrityFaults.length > 0;
    this.panel.title = tabTitle(this.id, view.value.incident.values.title ?? '');
    this.post({
      type: 'state',
      view: view.value,
      may: session.mayWrite() && !faulty ? actions.filter(action => isPermitted(role, action)) : [],
      priorityMatrix: decisionSettings().priorityMatrix.map(row => [...row]),
      userName,
      ...(withDraft && { draft: drafts.get(this.id) }),
    });
  }

  /** Sent again when the page of a hidden panel is loaded anew, which may be after `reveal`. */
  private sendStep(): void {
    if (this.step) this.post({ type: 'showStep', step: this.step });
  }

  private post(message: IncidentHostMessage): void {
    void this.panel.webview.postMessage(message);
  }
}

/** A long title would push all other tabs aside. */
const longestTab = 60;

function tabTitle(id: string, title: string): string {
  const whole = `${id} ${title}`.trim();
  return whole.length > longestTab ? `${whole.slice(0, longestTab - 1)}…` : whole;
}

interface Answer {
  readonly ok: boolean;
  readonly message: string;
  readonly field?: string;
}
const done: Answer = { ok: true, message: '' };
