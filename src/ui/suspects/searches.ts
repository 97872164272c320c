import path from 'node:path';
import * as vscode from 'vscode';
import type { CatalogueSummary } from '../../domain/catalogue/summary';
import type { RecordId } from '../../domain/ids';
import type { Incident } from '../../domain/incident/incident';
import type { Candidate } from '../../domain/incident/review';
import type { Instant } from '../../domain/time';
import type { Repository } from '../../git/repository';
import { SuspectFinder, type Ranking, type RankingProgress } from '../../review/suspects/finder';
import { blame, framePlaces, windowOf, type Window, type WindowFault } from '../../review/suspects/inquest';
import { judge, type Suspect } from '../../review/suspects/judge';
import { learntFrom } from '../../review/suspects/learning';
import { noLines, type OwnKnowledge } from '../../review/suspects/ownEvidence';
import { plannedInGit, plannedRecords, type PlannedChange } from '../../review/suspects/planned';
import { suspectSubject, type SuspectSubject } from '../../review/suspects/subject';
import { plainMessage } from '../../words/plain';
import { faultText } from '../faultText';
import { say } from '../hostWords';
import type { Session } from '../session';
import { suspectSettings } from '../settings';
import { UserError } from '../userError';

/** What is known about the suspects of one incident. */
export interface SuspectSearch {
  readonly running: boolean;
  readonly suspects: readonly Suspect[];
  readonly planned: readonly PlannedChange[];
  /** The commit that was in force when the fault was first seen, and what lies in the window, newest first. */
  readonly window: Window | undefined;
  readonly firstSeen: Instant;
  readonly subject: SuspectSubject;
  /** What could not be done, in words. */
  readonly note: string;
}

/** Suspects shown of one incident, and those offered in its review. */
const [mostSuspects, mostOffered] = [20, 5];

