import { isEntryOf } from '../../store/indexEntry';
import { actions, isPermitted } from '../../domain/vocabulary/permissions';
import { isIdOf, type FormKind, type FormRecordState, type IdOf } from '../../domain/records';
import type { FormState } from '../../protocol/draft';
import { recordPageMessageSchema, type LinkedIncident, type RecordRequest, type SentRecordMessage } from '../../protocol/recordPanel';
import { Disposables, type Disposable } from '../../base/disposables';
import type { Store } from '../../store/store';
import { integrityTexts, loadFaultText } from '../faultText';
import { say } from '../hostWords';
import { chainOf, openIncidentsOf, relatedTo } from '../../app/relations';
import { roleSetting } from '../settings';
import { commandAnswer } from './commandAnswer';
import { done, FormHost, tabTitle, type Answer } from './formHost';
import { answerLinkRequest } from './linkRequests';
import type { PanelPorts } from './incidentPanel';
import type { PageWindow } from './pageWindow';
import { plainChain } from './view';

/** The host of the form of one problem, known error, change, component or interface. */
export class RecordPanel implements Disposable {
  private readonly begun = new Disposables();
  private readonly form: FormHost<RecordRequest>;
  private readonly userName: Promise<string>;

  constructor(
    readonly id: IdOf<FormKind>,
    private readonly window: PageWindow,
    private readonly ports: PanelPorts,
  ) {
    const { session } = ports;
    const form = new FormHost<RecordRequest>(id, window, ports, {
      schema: recordPageMessageSchema,
      answer: request => this.answer(request),
      sendState: form => this.sendState(form),
    });
    this.form = this.begun.add(form);
    const send = (): void => {
      void form.sendState();
    };
    // Titles and states of linked records stand in the form, too.
    this.begun.add(session.onDidChange(send));
    this.begun.add(session.onDidChangeRights(send));
    this.userName = session.actor().then(({ name }) => name);
    window.name(id);
  }

  /** Brings the panel to the front. */
  reveal(): void {
    this.window.reveal();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async answer(request: RecordRequest): Promise<Answer> {
    const { records } = this.ports;
    switch (request.type) {
      case 'openLink':
      case 'addLink':
      case 'openRecord':
        return answerLinkRequest(this.id, request, this.ports);
      case 'makeKnownError':
        if (isIdOf('problem', this.id)) await records.makeKnownError(this.id);
        return done;
      case 'apply': {
        const message = await records.applyToMany(this.id, request.measure, request.incidents, request.reviewAt);
        await this.form.sent();
        return { ok: true, message };
      }
      default:
        return commandAnswer(this.form, this.ports.session.requireStore(), this.id, request);
    }
  }

  private async sendState(form: FormState): Promise<void> {
    const { session } = this.ports;
    const { store } = session;
    if (!store) return this.post({ type: 'gone', message: say('ui.noFolder') });
    const [loaded, userName] = await Promise.all([store.load(this.id), this.userName]);
    if (!loaded.ok) return this.post({ type: 'gone', message: loadFaultText(this.id, loaded.error) });
    const { record } = loaded.value;
    const integrityFaults = integrityTexts(loaded.value);
    const role = roleSetting();
    this.window.name(tabTitle(this.id, record.values.title ?? ''));
    this.post({
      type: 'state',
      record: { ...record, releases: [...record.releases] },
      integrityFaults,
      related: [...relatedTo(record, store)],
      chain: plainChain(chainOf(this.id, store)),
      incidents: [...linkedIncidents(record, store)],
      may: session.mayWrite() && integrityFaults.length === 0 ? actions.filter(action => isPermitted(role, action)) : [],
      userName,
      ...form,
    });
  }

  private post(message: SentRecordMessage): void {
    this.window.post(message);
  }
}

/** The open incidents linked to a record, and what of it has been applied to each. */
function linkedIncidents(record: FormRecordState, store: Store): readonly LinkedIncident[] {
  return openIncidentsOf(record.id, store).map(({ id, title }) => {
    const entry = store.entry(id);
    const applied = isEntryOf('incident', entry) ? entry.facts.applied.filter(({ from }) => from === record.id) : [];
    return {
      id,
      title,
      hasWorkaround: applied.some(({ type }) => type === 'workaround'),
      hasSolution: applied.some(({ type }) => type === 'final'),
    };
  });
}
