import type { Commit } from '../../../src/git/commit';
import type { Repository } from '../../../src/git/repository';
import { windowOf } from '../../../src/review/suspects/window';
import type { SuspectCase } from './cases';
import { HistoryIndex, type Told } from './historyIndex';
import { linksOf, type Link, type LinkKind } from './links';
import { changesProduct, isProduct, tellsFault } from './nonFaults';
import { reportTexts } from './reportText';

const hour = 3_600_000;
const day = 24 * hour;
/** The product's own window. */
const productWindow = { days: 60, commits: 1_000 };
/** The window of the shared sets: never more days or commits than these. */
const sharedWindow = { days: 60, commits: 500 };

/** Which cases to make of a repository's history. */
export interface OwnCaseOptions {
  /** Fixes since this revision; all there are when not given. */
  readonly since?: string;
  /** So many cases at most, the newest. */
  readonly most?: number;
}

/** A case with how it was told; `window` is the product's own, seen from before the fix. */
export interface OwnCase extends SuspectCase {
  readonly links: readonly LinkKind[];
  /** The newest part of `window` that a shared set would have. */
  readonly sharedWindow: readonly string[];
}

/**
 * Cases that a repository tells by itself: each commit whose message names the faulty one, by hash, Change-Id, pull request or another number,
 * in a trailer or in words, or that reverts it and says why. Faults that somebody else can have met only: the culprit is an hour older than
 * the fix at least, and both changed more than comments, tests and documents.
 */
export async function ownCases(repository: Repository, { since, most = Infinity }: OwnCaseOptions): Promise<readonly OwnCase[]> {
  const without = since === undefined ? undefined : await repository.resolve(since);
  if (since !== undefined && without === undefined) throw new Error(`there is no commit “${since}” in ${repository.root}`);
  const index = await HistoryIndex.read(repository);
  const fresh = without === undefined ? undefined : await revisionsSince(repository, without);
  const cases: OwnCase[] = [];
  const seen = new Set<string>();
  for (const fix of index.commits) {
    if (cases.length >= most) break;
    if (fresh?.has(fix.sha) === false || /^(?:Reapply|Reland|Revert "Revert|Merge (?:branch|remote|tag|commit))/i.test(fix.subject))
      continue;
    const links = linksOf(`${fix.subject}\n${fix.body}`);
    const single = links.length === 0 ? undefined : await ownCase(repository, index, fix, links);
    // Told once more by the merge that brought it, or on another branch.
    const key = single === undefined ? '' : `${[...single.culprits].join()} ${single.texts.title}`;
    if (single === undefined || seen.has(key)) continue;
    seen.add(key);
    cases.push(single);
  }
  return cases;
}

async function revisionsSince(repository: Repository, without: string): Promise<ReadonlySet<string>> {
  const revisions = await repository.revisions({ from: `${without}..HEAD`, limit: 1_000_000 }, { timeout: 120_000 });
  if (!revisions.ok) throw new Error(`git: ${JSON.stringify(revisions.error)}`);
  return new Set(revisions.value.map(({ sha }) => sha));
}

async function ownCase(repository: Repository, index: HistoryIndex, fix: Told, links: readonly Link[]): Promise<OwnCase | undefined> {
  const [base] = fix.parents;
  if (base === undefined) return undefined;
  const firstSeen = fix.committedAt;
  const culprits = new Map<string, LinkKind>();
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
