import { failure, success, type Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { Repository } from '../../git/repository';
import type { Revision, RevisionQuery } from '../../git/revision';
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
/** The last of the commits listed, by which it is seen whether there are more within the days. */
const lookahead = 100;
/** Commits before the window whose messages are read. */
export const mostInPast = 5_000;
const millisecondsOfDay = 86_400_000;
/** Commits of the branch itself by which it is told whether the date of the newest one is right. */
const neighbours = 10;

/** Finds the window of a fault first seen at `firstSeen`, going back from what the branch had by then. */
export async function windowOf(
  repository: Repository,
  firstSeen: Instant,
  { days, commits, from: tip }: WindowSettings,
  signal?: AbortSignal,
): Promise<Result<Window, WindowFault>> {
  const limits = signal ? { signal } : {};
  const heads = await repository.revisions(
    { ...(tip !== undefined && { from: tip }), firstParent: true, until: firstSeen, limit: neighbours },
    limits,
  );
  if (!heads.ok) return heads;
  const [head] = heads.value;
  if (!head) return failure({ code: (await repository.head()) === undefined ? 'noCommits' : 'nothingBefore' });
  const from = head.sha;
  const since = Date.parse(firstSeen) - days * millisecondsOfDay;
  const isRecent = ({ committedAt }: Revision): boolean => committedAt >= since;
  // What lies below a commit from before the fault is from before it, too, whatever its date says.
  const until = isWellDated(head, heads.value) ? {} : { until: firstSeen };
  const listed = (limit: number, more: Partial<RevisionQuery> = {}): ReturnType<Repository['revisions']> =>
    repository.revisions({ from, ...until, limit, ...more }, limits);
  // Merges are listed, too, and do not count. Git itself would end (`--since`) at the first commit whose date is wrong.
  let limit = 2 * commits + lookahead;
  const isEnough = (some: readonly Revision[]): boolean => {
    const count = withoutMerges(some).length;
    return some.length < limit || count >= mostInWindow || (count >= commits && !some.slice(-lookahead).some(isRecent));
  };
  let revisions = await listed(limit);
  while (revisions.ok && !isEnough(revisions.value)) revisions = await listed((limit *= 4));
  if (!revisions.ok) return revisions;
  const shallow = await repository.isShallow();
  const own = withoutMerges(revisions.value);
  const [counted, timed] = [own.slice(0, commits), own.filter(isRecent).slice(0, mostInWindow)];
  const chosen = timed.length > counted.length ? timed : counted;
  const past = await listed(mostInPast + chosen.length, { withoutMerges: true });
  if (!past.ok) return past;
  const inside = new Set(chosen.map(({ sha }) => sha));
  return success({
    base: from,
    window: chosen.map(({ sha }) => sha),
    past: past.value.flatMap(({ sha }) => (inside.has(sha) ? [] : [sha])).slice(0, mostInPast),
    landed: landings(revisions.value, from),
    shallow,
  });
}

/** False for a commit that seems to be older than those before it by more than a day: it may be from after the fault, with what lies below it. */
function isWellDated({ committedAt }: Revision, those: readonly Revision[]): boolean {
  return those.every(other => other.committedAt <= committedAt + millisecondsOfDay);
}

function withoutMerges(revisions: readonly Revision[]): readonly Revision[] {
  return revisions.filter(({ parents }) => parents.length < 2);
}
