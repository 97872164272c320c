import type { Commit } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { windowOf } from '../suspects/window';
import type { SuspectCase } from './suspectCase';
import type { HistoryIndex, Told } from './historyIndex';
import type { NamedCulprit, NamedBy } from './namedCulprits';
import { changesProduct, isProduct, tellsFault } from './nonFaults';
import { reportTexts } from './reportText';

const hour = 3_600_000;
const day = 24 * hour;
/** The product's own window. */
const productWindow = { days: 60, commits: 1_000 };
/** The window of the shared sets: never more days or commits than these. */
const sharedWindow = { days: 60, commits: 500 };

/** Which cases to make of a history. */
export interface OwnCaseOptions {
  /** The fixes to make them of, by their full hashes; all there are when not given. */
  readonly among?: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
  /** Hears, before each fix is looked at, how many are behind, of all. */
  readonly onFix?: (done: number, of: number) => void;
}

/** A case with how it was told; `window` is the product's own, seen from before the fix. */
export interface OwnCase extends SuspectCase {
  readonly links: readonly NamedBy[];
  /** The newest part of `window` that a shared set would have. */
  readonly sharedWindow: readonly string[];
}

/**
 * Cases that a repository tells by itself, newest first: each commit whose message names the faulty one, by hash, Change-Id, pull request or
 * another number, in a trailer or in words, or that reverts it and says why. Faults that somebody else can have met only: the culprit is an hour
 * older than the fix at least, and both changed more than comments, tests and documents.
 */
export async function* ownCases(
  repository: Repository,
  index: HistoryIndex,
  { among, signal, onFix }: OwnCaseOptions = {},
): AsyncGenerator<OwnCase> {
  const seen = new Set<string>();
  for (const [at, { fix, links }] of index.naming.entries()) {
    if (signal?.aborted === true) return;
    onFix?.(at, index.naming.length);
    if (among?.has(fix.sha) === false || /^(?:Reapply|Reland|Revert "Revert|Merge (?:branch|remote|tag|commit))/i.test(fix.subject))
      continue;
    const single = await ownCase(repository, index, fix, links);
    // Told once more by the merge that brought it, or on another branch.
    const key = single === undefined ? '' : `${[...single.culprits].join()} ${single.texts.title}`;
    if (single === undefined || seen.has(key)) continue;
    seen.add(key);
    yield single;
  }
}

async function ownCase(
  repository: Repository,
  index: HistoryIndex,
  fix: Told,
  links: readonly NamedCulprit[],
): Promise<OwnCase | undefined> {
  const [base] = fix.parents;
  if (base === undefined) return undefined;
  const firstSeen = fix.committedAt;
  const culprits = new Map<string, NamedBy>();
  for (const link of links) for (const sha of await index.resolve(link, fix)) if (!culprits.has(sha)) culprits.set(sha, link.kind);
  const old = [...culprits.keys()].flatMap(sha => index.told(sha) ?? []).filter(({ committedAt }) => firstSeen - committedAt >= hour);
  if (old.length === 0) return undefined;
  const texts = reportTexts(fix, old);
  if (
    !tellsFault(
      fix.subject,
      texts,
      links.some(({ kind }) => kind === 'revert'),
    )
  )
    return undefined;
  const changing = await productCommits(repository, old);
  if (changing.length === 0 || !(await changesProduct(repository, fix.sha))) return undefined;
  const found = await windowOf(repository, new Date(firstSeen).toISOString(), { ...productWindow, from: base });
  const window = found.ok ? found.value.window : [];
  if (!window.some(sha => changing.includes(sha))) return undefined;
  const since = firstSeen - sharedWindow.days * day;
  return {
    fix: fix.sha,
    base,
    firstSeen,
    texts,
    window,
    sharedWindow: window.slice(0, sharedWindow.commits).filter(sha => (index.told(sha)?.committedAt ?? 0) >= since),
    culprits: new Set(changing),
    links: [...new Set(changing.flatMap(sha => culprits.get(sha) ?? []))],
  };
}

/** The hashes of those commits that changed more than tests and documents. */
async function productCommits(repository: Repository, commits: readonly Told[]): Promise<readonly string[]> {
  const changing: string[] = [];
  const commit = ({ sha, files }: Commit): void => {
    if (files.some(({ path }) => isProduct(path))) changing.push(sha);
  };
  const read = await repository.readCommits(
    commits.map(({ sha }) => sha),
    { commit },
    { patch: false },
  );
  return read.ok ? changing : [];
}
