import { failure, success, type Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { Repository } from '../../git/repository';
import type { Revision } from '../../git/revision';
import type { GitFault } from '../../git/gitFault';
import { landings, type Landing } from './landing';

/** How far back suspects are looked for: so many days or so many commits, whichever is more. */
export interface WindowSettings {
  readonly days: number;
  readonly commits: number;
  /** A name or hash to go back from; HEAD when not given. */
  readonly from?: string;
}

/** The commits that may have caused a fault, and those before them. */
export interface Window {
  /** The commit in force when the fault was first seen. */
  readonly base: string;
  /** Full hashes without merges, newest first. */
  readonly window: readonly string[];
  readonly past: readonly string[];
  readonly landed: ReadonlyMap<string, Landing>;
  /** True when the history is cut off (shallow clone): what lies before cannot be looked at. */
  readonly shallow: boolean;
}

/** Why there is no window. */
export type WindowFault = GitFault | { readonly code: 'noCommits' | 'nothingBefore' };

/** Never more commits than this, however many days they fill. */
const mostInWindow = 10_000;
/** Commits before the window whose messages are read. */
export const mostInPast = 5_000;
const millisecondsOfDay = 86_400_000;

/** Finds the window of a fault first seen at `firstSeen`, going back from what the branch had by then. */
export async function windowOf(
  repository: Repository,
  firstSeen: Instant,
  { days, commits, from: tip }: WindowSettings,
  signal?: AbortSignal,
): Promise<Result<Window, WindowFault>> {
  const limits = signal ? { signal } : {};
  const heads = await repository.revisions(
    { ...(tip !== undefined && { from: tip }), firstParent: true, until: firstSeen, limit: 1 },
    limits,
  );
  if (!heads.ok) return heads;
  const [head] = heads.value;
  if (!head) return failure({ code: (await repository.head()) === undefined ? 'noCommits' : 'nothingBefore' });
  const from = head.sha;
  const since = new Date(Date.parse(firstSeen) - days * millisecondsOfDay).toISOString();
  // Merges are listed, too, and do not count.
  const [byCount, byTime, shallow] = await Promise.all([
    repository.revisions({ from, until: firstSeen, limit: 2 * commits + 100 }, limits),
    repository.revisions({ from, until: firstSeen, since, limit: 2 * mostInWindow }, limits),
    repository.isShallow(),
  ]);
  if (!byCount.ok) return byCount;
  if (!byTime.ok) return byTime;
  const counted = withoutMerges(byCount.value).slice(0, commits);
  const timed = withoutMerges(byTime.value).slice(0, mostInWindow);
  const chosen = timed.length > counted.length ? timed : counted;
  const oldest = chosen.at(-1);
  const past = await repository.revisions(
    { from, withoutMerges: true, limit: mostInPast + chosen.length, ...(oldest && { until: new Date(oldest.committedAt).toISOString() }) },
    limits,
  );
  if (!past.ok) return past;
  const inside = new Set(chosen.map(({ sha }) => sha));
  return success({
    base: from,
    window: chosen.map(({ sha }) => sha),
    past: past.value.flatMap(({ sha }) => (inside.has(sha) ? [] : [sha])).slice(0, mostInPast),
    landed: landings(timed.length > counted.length ? byTime.value : byCount.value, from),
    shallow,
  });
}

function withoutMerges(revisions: readonly Revision[]): readonly Revision[] {
  return revisions.filter(({ parents }) => parents.length < 2);
}
