import { inSlices } from '../../base/inSlices';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { Repository } from '../../git/repository';
import type { GitFault } from '../../git/gitFault';
import { collectEvidence, type Evidence } from './collect';
import { CommitShelf } from './commitShelf';
import type { KnownCommit } from './evidence';
import type { Landing } from './landing';
import { featuresOf } from './features';
import { Scorer, storedModel, type SuspectModel } from './model';
import type { Query } from './query';
import type { Vocabulary } from './vocabulary';

/** What is to be found out: which of the commits of a window, newest first, may have caused what a report tells. */
export interface SuspectRequest {
  readonly query: Query;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  /** Full hashes, newest first. */
  readonly window: readonly string[];
  /** Full hashes of commits before the window, newest first: what this repository's files are usually spoken of. */
  readonly past: readonly string[];
  /** By which merge a commit of the window came in, where that is known. */
  readonly landed?: ReadonlyMap<string, Landing>;
}

/** Commits of a window, with the names their files have now, and with what speaks for each. */
export interface SuspectRanking {
  readonly commits: readonly KnownCommit[];
  readonly evidence: Evidence;
  /** By commit the model's score; comparable within this ranking only. */
  readonly scores: Float64Array;
  /** Commits whose diffs are not at hand: they are known by message and paths alone. */
  readonly withoutDiff: number;
  /** Of the terms in the documents of its commits. */
  readonly vocabulary: Vocabulary;
}

/** How far a ranking has come, and what is known by then. */
export interface RankingProgress {
  readonly stage: 'messages' | 'diffs' | 'history';
  /** 0 to 1, of this stage. */
  readonly done: number;
}

/** Ranks the commits of windows of one repository. Remembers what it has read. */
export class SuspectFinder {
  readonly shelf: CommitShelf;
  private readonly scorer: Scorer;
  /** Rankings that are under way. */
  private running = 0;

  /** `mostTerms`: as for a `CommitShelf`. */
  constructor(repository: Repository, model: SuspectModel = storedModel(), mostTerms?: number) {
    this.shelf = new CommitShelf(repository, mostTerms);
    this.scorer = new Scorer(model);
  }

  /** By how much scores are divided to be logarithms of odds. */
  get temperature(): number {
    return this.scorer.model.temperature;
  }

  /**
   * Reads what is not known yet (messages, then diffs, then the messages of the past and of merges) and ranks. `on.ranking` gets the ranking as it stands after
   * the messages alone and after the diffs, where more is to be read then; what is returned is the last one. Ends with the fault `cancelled` when the signal says so.
   */
  async rank(
    request: SuspectRequest,
    on: { readonly progress?: (progress: RankingProgress) => void; readonly ranking?: (ranking: SuspectRanking) => void } = {},
    signal?: AbortSignal,
  ): Promise<Result<SuspectRanking, GitFault>> {
    if (this.running === 0) this.shelf.makeRoom();
    this.running++;
    try {
      return await this.readAndRank(request, on, signal);
    } finally {
      this.running--;
    }
  }

  private async readAndRank(
    request: SuspectRequest,
    on: NonNullable<Parameters<SuspectFinder['rank']>[1]>,
    signal: AbortSignal | undefined,
  ): Promise<Result<SuspectRanking, GitFault>> {
    const { shelf } = this;
    const { window, past } = request;
    const told = (stage: RankingProgress['stage']) => (read: number, of: number) => on.progress?.({ stage, done: read / of });
    const messages = await shelf.readMessages(window, signal, told('messages'));
    if (!messages.ok) return messages;
    // Where nothing more is to be read, the last ranking comes as soon.
    if (on.ranking && shelf.withoutDiff(window).length > 0) await this.tell(request, on.ranking, signal);
    const diffs = await shelf.readDiffs(window, signal, told('diffs'));
    if (!diffs.ok) return diffs;
    const merges = mergesOf(request);
    const before = [...past, ...new Set(merges.values())];
    if (on.ranking && shelf.withoutMessage(before).length > 0) await this.tell(request, on.ranking, signal);
    const others = await shelf.readMessages(before, signal, told('history'));
    if (!others.ok) return others;
    const ranking = await inSlices(this.rankKnown(request, merges), signal);
    return ranking ? success({ ...ranking, withoutDiff: diffs.value }) : failure({ code: 'cancelled' });
  }

  /** Tells the ranking by what is known of the window alone. */
  private async tell(request: SuspectRequest, told: (ranking: SuspectRanking) => void, signal: AbortSignal | undefined): Promise<void> {
    const ranking = await inSlices(this.rankKnown({ ...request, past: [] }), signal);
    if (ranking) told(ranking);
  }

  /** `merges`: by commit of the window the merge that brought it, as far as those are read. */
  private *rankKnown(
    { query, firstSeen, window, past }: SuspectRequest,
    merges: ReadonlyMap<string, string> = new Map(),
  ): Generator<undefined, SuspectRanking> {
    const { shelf } = this;
    const { vocabulary } = shelf;
    const brought = new Map([...merges].flatMap(([sha, by]) => shelf.known([by]).map(merge => [sha, merge] as const)));
    const evidence = yield* collectEvidence({
      query,
      firstSeen,
      commits: shelf.known(window),
      past: shelf.known(past),
      brought,
      vocabulary,
    });
    yield;
    const { commits, columns } = evidence;
    const features = featuresOf(columns);
    yield;
    return { commits, evidence, scores: yield* this.scorer.score(features, commits.length), withoutDiff: 0, vocabulary };
  }
}

/** A merge that brought more commits than this says nothing about any of them. */
const mostBrought = 30;

/** By commit of the window the merge that brought it, and little else: its message tells what they were for. */
function mergesOf({ window, landed }: SuspectRequest): ReadonlyMap<string, string> {
  const brought = new Map<string, string[]>();
  for (const sha of window) {
    const landing = landed?.get(sha);
    if (landing?.merged !== true) continue;
    const others = brought.get(landing.by);
    if (others) others.push(sha);
    else brought.set(landing.by, [sha]);
  }
  return new Map([...brought].flatMap(([by, shas]) => (shas.length > mostBrought ? [] : shas.map(sha => [sha, by] as const))));
}