/** Searches for suspect changes: one for each incident, started on demand, kept while the window is open. */
export class SuspectSearches implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RecordId>();
  private readonly known = new Map<RecordId, SuspectSearch>();
  private readonly cancels = new Map<RecordId, AbortController>();
  private readonly subscription: vscode.Disposable;
  private finder: { readonly root: string; readonly finder: SuspectFinder } | undefined;

  /** Fired when more is known about an incident's suspects. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly session: Session) {
    this.subscription = session.onDidChange(ids => {
      if (ids.length === 0) this.known.clear();
      // What was judged or linked meanwhile counts at once; the commits are known already.
      for (const id of ids) if (this.known.get(id)?.running === false) void this.search(id).catch(() => undefined);
    });
  }

  /** What is known; undefined when nobody has searched yet. */
  of(id: RecordId): SuspectSearch | undefined {
    return this.known.get(id);
  }

  /** The suspects that an incident's review against changes offers. */
  candidates(id: RecordId): readonly Candidate[] {
    const { suspects = [] } = this.known.get(id) ?? {};
    return suspects
      .filter(({ verdict }) => verdict !== 'weak')
      .slice(0, mostOffered)
      .map(({ sha, subject, state, reasons }) => ({ id: sha, title: subject, ...(state && { state }), reasons: [...reasons] }));
  }

  /** Searches with a notification that shows how far it is and can cancel. */
  async searchShown(id: RecordId): Promise<SuspectSearch | undefined> {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: say('suspects.searching', id), cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          this.cancel(id);
        });
        let last = 0;
        await this.search(id, ({ stage, done }) => {
          const now = (['messages', 'diffs', 'history'].indexOf(stage) + done) * (100 / 3);
          if (now - last >= 1) {
            progress.report({ message: say(`suspects.stage.${stage}`), increment: now - last });
            last = now;
          }
        });
      },
    );
    return this.known.get(id);
  }

  /** Ends a search; what is known by then stays. */
  cancel(id: RecordId): void {
    this.cancels.get(id)?.abort();
  }

  /** Searches anew. A search that is under way for the same incident is ended. */
  async search(id: RecordId, onProgress?: (progress: RankingProgress) => void): Promise<void> {
    this.cancel(id);
    const cancel = new AbortController();
    this.cancels.set(id, cancel);
    try {
      await this.run(id, cancel.signal, onProgress);
    } finally {
      if (this.cancels.get(id) === cancel) {
        this.cancels.delete(id);
        const last = this.known.get(id);
        if (last?.running === true) this.tell(id, { ...last, running: false });
      }
    }
  }

  dispose(): void {
    for (const cancel of this.cancels.values()) cancel.abort();
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async run(id: RecordId, signal: AbortSignal, onProgress?: (progress: RankingProgress) => void): Promise<void> {
    const ended = (): boolean => signal.aborted;
    const repository = await this.session.requireRepository();
    const incident = await this.incident(id);
    const changes = this.catalogue();
    const prefix = prefixOf(repository, this.session.requireFolder());
    const changeCommits = await this.commitsOfChanges(changes);
    const subject = suspectSubject(incident.values, incident.links, changes, changeCommits, prefix);
    const now = new Date().toISOString();
    const firstSeen = subject.firstSeen ?? incident.recorded?.at ?? now;
    const begin: SuspectSearch = {
      running: true,
      suspects: this.known.get(id)?.suspects ?? [],
      planned: this.known.get(id)?.planned ?? [],
      window: this.known.get(id)?.window,
      firstSeen,
      subject,
      note: '',
    };
    this.tell(id, begin);
    const settings = suspectSettings();
    const window = await windowOf(repository, firstSeen, settings, signal);
    // A search that was ended leaves what was known before.
    if (ended()) return undefined;
    if (!window.ok) {
      return this.tell(id, { ...begin, running: false, suspects: [], window: undefined, note: windowFaultText(window.error, firstSeen) });
    }
    const found = window.value;
    const finder = this.finderOf(repository);
    const own = async (): Promise<OwnKnowledge> => ({
      linkedFiles: subject.linkedFiles,
      components: subject.components,
      judged: subject.judged,
      inChange: subject.inChange,
      frames: await blame(repository, found, await framePlaces(repository, found, subject.text), signal),
      links: await blame(repository, found, subject.places, signal),
    });
    const judged = (ranking: Ranking, knowledge: OwnKnowledge, learnt?: ReturnType<typeof learntFrom>): readonly Suspect[] =>
      judge(
        ranking,
        {
          question: subject.question,
          firstSeen: Date.parse(firstSeen),
          own: knowledge,
          landed: found.landed,
          vocabulary: finder.shelf.vocabulary,
          temperature: finder.temperature,
          ...(learnt && { learnt }),
        },
        mostSuspects,
      );
    const early: OwnKnowledge = { ...subject, frames: noLines, links: noLines };
    const request = { question: subject.question, firstSeen: Date.parse(firstSeen), window: found.window, past: found.past };
    const ranked = await finder.rank(
      request,
      {
        ...(onProgress && { progress: onProgress }),
        ranking: ranking => {
          this.tell(id, { ...begin, window: found, suspects: judged(ranking, early), note: noteOf(found) });
        },
      },
      signal,
    );
    if (!ranked.ok) return this.tell(id, { ...begin, running: false, note: windowFaultText(ranked.error, firstSeen) });
    const learnt = settings.learn
      ? learntFrom(finder.shelf.known([...found.window, ...found.past]), await this.confirmedCauses())
      : undefined;
    const suspects = judged(ranked.value, await own(), learnt);
    const affected = { files: affectedFiles(subject, suspects), components: subject.components, firstSeen, now };
    const planned = [
      ...(await plannedInGit(repository, affected, signal)),
      ...plannedRecords(
        changes.filter(({ kind }) => kind === 'change'),
        affected,
      ),
    ];
    if (ended()) return;
    this.tell(id, { ...begin, running: false, window: found, suspects, planned, note: noteOf(found, ranked.value.withoutDiff) });
  }

  private tell(id: RecordId, search: SuspectSearch): void {
    this.known.set(id, search);
    this.changed.fire(id);
  }

  private finderOf(repository: Repository): SuspectFinder {
    if (this.finder?.root !== repository.root) this.finder = { root: repository.root, finder: new SuspectFinder(repository) };
    return this.finder.finder;
  }

  private async incident(id: RecordId): Promise<Incident> {
    const loaded = await this.session.requireStore().load(id);
    if (!loaded.ok) throw new UserError(faultText(id, loaded.error));
    return loaded.value.incident;
  }

  private catalogue(): readonly CatalogueSummary[] {
    return this.session
      .requireStore()
      .entries()
      .flatMap(entry => (entry.type === 'catalogue' ? [entry.summary] : []));
  }

  /** Commits that change records are linked to, with the id of the record. */
  private async commitsOfChanges(catalogue: readonly CatalogueSummary[]): Promise<ReadonlyMap<string, string>> {
    const store = this.session.requireStore();
    const commits = new Map<string, string>();
    for (const { id, kind } of catalogue) {
      if (kind !== 'change') continue;
      const loaded = await store.loadRecord(id as RecordId);
      for (const { target, state } of loaded.ok ? loaded.value.record.links : []) {
        if (target.type === 'commit' && state !== 'ruledOut') commits.set(target.sha, id);
      }
    }
    return commits;
  }

  /** Commits that were confirmed as causes of completed incidents. */
  private async confirmedCauses(): Promise<readonly string[]> {
    const store = this.session.requireStore();
    const shas: string[] = [];
    for (const entry of store.entries()) {
      if (entry.type !== 'incident' || entry.summary.open) continue;
      const loaded = await store.load(entry.id);
      for (const { target, kind, state } of loaded.ok ? loaded.value.incident.links : []) {
        if (target.type === 'commit' && kind === 'causedBy' && state === 'confirmed') shas.push(target.sha);
      }
    }
    return shas;
  }
}

/** The workspace folder's path inside the repository: empty, or ending with `/`. */
function prefixOf(repository: Repository, folder: string): string {
  const relative = path.relative(repository.root, folder).split(path.sep).join('/');
  return relative === '' || relative.startsWith('..') ? '' : `${relative}/`;
}

/** What the fault concerns: linked and named files, and those of changes that were linked as causes. */
function affectedFiles({ linkedFiles, namedFiles }: SuspectSubject, suspects: readonly Suspect[]): readonly string[] {
  return [
    ...new Set([
      ...linkedFiles,
      ...namedFiles,
      ...suspects.flatMap(({ state, verdict, files }) => (state || verdict === 'likely' ? files.slice(0, 50) : [])),
    ]),
  ];
}

function noteOf({ shallow }: Window, withoutDiff = 0): string {
  return [shallow ? say('suspects.shallow') : '', withoutDiff > 0 ? say('suspects.withoutDiff', withoutDiff) : '']
    .filter(Boolean)
    .join(' ');
}

function windowFaultText(fault: WindowFault, firstSeen: Instant): string {
  switch (fault.code) {
    case 'noCommits':
      return say('ui.noCommits');
    case 'nothingBefore':
      return say('suspects.nothingBefore', firstSeen.slice(0, 10));
    case 'notFound':
      return say('suspects.noGit');
    case 'timeout':
      return say('suspects.timeout');
    case 'cancelled':
      return '';
    case 'failed':
      return plainMessage(say('ui.gitFailed', fault.message));
  }
}
