import { Disposables, type Disposable } from '../../base/disposables';
import type { RecordId } from '../../domain/records';
import { actions, isPermitted } from '../../domain/vocabulary/permissions';
import type { StepId } from '../../domain/vocabulary/steps';
import type { FormState } from '../../protocol/draft';
import { LogSender } from '../../protocol/log';
import { pageMessageSchema, type RecordHostMessage } from '../../protocol/recordPage';
import type { Around } from '../../protocol/shown';
import { loadFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { decisionSettings, roleSetting } from '../editor/settings';
import { aroundOf } from './around';
import { FormHost, tabTitle } from './formHost';
import { answerLinkRequest, isLinkRequest, type LinkRequest } from './linkRequests';
import type { PageWindow } from './pageWindow';
import type { PanelPart, PanelPorts, PanelSide } from './panelPart';

/**
 * The host of the page of one record, of whatever kind: sends the entries that the page lacks and what stands around the record, whenever
 * something of it changes, and answers requests. What a kind adds is its part.
 */
export class RecordPanel<I extends RecordId, R> implements Disposable {
  private readonly begun = new Disposables();
  private readonly form: FormHost<R | LinkRequest>;
  private readonly part: PanelPart<I, R>;
  private readonly log = new LogSender();
  /** Only proposed in forms: asked once, while the page is still loading. Entries ask anew when they are written. */
  private readonly userName: Promise<string>;
  /** Other records of which something stands in the page. */
  private around: ReadonlySet<string> = new Set();

  constructor(
    readonly id: I,
    private readonly window: PageWindow,
    private readonly ports: PanelPorts,
    makePart: (id: I, side: PanelSide) => PanelPart<I, R>,
    private step?: StepId,
  ) {
    const { workspace } = ports;
    const part = makePart(id, {
      ports,
      post: message => {
        this.post(message);
      },
      sendState: () => this.form.sendState(),
      sent: () => this.form.sent(),
      mistake: error => this.form.mistake(error),
    });
    this.part = this.begun.add(part);
    const form = new FormHost<R | LinkRequest>(id, window, ports, {
      schema: pageMessageSchema(part.requests),
      answer: request => (isLinkRequest(request) ? answerLinkRequest(id, request, ports) : part.answer(request)),
      begins: () => {
        this.log.forget();
      },
      sendState: state => this.sendState(state),
      opened: draft => {
        this.showStep();
        part.typed?.(draft);
      },
      typed: draft => {
        part.typed?.(draft);
      },
    });
    this.form = this.begun.add(form);
    this.begun.add(
      workspace.onDidChange(ids => {
        if (this.concerns(ids)) void form.sendState();
        part.changed?.();
      }),
    );
    this.begun.add(
      ports.rights.onDidChange(() => {
        void form.sendState();
      }),
    );
    this.userName = workspace.actor().then(({ name }) => name);
    window.name(id);
  }

  /** Brings the panel to the front, and the form of `step`. */
  reveal(step?: StepId): void {
    this.window.reveal();
    this.step = step;
    this.showStep();
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** Sent again when the page of a hidden panel is loaded anew, which may be after `reveal`. */
  private showStep(): void {
    if (this.step) this.part.showStep?.(this.step);
  }

  /** True where something of these records stands in the page; without ids the whole store is another. */
  private concerns(ids: readonly RecordId[]): boolean {
    const linking = this.ports.workspace.store?.linkingTo(this.id) ?? [];
    return ids.length === 0 || ids.some(id => id === this.id || this.around.has(id) || linking.includes(id));
  }

  private async sendState(form: FormState): Promise<void> {
    const { workspace } = this.ports;
    const { store } = workspace;
    if (!store) return this.post({ type: 'gone', message: words.ui.noFolder });
    const [loaded, userName] = await Promise.all([store.load(this.id), this.userName]);
    if (!loaded.ok) return this.post({ type: 'gone', message: loadFaultText(this.id, loaded.error) });
    const { record } = loaded.value;
    const around = aroundOf(loaded.value, store);
    this.around = idsIn(around);
    this.part.shows?.(record);
    this.window.name(tabTitle(this.id, record.values.title ?? ''));
    const role = roleSetting();
    this.post({
      type: 'record',
      id: this.id,
      log: this.log.deltaTo(record.timeline, loaded.value.faults.length === 0),
      around,
      may: this.ports.rights.mayWrite() && around.faults.length === 0 ? actions.filter(action => isPermitted(role, action)) : [],
      userName,
      priorityMatrix: decisionSettings().priorityMatrix.map(row => [...row]),
      ...form,
    });
  }

  private post(message: RecordHostMessage): void {
    this.window.post(message);
  }
}

function idsIn({ related, chain, openIncidents }: Around): ReadonlySet<string> {
  return new Set([...related, ...chain.nodes, ...openIncidents].map(({ id }) => id));
}
