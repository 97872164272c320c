import { success, type Result } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import type { GitFault } from '../../git/gitFault';
import type { tryOut } from '../../review/cases/trial';
import type { Repository } from '../../git/repository';
import { SuspectFinder, type SuspectRanking, type RankingProgress } from '../../review/suspects/finder';
import { learntFrom } from '../../review/suspects/learning';
import { noLines, type OwnKnowledge } from '../../review/suspects/ownEvidence';
import { blame, framePlaces } from '../../review/suspects/places';
import { plannedInGit, plannedRecords, type PlannedChange } from '../../review/suspects/planned';
import type { SuspectSubject } from '../../review/suspects/subject';
import { suspectsIn, type Suspect } from '../../review/suspects/suspect';
import { windowOf, type Window, type WindowFault } from '../../review/suspects/window';
import { confirmedCauses, searchedOf, type SearchGround, type Searched } from './searched';
import type { SearchFault, SearchNote, SuspectSearch } from './suspectSearch';

/** Who is told what is found, as long as the search is the newest of its incident, and can end it. */
interface SearchWatch {
  readonly signal: AbortSignal;
  readonly progress?: (progress: RankingProgress) => void;
  readonly tell: (search: SuspectSearch) => void;
}

/** Who is told how a ranking goes, and can end it. */
interface RankingWatch extends Omit<SearchWatch, 'tell'> {
  readonly early: (suspects: readonly Suspect[]) => void;
}

type Learnt = ReturnType<typeof learntFrom>;

/** Suspects shown of one incident. */
const mostSuspects = 20;

/** Ranks the commits of a repository by incident. Remembers what it has read of the repository it was asked about last. */
export class SuspectRanker {
  private finder: { readonly root: string; readonly finder: SuspectFinder } | undefined;

  /** Searches for the suspects of an incident and tells what it finds as it finds it; what is `known` stays until there is better. */
  async search(
    id: IncidentId,
    ground: SearchGround,
    known: SuspectSearch,
    { signal, tell, progress }: SearchWatch,
  ): Promise<Result<undefined, SearchFault>> {
    const over = success(undefined);
    const ended = (): boolean => signal.aborted;
    const searched = await searchedOf(ground, id);
    if (!searched.ok) return searched;
    if (ended()) return over;
    const { subject, firstSeen } = searched.value;
    const begin: SuspectSearch = { ...known, firstSeen, subject };
    tell(begin);
    const window = await windowOf(ground.repository, firstSeen, ground.settings, signal);
    // A search that was ended leaves what was known before.
    if (ended()) return over;
    if (!window.ok) {
      tell({ ...begin, running: false, suspects: [], window: undefined, notes: faultNotes(window.error) });
      return over;
    }
    const ranking = { ...begin, window: window.value };
    const shallow: readonly SearchNote[] = window.value.shallow ? [{ code: 'shallow' }] : [];
    const found = await this.rank(window.value, searched.value, ground, {
      signal,
      ...(progress && { progress }),
      early: suspects => {
        tell({ ...ranking, suspects, notes: shallow });
      },
    });
    if (!found.ok) {
      tell({ ...begin, running: false, notes: faultNotes(found.error) });
      return over;
    }
    const { suspects, notes, fixes } = found.value;
    const planned = await plannedFor(ground.repository, searched.value, suspects, signal);
    if (!ended()) tell({ ...ranking, running: false, suspects, planned, notes: [...shallow, ...notes], fixes });
    return over;
  }

  /** Ranks the commits of a window, with what the incident itself and the completed ones say. */
  private async rank(
    window: Window,
    { subject, firstSeen }: Searched,
    { repository, settings, store }: SearchGround,
    { signal, progress, early }: RankingWatch,
  ): Promise<Result<Pick<SuspectSearch, 'suspects' | 'notes' | 'fixes'>, GitFault>> {
    const finder = this.finderOf(repository);
    const seen = Date.parse(firstSeen);
    const weighed = (ranking: SuspectRanking, lines: Pick<OwnKnowledge, 'frames' | 'links'>, learnt?: Learnt): readonly Suspect[] =>
      suspectsIn(
        ranking,
        {
          query: subject.query,
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
      { query: subject.query, firstSeen: seen, window: window.window, past: window.past, landed: window.landed },
      {
        ...(progress && { progress }),
        ranking: ranking => {
          early(weighed(ranking, { frames: noLines, links: noLines }));
        },
      },
      signal,
    );
    if (!ranked.ok) return ranked;
    const witnesses = finder.shelf.known([...window.window, ...window.past]);
    const learnt = settings.learn ? learntFrom(witnesses, await confirmedCauses(store)) : undefined;
    const lines = {
      frames: await blame(repository, window, await framePlaces(repository, window, subject.text), signal),
      links: await blame(repository, window, subject.places, signal),
    };
    const untold = lines.frames.untold + lines.links.untold;
    const { withoutDiff } = ranked.value;
    const isPartial = withoutDiff > 0 && (await repository.isPartialClone());
    const notes: readonly SearchNote[] = [
      ...(withoutDiff > 0 ? [{ code: isPartial ? 'withoutDiff' : 'lostDiff', count: withoutDiff } as const] : []),
      ...(untold > 0 ? [{ code: 'untold', count: untold } as const] : []),
    ];
    const fixes = witnesses.filter(({ blames = [] }) => blames.length > 0).length;
    return success({ suspects: weighed(ranked.value, lines, learnt), notes, fixes });
  }

  /** Tries the ranking out on the repository's own past faults (`tryOut`). */
  async tryOut(...asked: Parameters<typeof tryOut>): ReturnType<typeof tryOut> {
    return (await import('../../review/cases/trial')).tryOut(...asked);
  }

  private finderOf(repository: Repository): SuspectFinder {
    if (this.finder?.root !== repository.root) this.finder = { root: repository.root, finder: new SuspectFinder(repository) };
    return this.finder.finder;
  }
}

/** Why there is no ranking; nothing where the person ended it. */
function faultNotes(fault: WindowFault): readonly SearchNote[] {
  return fault.code === 'cancelled' ? [] : [{ code: 'window', fault }];
}

/** Branches, edits and change records that may have to do with the fault. */
async function plannedFor(
  repository: Repository,
  { subject, firstSeen, changes, now }: Searched,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<readonly PlannedChange[]> {
  const affected = { files: affectedFiles(subject, suspects), components: subject.components, firstSeen, now };
  return [...(await plannedInGit(repository, affected, signal)), ...plannedRecords(changes, affected)];
}

/** What the fault concerns: linked and named files, and those of changes that were linked as causes. */
function affectedFiles({ linkedFiles, namedFiles }: SuspectSubject, suspects: readonly Suspect[]): readonly string[] {
  const suspected = suspects.flatMap(({ state, confidence, files }) => (state || confidence === 'likely' ? files.slice(0, 50) : []));
  return [...new Set([...linkedFiles, ...namedFiles, ...suspected])];
}
