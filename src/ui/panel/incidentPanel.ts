import { reportAsMarkdown } from '../../exchange/report';
import type { RecordId } from '../../domain/records';
import type { IncidentCommand } from '../../domain/incident/command';
import { incidentFields } from '../../domain/incident/forms';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import type { ReviewSource } from '../../domain/incident/review';
import type { StepId } from '../../domain/vocabulary/steps';
import { actions, isPermitted } from '../../domain/vocabulary/permissions';
import { headsOf } from '../../domain/record/log';
import { applyPatch } from '../../domain/forms/values';
import type { Draft, FormState } from '../../protocol/draft';
import { incidentPageMessageSchema, type IncidentRequest } from '../../protocol/incidentPanel';
import type { Insight } from '../../protocol/insight';
import { sentView, type IncidentHostMessage, type Sent } from '../../protocol/view';
import { sha256 } from '../../store/hash';
import { Debounce } from '../../base/debounce';
import { Disposables, type Disposable } from '../../base/disposables';
import { Latest } from '../../base/latest';
import { faultText, integrityTexts } from '../faultText';
import { say, words } from '../hostWords';
import type { LinkActions } from '../linkActions';
import type { RecordActions } from '../recordActions';
import type { Session } from '../session';
import { searchShown } from '../suspects/searchShown';
import { decisionSettings, roleSetting } from '../settings';
import { UserError } from '../userError';
import { afterwards, commandAnswer } from './commandAnswer';
import { done, FormHost, tabTitle, type Answer, type FormPorts } from './formHost';
import { FrameFiles } from './frameFiles';
import { insightOf } from '../../app/insight';
import type { SuspectSearches } from '../../app/suspects/searches';
import { offeredSuspects } from '../../app/suspects/suspectSearch';
import { answerLinkRequest } from './linkRequests';
import type { PageWindow } from './pageWindow';
import { incidentView } from './view';

/** What a panel needs from the rest of the extension. */
export interface PanelPorts extends FormPorts {
  readonly session: Session;
  readonly links: LinkActions;
  readonly records: RecordActions;
  readonly suspects: SuspectSearches;
  readonly openRecord: (id: RecordId) => void;
}

/** How long typing must pause (milliseconds) before it is looked up what is like it. */
const typingPause = 250;

/** The host of one incident's forms: answers the page's requests and sends the state whenever it changes. */
export class IncidentPanel implements Disposable {
  private readonly begun = new Disposables();
  private readonly form: FormHost<IncidentRequest>;
  /** Only proposed in forms: asked once, while the page is still loading. Entries ask anew when they are written. */
  private readonly userName: Promise<string>;
  /** As it was sent last. */
  private incident: Incident | undefined;
  private draft: Draft | undefined;
  /** What a review stores as offered is what the page was sent. */
  private insight: Insight | undefined;
  private readonly lookingUp = this.begun.add(new Latest());
  private readonly lookingUpSoon = this.begun.add(
    new Debounce(() => {
      void this.lookUp().catch((error: unknown) => this.form.mistake(error));
    }, typingPause),
  );
  private readonly files: FrameFiles;

  constructor(
    readonly id: IncidentId,
    private readonly window: PageWindow,
    private readonly ports: PanelPorts,
    private step?: StepId,
  ) {
    const { session } = ports;
    this.files = new FrameFiles(session);
    const form = new FormHost<IncidentRequest>(id, window, ports, {
      schema: incidentPageMessageSchema,
      answer: request => this.answer(request),
      sendState: form => this.sendState(form),
      opened: draft => {
        this.sendStep();
        this.draft = draft;
        this.lookingUpSoon.soon();
      },
      typed: draft => {
        this.draft = draft;
        this.lookingUpSoon.soon();
      },
    });
    this.form = this.begun.add(form);
    this.begun.add(
      session.onDidChange(ids => {
        if (ids.length === 0 || ids.includes(id) || this.isRelated(ids)) void form.sendState();
        this.lookingUpSoon.soon();
      }),
    );
    this.begun.add(
      ports.suspects.onDidChange(changed => {
        if (changed === id) this.lookingUpSoon.soon();
      }),
    );
    this.begun.add(
      session.onDidChangeRights(() => {
        void form.sendState();
      }),
    );
    this.userName = session.actor().then(({ name }) => name);
    window.name(id);
  }

