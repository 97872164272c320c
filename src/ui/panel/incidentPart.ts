import * as vscode from 'vscode';
import { shownSuspects } from '../../app/suspects/shownSuspects';
import { offeredSuspects } from '../../app/suspects/suspectSearch';
import { insightOf } from '../../app/insight';
import { Debounce } from '../../base/debounce';
import { Disposables } from '../../base/disposables';
import { Latest } from '../../base/latest';
import { applyPatch } from '../../domain/forms/values';
import type { IncidentCommand } from '../../domain/incident/command';
import { incidentFields } from '../../domain/incident/forms';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { mostCandidates, reviewFields, reviewSources, type ReviewSource } from '../../domain/incident/review';
import type { Over } from '../../domain/record/over';
import type { Draft } from '../../protocol/draft';
import type { Insight } from '../../protocol/insight';
import type { PagePlace } from '../../protocol/recordPage';
import { incidentRequestSchema, type IncidentRequest } from '../../protocol/requests';
import { commandIds } from '../editor/contributions';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { finalReport } from '../records/reports';
import { searchShown } from '../suspects/searchShown';
import { notesText } from '../suspects/searchText';
import { UserError } from '../editor/userError';
import { afterwards, commandAnswer } from './commandAnswer';
import { done, type Answer } from './formHost';
import { FrameFiles } from './frameFiles';
import type { PageRequest } from './pageRequests';
import type { PanelPart, PanelSide } from './panelPart';

type Request = Exclude<IncidentRequest, PageRequest>;
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

  showPlace(place: PagePlace, path?: string): void {
    this.side.post({ type: 'show', place, ...(path !== undefined && { path }) });
  }

  dispose(): void {
    this.begun.dispose();
  }

  async answer(request: Request): Promise<Answer> {
    const { evidence, links, records, reports, suspects } = this.side.ports;
    switch (request.type) {
      case 'openFrame':
        await links.openPlace(request.path, request.line);
        return done;
      case 'linkSimilar':
        await records.linkSimilar(this.id, request.id, request.as);
        return afterwards(this.side);
      case 'askHost':
        await vscode.commands.executeCommand(commandIds[request.act], { id: this.id, duty: request.duty });
        return afterwards(this.side);
      case 'answerDue':
        await vscode.commands.executeCommand(commandIds.answerDue, { incident: this.id, due: { what: request.due } });
        return afterwards(this.side);
      case 'findSuspects':
        await searchShown(suspects, this.id);
        return done;
      case 'tryOutSuspects':
        await vscode.commands.executeCommand(commandIds.tryOutSuspects);
        return done;
      case 'openSuspect':
        await this.side.ports.suspectActions.openDiff(this.id, request.sha);
        return done;
      case 'judgeSuspect':
        await this.side.ports.suspectActions.judge(this.id, request.sha, request.state);
        return afterwards(this.side);
      case 'openCommit':
        await links.openCommit(request.sha);
        return done;
      case 'raiseProblem':
        await records.raiseProblem([this.id]);
        return afterwards(this.side);
      case 'attachEvidence':
        await evidence.attach(this.id);
        return afterwards(this.side);
      case 'attachPicture':
        await evidence.attachPicture(this.id, request.data);
        return { ...(await afterwards(this.side)), message: words.ui.pictureAttached };
      case 'showContent': {
        const picture = await evidence.show(this.id, request.row);
        return { ...done, ...(picture && { picture }) };
      }
      case 'makeProcedure':
        await records.makeProcedure(this.id, request.instructions);
        return afterwards(this.side);
      case 'takeProcedure':
        return this.execute(await records.procedureCommand(request.id, request.into));
      case 'pickMatch': {
        const match = await records.pickMatch(request.source, this.id);
        return match ? this.review(request, match) : done;
      }
      case 'review':
        return this.review(request, request.outcome === 'matches' ? this.offered(request.source, request.match) : undefined);
      case 'reviewNone':
        return this.reviewNone(request.over);
      case 'applyWorkaround':
      case 'applySolution':
        return this.execute({ ...request, measure: { ...request.measure, id: crypto.randomUUID() } });
      case 'applyFrom':
        return this.applyFrom(request);
      case 'storeReport':
        return this.storeReport();
      case 'openReport':
        await reports.open(this.id);
        return done;
      case 'saveReport':
        await reports.save(this.id);
        return done;
      case 'complete':
      case 'completeShortly':
        return this.complete(request);
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
    const shown = this.insight?.candidates[source];
    const others = shown?.filter(({ id }) => id !== match?.id) ?? [];
    const candidates = match ? [match, ...others].slice(0, mostCandidates) : shown;
    return this.execute({
      type: 'review',
      source,
      outcome: match ? 'matches' : 'none',
      ...(match && { match: { id: match.id, title: match.title } }),
      candidates,
      over,
    });
  }

  /** That none applies, of what nobody has judged yet. */
  private async reviewNone(over: Over): Promise<Answer> {
    const open = reviewSources.filter(source => this.incident?.values[reviewFields[source].outcome] === undefined);
    for (const source of open) {
      const answer = await this.review({ source, over }, undefined);
      if (!answer.ok) return answer;
    }
    return done;
  }

  private execute(command: IncidentCommand): Promise<Answer> {
    return commandAnswer(this.side, this.side.ports.workspace.requireStore(), this.id, command);
  }

  /** The report is made of the completed incident, and stored with it (M 6.134). */
  private async complete(command: Extract<IncidentCommand, { type: 'complete' | 'completeShortly' }>): Promise<Answer> {
    const completed = await this.execute(command);
    return completed.ok ? this.storeReport() : completed;
  }

  private async storeReport(): Promise<Answer> {
    const loaded = await this.side.ports.workspace.requireStore().load(this.id);
    if (!loaded.ok) return { ok: false, message: faultText(this.id, loaded.error) };
    return this.execute(finalReport(loaded.value));
  }

  /** What is known about suspect changes; where it could not be looked for, the tree says why. */
  private suspects(): Pick<Insight, 'suspects'> {
    const search = this.side.ports.suspects.of(this.id);
    if (!search || search.notes.some(({ code }) => code === 'search')) return {};
    return { suspects: shownSuspects(search, notesText(search)) };
  }

  /** Suspects are looked for by themselves once it is saved what the fault looks like. */
  private searchOnce({ open, values }: Incident): void {
    const { suspects, rights } = this.side.ports;
    if (!open || (values.symptoms ?? values.errorText) === undefined || !rights.mayWrite() || suspects.of(this.id)) return;
    suspects.search(this.id).catch((error: unknown) => this.side.mistake(error));
  }

  /** Looks up what is like the incident as it stands in the form, typed and unsaved input included. */
  private async lookUp(): Promise<void> {
    const { incident, draft } = this;
    const { workspace, suspects, folder } = this.side.ports;
    if (!incident || !workspace.store || !folder.isAtWork) return;
    this.searchOnce(incident);
    const values = applyPatch(incidentFields, incident.values, draft?.patch ?? {});
    await this.lookingUp.run(
      async () =>
        insightOf(
          { store: workspace.requireStore(), similar: await workspace.require().similar(), findFile: written => this.files.find(written) },
          { ...incident, values },
          offeredSuspects(suspects.of(this.id)),
        ),
      found => {
        const insight = { ...found, ...this.suspects() };
        this.insight = insight;
        this.side.post({ type: 'insight', insight });
      },
    );
  }
}
