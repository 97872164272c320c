import { failure, success, type Result } from '../../domain/foundation/result';
import type { GitFault } from '../../git/gitFault';
import { Repository } from '../../git/repository';
import { tryOut, type TrialWatch } from '../../review/cases/trial';
import { SuspectFinder, type SuspectRanking } from '../../review/suspects/finder';
import { learntFrom } from '../../review/suspects/learning';
import { noLines, type OwnKnowledge } from '../../review/suspects/ownEvidence';
import { blame, framePlaces } from '../../review/suspects/places';
import { plannedInGit, plannedRecords, type PlannedChange } from '../../review/suspects/planned';
import { suspectsIn, type Suspect } from '../../review/suspects/suspect';
import { windowOf, type Window } from '../../review/suspects/window';
import type { RankingNews, RankingWatch, Missed, SuspectsAsked, SuspectWork, TriedFaults } from './suspectWork';

type Learnt = ReturnType<typeof learntFrom>;
type Ranked = Omit<Extract<RankingNews, { type: 'last' }>, 'type' | 'planned'>;

/** A repository, and what was read of it. */
interface Known {
  readonly root: string;
  readonly repository: Repository;
  readonly finder: SuspectFinder;
}

/** Suspects shown of one incident. */
const mostSuspects = 20;

/** Ranks the commits of a repository by incident. Remembers what it has read of the repository it was asked about last. */
export class SuspectRanker implements SuspectWork {
  private known: Known | undefined;

  async search(asked: SuspectsAsked, { found, ...watch }: RankingWatch): Promise<void> {
    const { signal } = watch;
    const tell = (finding: RankingNews): void => {
      if (!signal.aborted) found(finding);
    };
    const known = await this.knownOf(asked.root);
    const window = known.ok ? await windowOf(known.value.repository, asked.firstSeen, asked.settings, signal) : known;
    if (!known.ok || !window.ok) {
      if (!window.ok) tell({ type: 'fault', fault: window.error, window: false });
      return;
    }
    tell({ type: 'window', window: window.value });
    const ranked = await rank(known.value, window.value, asked, { ...watch, found: tell });
    if (!ranked.ok) {
      tell({ type: 'fault', fault: ranked.error, window: true });
      return;
    }
    tell({ type: 'last', ...ranked.value, planned: await plannedFor(known.value.repository, asked, ranked.value.suspects, signal) });
  }

  async tryOut(root: string, watch: TrialWatch): Promise<Result<TriedFaults, GitFault>> {
    const known = await this.knownOf(root);
    const done = known.ok ? await tryOut(known.value.repository, watch) : known;
    if (!done.ok) return done;
    const { cases, sure, isWhole } = done.value;
    const faults = cases.map(({ single: { fix, texts, firstSeen, culprits, window }, place, plainPlace }) => ({
      fix,
      title: texts.title,
      at: firstSeen,
      culprit: [...culprits][0] ?? '',
      commits: window.length,
      place,
      plainPlace,
    }));
    return success({ faults, sure, isWhole });
  }

  private async knownOf(root: string): Promise<Result<Known, GitFault>> {
    if (this.known?.root === root) return success(this.known);
    const repository = await Repository.find(root);
    if (!repository.ok) return failure(repository.error.code === 'noRepository' ? { code: 'noFolder', folder: root } : repository.error);
    this.known = { root, repository: repository.value, finder: new SuspectFinder(repository.value) };
    return success(this.known);
  }
}

/** Ranks the commits of a window, with what the incident itself and the completed ones say. */
async function rank(
  { repository, finder }: Known,
  window: Window,
  { subject, firstSeen }: SuspectsAsked,
  { signal, progress, found, confirmed }: RankingWatch,
): Promise<Result<Ranked, GitFault>> {
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
        found({ type: 'early', suspects: weighed(ranking, { frames: noLines, links: noLines }) });
      },
    },
    signal,
  );
  if (!ranked.ok) return ranked;
  const witnesses = finder.shelf.known([...window.window, ...window.past]);
  const learnt = confirmed && learntFrom(witnesses, await confirmed());
  const lines = {
    frames: await blame(repository, window, await framePlaces(repository, window, subject.text), signal),
    links: await blame(repository, window, subject.places, signal),
  };
  const untold = lines.frames.untold + lines.links.untold;
  const { withoutDiff } = ranked.value;
  const isPartial = withoutDiff > 0 && (await repository.isPartialClone());
  const missed: readonly Missed[] = [
    ...(withoutDiff > 0 ? [{ code: isPartial ? 'withoutDiff' : 'lostDiff', count: withoutDiff } as const] : []),
    ...(untold > 0 ? [{ code: 'untold', count: untold } as const] : []),
  ];
  const fixes = witnesses.filter(({ blames = [] }) => blames.length > 0).length;
  return success({ suspects: weighed(ranked.value, lines, learnt), missed, fixes });
}

/** Branches, edits and change records that may have to do with the fault. */
async function plannedFor(
  repository: Repository,
  { subject, firstSeen, changes, now }: SuspectsAsked,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<readonly PlannedChange[]> {
  const suspected = suspects.flatMap(({ state, confidence, files }) => (state || confidence === 'likely' ? files.slice(0, 50) : []));
  // What the fault concerns: linked and named files, and those of changes that were linked as causes.
  const files = [...new Set([...subject.linkedFiles, ...subject.namedFiles, ...suspected])];
  const affected = { files, components: subject.components, firstSeen, now };
  return [...(await plannedInGit(repository, affected, signal)), ...plannedRecords(changes, affected)];
}
