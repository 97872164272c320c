import type { KeptLines } from '../../base/keptLines';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { TriedFaults } from '../../exchange/trialReport';
import type { GitFault } from '../../git/gitFault';
import { Repository } from '../../git/repository';
import { tryOut, type TrialWatch } from '../../review/cases/trial';
import { commitCacheVersion } from '../../review/suspects/commitCache';
import { SuspectFinder, type SuspectRanking } from '../../review/suspects/finder';
import { Forks } from '../../review/suspects/forks';
import { withNamedFiles } from '../../review/suspects/largeCommits';
import { learntFrom } from '../../review/suspects/learning';
import { namedFunctions } from '../../review/suspects/namedFunctions';
import { noLines, type OwnKnowledge } from '../../review/suspects/ownEvidence';
import { blame, framePlaces } from '../../review/suspects/places';
import { plannedInGit, plannedRecords, type PlannedChange } from '../../review/suspects/planned';
import { lookedUp } from '../../review/suspects/shownCommits';
import { suspectsIn, weighedIn, type Suspect } from '../../review/suspects/suspect';
import { windowOf, type Window } from '../../review/suspects/window';
import { LineFile } from '../../store/lineFile';
import { Turns } from '../../store/turns';
import type { RankingNews, RankingWatch, Missed, SuspectsAsked, SuspectWork } from './suspectWork';

type Learnt = ReturnType<typeof learntFrom>;
type Ranked = Omit<Extract<RankingNews, { type: 'last' }>, 'type' | 'planned'>;

/** A repository, and what was read of it. */
interface Known {
  readonly repository: Repository;
  readonly finder: SuspectFinder;
  readonly forks: Forks;
  readonly lines?: KeptLines;
  /** Resolves when it is known what was kept. */
  readonly recalled: Promise<void>;
}

/** Bytes of a cache that are read; a larger one is begun anew. */
const largestCache = 100_000_000;
/** Milliseconds for saying in a partial clone that lacks diffs who changed the lines of all places. */
const patienceInPartial = 10_000;
/** Suspects shown of one incident. */
const mostSuspects = 20;

/** Ranks the commits of a repository by incident. Remembers what it has read of the repository it was asked about last. */
export class SuspectRanker implements SuspectWork {
  private opened: { readonly root: string; readonly known: Promise<Result<Known, GitFault>> } | undefined;

  async search(asked: SuspectsAsked, { found, ...watch }: RankingWatch): Promise<void> {
    const { signal } = watch;
    const tell = (finding: RankingNews): void => {
      if (!signal.aborted) found(finding);
    };
    const known = await this.knownOf(asked.root, asked.cacheFile);
    const window = known.ok ? await windowOf(known.value.repository, asked.firstSeen, asked.settings, signal) : known;
    if (!known.ok || !window.ok) {
      if (!window.ok) tell({ type: 'fault', fault: window.error, window: false });
      return;
    }
    tell({ type: 'window', window: window.value });
    await known.value.recalled;
    try {
      await this.rankIn(window.value, known.value, asked, { ...watch, found: tell });
    } finally {
      const { finder, lines } = known.value;
      if (lines) await finder.shelf.keep(lines);
    }
  }

  private async rankIn(window: Window, known: Known, asked: SuspectsAsked, watch: RankingWatch): Promise<void> {
    const ranked = await rank(known, window, asked, watch);
    if (!ranked.ok) {
      watch.found({ type: 'fault', fault: ranked.error, window: true });
      return;
    }
    // Hundreds of branches take seconds.
    watch.found({ type: 'early', suspects: ranked.value.suspects });
    const planned = await plannedFor(known, asked, ranked.value.suspects, watch.signal);
    watch.found({ type: 'last', ...ranked.value, planned });
  }

  async tryOut(root: string, watch: TrialWatch): Promise<Result<TriedFaults, GitFault>> {
    const repository = await repositoryAt(root);
    const done = repository.ok ? await tryOut(repository.value, watch) : repository;
    if (!done.ok) return done;
    const { cases, sure, named, isWhole } = done.value;
    const faults = cases.map(({ single: { fix, texts, firstSeen, culprits, window }, place, plainPlace }) => ({
      fix,
      title: texts.title,
      at: firstSeen,
      culprit: [...culprits][0] ?? '',
      commits: window.length,
      place,
      plainPlace,
    }));
    return success({ faults, sure, named, isWhole });
  }

  /** Searches that begin at once share what they read. */
  private async knownOf(root: string, cacheFile?: string): Promise<Result<Known, GitFault>> {
    const opened = this.opened?.root === root ? this.opened : (this.opened = { root, known: openedAt(root, cacheFile) });
    const known = await opened.known;
    // It may be there the next time.
    if (!known.ok && this.opened === opened) this.opened = undefined;
    return known;
  }
}

