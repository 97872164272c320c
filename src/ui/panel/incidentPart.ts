import { offeredSuspects } from '../../app/suspects/suspectSearch';
import { insightOf } from '../../app/insight';
import { Debounce } from '../../base/debounce';
import { Disposables } from '../../base/disposables';
import { Latest } from '../../base/latest';
import { applyPatch } from '../../domain/forms/values';
import type { IncidentCommand } from '../../domain/incident/command';
import { incidentFields } from '../../domain/incident/forms';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import type { ReviewSource } from '../../domain/incident/review';
import { headsOf } from '../../domain/record/log';
import type { StepId } from '../../domain/vocabulary/steps';
import { reportAsMarkdown } from '../../exchange/report';
import type { Draft } from '../../protocol/draft';
import type { Insight } from '../../protocol/insight';
import { incidentRequestSchema, type IncidentRequest } from '../../protocol/requests';
import { sha256 } from '../../store/hash';
import { faultText, integrityTexts } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { searchShown } from '../suspects/searchShown';
import { UserError } from '../editor/userError';
import { afterwards, commandAnswer } from './commandAnswer';
import { done, type Answer } from './formHost';
import { FrameFiles } from './frameFiles';
import type { LinkRequest } from './linkRequests';
import type { PanelPart, PanelSide } from './panelPart';

type Request = Exclude<IncidentRequest, LinkRequest>;
type Offered = Insight['candidates'][ReviewSource][number];

/** How long typing must pause (milliseconds) before it is looked up what is like it. */
const typingPause = 250;

/** What an incident adds to its panel: what is found out while one types, reviews, workarounds, the report, suspects. */
export class IncidentPart implements PanelPart<IncidentId, Request> {
  readonly requests = incidentRequestSchema;
  private readonly begun = new Disposables();
  /** As it was sent last. */
  private incident: Incident | undefined;
  private draft: Draft | undefined;
  /** What a review stores as offered is what the page was sent. */
  private insight: Insight | undefined;
  private readonly lookingUp = this.begun.add(new Latest());
  private readonly lookingUpSoon = this.begun.add(
    new Debounce(() => {
      void this.lookUp().catch((error: unknown) => this.side.mistake(error));
    }, typingPause),
  );
  private readonly files: FrameFiles;

  constructor(
    private readonly id: IncidentId,
    private readonly side: PanelSide,
  ) {
    this.files = new FrameFiles(side.ports.workspace);
    this.begun.add(
      side.ports.suspects.onDidChange(changed => {
        if (changed === id) this.lookingUpSoon.soon();
      }),
    );
  }

  shows(incident: Incident): void {
    this.incident = incident;
  }

  typed(draft: Draft | undefined): void {
    this.draft = draft;
    this.lookingUpSoon.soon();
  }

  changed(): void {
    this.lookingUpSoon.soon();
  }

  showStep(step: StepId): void {
    this.side.post({ type: 'showStep', step });
  }

  dispose(): void {
    this.begun.dispose();
  }

  async answer(request: Request): Promise<Answer> {
    const { links, records, suspects } = this.side.ports;
    switch (request.type) {
      case 'openFrame':
        await links.openPlace(request.path, request.line);
        return done;
      case 'linkSimilar':
        await records.linkSimilar(this.id, request.id, request.as);
        return afterwards(this.side);
      case 'findSuspects':
        await searchShown(suspects, this.id);
        return done;
      case 'openCommit':
        await links.openCommit(request.sha);
        return done;
      case 'raiseProblem':
        await records.raiseProblem([this.id]);
        return afterwards(this.side);
      case 'pickMatch': {
        const match = await records.pickMatch(request.source, this.id);
        return match ? this.review(request, match) : done;
      }
      case 'review':
        return this.review(request, request.outcome === 'matches' ? this.offered(request.source, request.match) : undefined);
      case 'applyWorkaround':
        return this.execute({ ...request, measure: { ...request.measure, id: crypto.randomUUID() } });
      case 'applyFrom':
        return this.applyFrom(request);
      case 'storeReport':
        return this.storeReport();
      default:
        return this.execute(request);
    }
  }

  private async applyFrom({ id, measure, reviewAt, over }: Extract<Request, { type: 'applyFrom' }>): Promise<Answer> {
    const command = await this.side.ports.records.commandFrom(id, measure, reviewAt);
    return this.execute(command.type === 'applyWorkaround' && over ? { ...command, over } : command);
  }

  private offered(source: ReviewSource, id: string | undefined): Offered {
    const match = this.insight?.candidates[source].find(candidate => candidate.id === id);
    if (!match) throw new UserError(words.ui.notOffered);
    return match;
  }

  /** The candidates that were shown are stored with the outcome; one that was picked by hand is one of them. */
  private review(
    { source, over }: Pick<Extract<Request, { type: 'review' }>, 'source' | 'over'>,
    match: Offered | undefined,
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
    return commandAnswer(this.side, this.side.ports.workspace.requireStore(), this.id, command);
  }

  private async storeReport(): Promise<Answer> {
    const loaded = await this.side.ports.workspace.requireStore().load(this.id);
    if (!loaded.ok) return { ok: false, message: faultText(this.id, loaded.error) };
    const incident = loaded.value.record;
    const text = reportAsMarkdown(incident, { words, at: new Date().toISOString(), faults: integrityTexts(loaded.value) });
    return this.execute({ type: 'storeReport', text, sha256: sha256(text), seen: headsOf(incident.timeline) });
  }

  /** Looks up what is like the incident as it stands in the form, typed and unsaved input included. */
  private async lookUp(): Promise<void> {
    const { incident, draft } = this;
    const { workspace, suspects } = this.side.ports;
    if (!incident || !workspace.store) return;
    const values = applyPatch(incidentFields, incident.values, draft?.patch ?? {});
    await this.lookingUp.run(
      async () =>
        insightOf(
          { store: workspace.requireStore(), similar: await workspace.require().similar(), findFile: written => this.files.find(written) },
          { ...incident, values },
          offeredSuspects(suspects.of(this.id)),
        ),
      insight => {
        this.insight = insight;
        this.side.post({ type: 'insight', insight });
      },
    );
  }
}