  /** Brings the panel to the front, and the form of `step`. */
  reveal(step?: StepId): void {
    this.window.reveal();
    this.step = step;
    this.sendStep();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private isRelated(ids: readonly RecordId[]): boolean {
    const { store } = this.ports.session;
    const linked = this.incident?.links.map(({ target }) => (target.type === 'record' ? target.id : '')) ?? [];
    return ids.some(id => linked.includes(id)) || (store?.linkingTo(this.id) ?? []).some(other => ids.includes(other));
  }

  private async answer(request: IncidentRequest): Promise<Answer> {
    const { links, records } = this.ports;
    switch (request.type) {
      case 'openLink':
      case 'addLink':
      case 'openRecord':
        return answerLinkRequest(this.id, request, this.ports);
      case 'openFrame':
        await links.openPlace(request.path, request.line);
        return done;
      case 'linkSimilar':
        await records.linkSimilar(this.id, request.id, request.as);
        return afterwards(this.form);
      case 'findSuspects':
        await searchShown(this.ports.suspects, this.id);
        return done;
      case 'openCommit':
        await links.openCommit(request.sha);
        return done;
      case 'raiseProblem':
        await records.raiseProblem([this.id]);
        return afterwards(this.form);
      case 'pickMatch': {
        const match = await records.pickMatch(request.source, this.id);
        return match ? this.review(request, match) : done;
      }
      case 'review':
        return this.review(request, request.outcome === 'matches' ? this.offered(request.source, request.match) : undefined);
      case 'applyWorkaround': {
        return this.execute({ ...request, measure: { ...request.measure, id: crypto.randomUUID() } });
      }
      case 'applyFrom':
        return this.applyFrom(request);
      case 'storeReport':
        return this.storeReport();
      default:
        return this.execute(request);
    }
  }

  private async applyFrom({ id, measure, reviewAt, over }: Extract<IncidentRequest, { type: 'applyFrom' }>): Promise<Answer> {
    const command = await this.ports.records.commandFrom(id, measure, reviewAt);
    return this.execute(command.type === 'applyWorkaround' && over ? { ...command, over } : command);
  }

  private offered(source: ReviewSource, id: string | undefined): Insight['candidates'][ReviewSource][number] {
    const match = this.insight?.candidates[source].find(candidate => candidate.id === id);
    if (!match) throw new UserError(say('ui.notOffered'));
    return match;
  }

  /** The candidates that were shown are stored with the outcome; one that was picked by hand is one of them. */
  private review(
    { source, over }: Pick<Extract<IncidentRequest, { type: 'review' }>, 'source' | 'over'>,
    match: Insight['candidates'][ReviewSource][number] | undefined,
  ): Promise<Answer> {
    const shown = this.insight?.candidates[source] ?? [];
    const candidates = match && !shown.some(({ id }) => id === match.id) ? [match, ...shown.slice(0, -1)] : shown;
    return this.execute({
      type: 'review',
      source,
      outcome: match ? 'matches' : 'none',
      ...(match && { match: { id: match.id, title: match.title } }),
      candidates,
      over,
    });
  }

  private execute(command: IncidentCommand): Promise<Answer> {
    return commandAnswer(this.form, this.ports.session.requireStore(), this.id, command);
  }

  private async storeReport(): Promise<Answer> {
    const loaded = await this.ports.session.requireStore().load(this.id);
    if (!loaded.ok) return { ok: false, message: faultText(this.id, loaded.error) };
    const incident = loaded.value.record;
    const text = reportAsMarkdown(incident, { words, at: new Date().toISOString(), faults: integrityTexts(loaded.value) });
    return this.execute({ type: 'storeReport', text, sha256: sha256(text), seen: headsOf(incident.timeline) });
  }

  private async sendState(form: FormState): Promise<void> {
    const { session } = this.ports;
    const { store } = session;
    if (!store) return this.post({ type: 'gone', message: say('ui.noFolder') });
    const [view, userName] = await Promise.all([incidentView(store, this.id), this.userName]);
    if (!view.ok) return this.post({ type: 'gone', message: view.error });
    const role = roleSetting();
    const faulty = view.value.integrityFaults.length > 0;
    this.incident = view.value.incident;
    this.window.name(tabTitle(this.id, view.value.incident.values.title ?? ''));
    this.post({
      type: 'state',
      view: sentView(view.value),
      may: session.mayWrite() && !faulty ? actions.filter(action => isPermitted(role, action)) : [],
      priorityMatrix: decisionSettings().priorityMatrix.map(row => [...row]),
      userName,
      ...form,
    });
  }

  /** Looks up what is like the incident as it stands in the form, typed and unsaved input included. */
  private async lookUp(): Promise<void> {
    const { incident, draft } = this;
    const { session } = this.ports;
    if (!incident || !session.store) return;
    const values = applyPatch(incidentFields, incident.values, draft?.patch ?? {});
    await this.lookingUp.run(
      () =>
        insightOf(
          { store: session.requireStore(), similar: session.requireSimilar(), findFile: written => this.files.find(written) },
          { ...incident, values },
          offeredSuspects(this.ports.suspects.of(this.id)),
        ),
      insight => {
        this.insight = insight;
        this.post({ type: 'insight', insight });
      },
    );
  }

  /** Sent again when the page of a hidden panel is loaded anew, which may be after `reveal`. */
  private sendStep(): void {
    if (this.step) this.post({ type: 'showStep', step: this.step });
  }

  private post(message: Sent<IncidentHostMessage>): void {
    this.window.post(message);
  }
}