async function openedAt(root: string, cacheFile?: string): Promise<Result<Known, GitFault>> {
  const repository = await repositoryAt(root);
  if (!repository.ok) return repository;
  const finder = new SuspectFinder(repository.value);
  const lines =
    cacheFile === undefined ? undefined : new LineFile(cacheFile, { version: commitCacheVersion, root }, new Turns(), largestCache);
  // Git lists the window meanwhile.
  const recalled = lines === undefined ? Promise.resolve() : finder.shelf.recall(lines);
  return success({ repository: repository.value, finder, forks: new Forks(repository.value), recalled, ...(lines && { lines }) });
}

async function repositoryAt(root: string): Promise<Result<Repository, GitFault>> {
  const found = await Repository.find(root);
  if (found.ok) return found;
  return failure(found.error.code === 'noRepository' ? { code: 'noFolder', folder: root } : found.error);
}

/** Ranks the commits of a window, with what the incident itself and the completed ones say. */
async function rank(
  { repository, finder }: Known,
  window: Window,
  { subject, firstSeen }: SuspectsAsked,
  { signal, progress, found, confirmed }: RankingWatch,
): Promise<Result<Ranked, GitFault>> {
  const seen = Date.parse(firstSeen);
  const weighed = (
    ranking: SuspectRanking,
    lines: Pick<OwnKnowledge, 'frames' | 'links'>,
    { learnt, shown }: { readonly learnt?: Learnt; readonly shown?: Awaited<ReturnType<typeof lookedUp>> } = {},
  ): readonly Suspect[] =>
    suspectsIn(
      ranking,
      {
        query: subject.query,
        firstSeen: seen,
        own: { ...subject, ...lines },
        landed: window.landed,
        temperature: finder.temperature,
        ...(learnt && { learnt }),
        ...(shown && { shown }),
      },
      mostSuspects,
    );
  const places = await framePlaces(repository, window, subject, signal);
  // Whose lines it concerns takes git some time to say.
  const unblamed = { frames: { ...noLines, places }, links: noLines };
  const ranked = await finder.rank(
    { query: subject.query, firstSeen: seen, window: window.window, past: window.past, landed: window.landed },
    {
      ...(progress && { progress }),
      ranking: ranking => {
        found({ type: 'early', suspects: weighed(ranking, unblamed) });
      },
    },
    signal,
  );
  if (!ranked.ok) return ranked;
  const named = [...subject.linkedFiles, ...places.map(({ path }) => path)];
  const ranking = await withNamedFiles(repository.root, ranked.value, named, { timeout: 10_000, signal });
  found({ type: 'early', suspects: weighed(ranking, unblamed) });
  const witnesses = finder.shelf.known([...window.window, ...window.past]);
  const learnt = confirmed && learntFrom(witnesses, await confirmed());
  const { withoutDiff } = ranking;
  const isPartial = withoutDiff > 0 && (await repository.isPartialClone());
  // Git takes seconds there to fail at each place.
  const patience = isPartial ? AbortSignal.any([signal, AbortSignal.timeout(patienceInPartial)]) : signal;
  const lines = repository.lacksFolders
    ? unblamed
    : { frames: await blame(repository, window, places, patience), links: await blame(repository, window, subject.places, patience) };
  const untold = lines.frames.untold + lines.links.untold;
  const code = !isPartial ? 'lostDiff' : repository.lacksFolders ? 'withoutFolders' : 'withoutDiff';
  const missed: readonly Missed[] = [
    ...(withoutDiff > 0 ? [{ code, count: withoutDiff } as const] : []),
    ...(untold > 0 ? [{ code: 'untold', count: untold } as const] : []),
  ];
  const fixes = witnesses.filter(({ blames = [] }) => blames.length > 0).length;
  const besides = learnt && { learnt };
  const own = { ...subject, ...lines };
  const likeliest = weighedIn(ranking, { own, temperature: finder.temperature, ...besides }).slice(0, mostSuspects);
  const shas = new Set(likeliest.map(({ commit }) => commit.sha));
  const { commits, evidence } = ranking;
  const shown = await lookedUp(
    repository,
    commits.filter(({ sha }) => shas.has(sha) && finder.shelf.hasDiff(sha)),
    commits,
    { terms: new Set(evidence.scores.asked.terms), functions: namedFunctions(subject.query.text, lines) },
    patience,
  );
  return success({ suspects: weighed(ranking, lines, { ...besides, shown }), missed, fixes });
}

/** Branches, edits and change records that may have to do with the fault. */
async function plannedFor(
  known: Known,
  { subject, firstSeen, changes, now }: SuspectsAsked,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<readonly PlannedChange[]> {
  const suspected = suspects.flatMap(({ state, confidence, files }) => (state || confidence === 'likely' ? files.slice(0, 50) : []));
  // What the fault concerns: linked and named files, and those of changes that were linked as causes.
  const files = [...new Set([...subject.linkedFiles, ...subject.namedFiles, ...suspected])];
  const affected = { files, components: subject.components, firstSeen, now };
  return [...(await plannedInGit(known, affected, signal)), ...plannedRecords(changes, affected)];
}
