import { failure, success, type Result } from '../../domain/foundation/result';
import type { GitFault } from '../../git/gitFault';
import type { Repository } from '../../git/repository';
import { SuspectFinder } from '../suspects/finder';
import { learntFrom } from '../suspects/learning';
import { noLines } from '../suspects/ownEvidence';
import { weighedIn } from '../suspects/suspect';
import { HistoryIndex } from './historyIndex';
import { sureness } from './howGood';
import { ownCases, type OwnCase } from './ownCases';
import { requestOf, type SuspectCase, type TextKind } from './suspectCase';

/** Where the culprit of a case came: with what was learnt in this repository, and without. */
export interface CasePlace {
  /** From 1; infinite where it was not among those that were ranked. */
  readonly place: number;
  readonly plainPlace: number;
  /** The chance that the first one was given, 0 to 1, and whether it was the culprit. */
  readonly chance: number;
  readonly right: boolean;
}

/** A case that was tried. */
interface TriedCase extends CasePlace {
  readonly single: OwnCase;
}

/** How the suspects of a repository's own past faults were ranked. */
export interface Trial {
  /** Newest first. */
  readonly cases: readonly TriedCase[];
  /** How sure the product was of the first suspects. */
  readonly sure: ReturnType<typeof sureness>;
  /** How many commits name another one as faulty, those included of which no case can be made. */
  readonly named: number;
  /** False where it was ended before all were tried. */
  readonly isWhole: boolean;
}

/** How far a trial is. */
export interface TrialWatch {
  readonly signal?: AbortSignal | undefined;
  /** Hears how far it is, 0 to 1: which fix comes now, of all that name a culprit, and how many cases were tried. */
  readonly progress?: (far: { readonly share: number; readonly fix: number; readonly of: number; readonly tried: number }) => void;
}

/** Cases that are tried, and the newest commits that are looked through for them. */
const [mostCases, mostCommits] = [100, 50_000];

/**
 * Ranks the suspects of faults whose cause this repository's own messages name, each as it would have been when the fault was seen: from the
 * symptoms alone, among the commits of the product's own window, with nothing known of what came later. Ended early, it gives what was tried
 * by then.
 */
export async function tryOut(repository: Repository, { signal, progress }: TrialWatch = {}): Promise<Result<Trial, GitFault>> {
  const index = await HistoryIndex.read(repository, { most: mostCommits, signal });
  if (!index.ok) return index;
  const finder = new SuspectFinder(repository);
  const cases: TriedCase[] = [];
  const onFix = (done: number, of: number): void => {
    const tried = cases.length;
    progress?.({ share: Math.max(done / of, tried / mostCases), fix: done + 1, of, tried });
  };
  for await (const single of ownCases(repository, index.value, { signal, onFix })) {
    const placed = await placedBy(finder, repository, single, 'symptom_text', signal);
    if (!placed.ok && placed.error.code === 'cancelled') break;
    if (!placed.ok) return placed;
    cases.push({ single, ...placed.value });
    if (cases.length >= mostCases) break;
  }
  return success({ cases, sure: sureness(cases), named: index.value.naming.length, isWhole: signal?.aborted !== true });
}

/** Ranks the suspects of one case. */
export async function placedBy(
  finder: SuspectFinder,
  repository: Repository,
  single: SuspectCase,
  text: TextKind,
  signal?: AbortSignal,
): Promise<Result<CasePlace, GitFault>> {
  const request = await requestOf(repository, single, text);
  if (!request.ok) return request;
  const ranking = await finder.rank(request.value, {}, signal);
  if (!ranking.ok) return ranking;
  if (signal?.aborted === true) return failure({ code: 'cancelled' });
  // Nobody has judged anything here: the history alone is the witness.
  const learnt = learntFrom(finder.shelf.known([...request.value.window, ...request.value.past]), []);
  const own = { linkedFiles: [], components: [], judged: new Map(), inChange: new Map(), frames: noLines, links: noLines };
  const context = { own, temperature: finder.temperature };
  const plain = weighedIn(ranking.value, context);
  const weighed = learnt ? weighedIn(ranking.value, { ...context, learnt }) : plain;
  const placeIn = (ranked: typeof plain): number => {
    const at = ranked.findIndex(({ commit }) => single.culprits.has(commit.sha));
    return at < 0 ? Infinity : at + 1;
  };
  const [first] = weighed;
  return success({ place: placeIn(weighed), plainPlace: placeIn(plain), chance: first?.chance ?? 0, right: placeIn(weighed) === 1 });
}
