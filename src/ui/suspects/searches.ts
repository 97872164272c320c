import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import { Latest } from '../../base/latest';
import type { IncidentId } from '../../domain/incident/incident';
import { isIncidentId } from '../../domain/records';
import type { Candidate } from '../../domain/incident/review';
import { success, type Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { Repository } from '../../git/repository';
import type { GitFault } from '../../git/gitFault';
import { SuspectFinder, type Ranking, type RankingProgress } from '../../review/suspects/finder';
import { blame, framePlaces, windowOf, type Window } from '../../review/suspects/inquest';
import { judge, type Suspect } from '../../review/suspects/judge';
import { learntFrom } from '../../review/suspects/learning';
import { noLines, type OwnKnowledge } from '../../review/suspects/ownEvidence';
import { plannedInGit, plannedRecords, type PlannedChange } from '../../review/suspects/planned';
import type { SuspectSubject } from '../../review/suspects/subject';
import { say } from '../hostWords';
import { withProgress } from '../notify';
import type { Session } from '../session';
import { suspectSettings } from '../settings';
import { affectedFiles, confirmedCauses, inquiryOf, noteOf, windowFaultText, type Inquiry, type Unseen } from './inquiry';

/** What is known about the suspects of one incident. */
export interface SuspectSearch {
  readonly running: boolean;
  readonly suspects: readonly Suspect[];
  readonly planned: readonly PlannedChange[];
  /** The commit that was in force when the fault was first seen, and what lies in the window, newest first. */
  readonly window: Window | undefined;
  readonly firstSeen: Instant;
  /** What was looked for; undefined before it could be read what the incident says. */
  readonly subject: SuspectSubject | undefined;
  /** What could not be done, in words. */
  readonly note: string;
}

type Learnt = ReturnType<typeof learntFrom>;

/** Who is told what is found, as long as the search is the newest of its incident, and can end it. */
interface SearchWatch {
  readonly signal: AbortSignal;
  readonly progress?: (progress: RankingProgress) => void;
  readonly tell: (search: SuspectSearch) => void;
}

/** Who is told how a ranking goes, and can end it. */
interface RankingWatch {
  readonly signal: AbortSignal;
  readonly progress?: (progress: RankingProgress) => void;
  readonly early: (suspects: readonly Suspect[]) => void;
}

/** Suspects shown of one incident, and those offered in its review. */
const [mostSuspects, mostOffered] = [20, 5];

/** Before anything has been found out. */
const nothingKnown: SuspectSearch = {
  running: false,
  suspects: [],
  planned: [],
  window: undefined,
  firstSeen: '',
  subject: undefined,
  note: '',
};

/** Searches for suspect changes: one for each incident, started on demand, kept while the window is open. */
export class SuspectSearches implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<IncidentId>());
  private readonly known = new Map<IncidentId, SuspectSearch>();
  private readonly turns = new Map<IncidentId, Latest>();
  private finder: { readonly root: string; readonly finder: SuspectFinder } | undefined;

  /** Fired when more is known about an incident's suspects. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly session: Session) {
    this.begun.add(
      session.onDidChange(ids => {
        if (ids.length === 0) this.known.clear();
        // What was judged or linked meanwhile counts at once; the commits are known already.
        for (const id of ids.filter(isIncidentId)) if (this.known.get(id)?.running === false) void this.search(id).catch(() => undefined);
      }),
    );
  }

  /** What is known; undefined when nobody has searched yet. */
  of(id: IncidentId): SuspectSearch | undefined {
    return this.known.get(id);
  }

  /** The suspects that an incident's review against changes offers. */
  candidates(id: IncidentId): readonly Candidate[] {
    const { suspects = [] } = this.known.get(id) ?? {};
    return suspects
      .filter(({ verdict }) => verdict !== 'weak')
      .slice(0, mostOffered)
      .map(({ sha, subject, state, reasons }) => ({ id: sha, title: subject, ...(state && { state }), reasons: [...reasons] }));
  }

  /** Searches with a notification that shows how far it is and can cancel. */
  async searchShown(id: IncidentId): Promise<SuspectSearch | undefined> {
    await withProgress(say('suspects.searching', id), async (report, signal) => {
      signal.addEventListener('abort', () => {
        this.cancel(id);
      });
      let last = 0;
      await this.search(id, ({ stage, done }) => {
        const now = (['messages', 'diffs', 'history'].indexOf(stage) + done) * (100 / 3);
        if (now - last >= 1) {
          report({ message: say(`suspects.stage.${stage}`), increment: now - last });
          last = now;
        }
      });
    });
    return this.known.get(id);
  }

  /** Ends a search; what is known by then stays. */
  cancel(id: IncidentId): void {
    this.turns.get(id)?.cancel();
  }

  /** Searches anew. A search that is under way for the same incident is ended. */
  async search(id: IncidentId, onProgress?: (progress: RankingProgress) => void): Promise<void> {
    const turns = this.turns.get(id) ?? this.begun.add(new Latest());
    this.turns.set(id, turns);
    const { signal, isNewest } = turns.begin();
    const tell = (search: SuspectSearch): void => {
      if (isNewest()) this.tell(id, search);
    };
    // Known from the first moment, and with its reason where it fails: whoever draws what is known does not begin it anew.
    const begin = { ...(this.known.get(id) ?? nothingKnown), running: true, note: '' };
    tell(begin);
    let note: string | undefined;
    try {
      await this.run(id, begin, { signal, tell, ...(onProgress && { progress: onProgress }) });
    } catch (error) {
      note = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      const last = this.known.get(id) ?? begin;
      if (last.running) tell({ ...last, running: false, note: note ?? last.note });
    }
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async run(id: IncidentId, known: SuspectSearch, { signal, tell, progress }: SearchWatch): Promise<void> {
    const ended = (): boolean => signal.aborted;
    const inquiry = await inquiryOf(this.session, id);
    if (ended()) return;
    const { repository, subject, firstSeen } = inquiry;
    const begin: SuspectSearch = { ...known, firstSeen, subject };
    tell(begin);
    const window = await windowOf(repository, firstSeen, suspectSettings(this.session.requireFolder()), signal);
    // A search that was ended leaves what was known before.
    if (ended()) return;
    if (!window.ok) {
      return tell({ ...begin, running: false, suspects: [], window: undefined, note: windowFaultText(window.error, firstSeen) });
    }
    const ranking = { ...begin, window: window.value };
    const found = await this.suspectsIn(window.value, inquiry, {
      signal,
      ...(progress && { progress }),
      early: early => {
        tell({ ...ranking, suspects: early, note: noteOf(window.value) });
      },
    });
    if (!found.ok) return tell({ ...begin, running: false, note: windowFaultText(found.error, firstSeen) });
    const next = await plannedFor(inquiry, found.value.suspects, signal);
    if (ended()) return;
    const note = noteOf(window.value, found.value);
    tell({ ...ranking, running: false, suspects: found.value.suspects, planned: next, note });
  }

  /** Ranks the commits of a window, with what the incident itself and the completed ones say. */
  private async suspectsIn(
    window: Window,
    { repository, subject, firstSeen }: Inquiry,
    { signal, progress, early }: RankingWatch,
  ): Promise<Result<Unseen & { readonly suspects: readonly Suspect[] }, GitFault>> {
    const finder = this.finderOf(repository);
    const seen = Date.parse(firstSeen);
    const judged = (ranking: Ranking, lines: Pick<OwnKnowledge, 'frames' | 'links'>, learnt?: Learnt): readonly Suspect[] =>
      judge(
        ranking,
        {
          question: subject.question,
          firstSeen: seen,
          own: { ...subject, ...lines },
          landed: window.landed,
          vocabulary: finder.shelf.vocabulary,
          temperature: finder.temperature,
          ...(learnt && { learnt }),
        },
        mostSuspects,
      );
    const ranked = await finder.rank(
      { question: subject.question, firstSeen: seen, window: window.window, past: window.past },
      {
        ...(progress && { progress }),
        ranking: ranking => {
          early(judged(ranking, { frames: noLines, links: noLines }));
        },
      },
      signal,
    );
    if (!ranked.ok) return ranked;
    const witnesses = finder.shelf.known([...window.window, ...window.past]);
    const learnt = suspectSettings(this.session.requireFolder()).learn
      ? learntFrom(witnesses, await confirmedCauses(this.session.requireStore()))
      : undefined;
    const lines = {
      frames: await blame(repository, window, await framePlaces(repository, window, subject.text), signal),
      links: await blame(repository, window, subject.places, signal),
    };
    const untold = lines.frames.untold + lines.links.untold;
    const { withoutDiff } = ranked.value;
    const isPartialClone = withoutDiff > 0 && (await repository.isPartialClone());
    return success({ suspects: judged(ranked.value, lines, learnt), withoutDiff, isPartialClone, untold });
  }

  private tell(id: IncidentId, search: SuspectSearch): void {
    this.known.set(id, search);
    this.changed.fire(id);
  }

  private finderOf(repository: Repository): SuspectFinder {
    if (this.finder?.root !== repository.root) this.finder = { root: repository.root, finder: new SuspectFinder(repository) };
    return this.finder.finder;
  }
}

/** Branches, edits and change records that may have to do with the fault. */
async function plannedFor(
  { repository, subject, firstSeen, changes, now }: Inquiry,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<readonly PlannedChange[]> {
  const affected = { files: affectedFiles(subject, suspects), components: subject.components, firstSeen, now };
  return [...(await plannedInGit(repository, affected, signal)), ...plannedRecords(changes, affected)];
}
