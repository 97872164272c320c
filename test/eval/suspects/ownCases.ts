import type { Commit } from '../../../src/git/commit';
import type { Repository } from '../../../src/git/repository';
import { blamesOf } from '../../../src/review/suspects/blames';
import { kindOfPath, withoutTrailers } from '../../../src/review/suspects/commitDocument';
import { windowOf } from '../../../src/review/suspects/window';
import type { SuspectCase } from './cases';
import { symptomsOf } from './symptoms';

/** Commits that are read in one go. */
const portion = 500;
const hour = 3_600_000;
const day = 24 * hour;

/** Which cases to make of a repository's history. */
export interface OwnCaseOptions {
  /** Fixes since this revision; all there are when not given. */
  readonly since?: string;
  /** So many fixes at most, evenly over the history. */
  readonly most?: number;
  /** The window: never more days or commits than these; the product's own window when not given. */
  readonly within?: { readonly days: number; readonly commits: number };
}

/**
 * Cases that a repository tells by itself: each commit whose message names the faulty one (`Fixes:`, a revert). The report is
 * its message without what gives the answer away; the window is seen from before the fix. Faults that somebody else can have
 * met only: the culprit is an hour older than the fix at least, and changed more than tests and documents.
 */
export async function ownCases(
  repository: Repository,
  { since, most = Infinity, within }: OwnCaseOptions,
): Promise<readonly SuspectCase[]> {
  const without = since === undefined ? undefined : await repository.resolve(since);
  if (since !== undefined && without === undefined) throw new Error(`there is no commit “${since}” in ${repository.root}`);
  const fixes = await fixesSince(repository, without);
  const every = Math.max(1, fixes.length / most);
  const cases: SuspectCase[] = [];
  for (let at = 0; at < fixes.length; at += every) {
    const fix = fixes[Math.floor(at)];
    const single = fix && (await ownCase(repository, fix, within));
    if (single) cases.push(single);
  }
  return cases;
}

/** The commits that name a faulty one, newest first. */
async function fixesSince(repository: Repository, without: string | undefined): Promise<readonly Commit[]> {
  const fixes: Commit[] = [];
  for (let skip = 0; ; skip += portion) {
    const commits = await repository.history({ limit: portion, skip, ...(without !== undefined && { without }) }, { timeout: 120_000 });
    if (!commits.ok) throw new Error(`git: ${JSON.stringify(commits.error)}`);
    if (commits.value.length === 0) return fixes;
    fixes.push(...commits.value.filter(({ body, parents }) => parents.length === 1 && blamesOf(body).length > 0));
  }
}

async function ownCase(repository: Repository, fix: Commit, within: OwnCaseOptions['within']): Promise<SuspectCase | undefined> {
  const [base] = fix.parents;
  if (base === undefined) return undefined;
  const firstSeen = Date.parse(fix.committedAt);
  const culprits: Commit[] = [];
  for (const name of blamesOf(fix.body)) {
    const sha = await repository.resolve(name);
    const commit = sha === undefined ? undefined : await repository.commit(sha);
    if (commit?.ok === true && mayBeMet(commit.value, firstSeen)) culprits.push(commit.value);
  }
  const shas = new Set(culprits.map(({ sha }) => sha));
  const window = shas.size === 0 ? [] : await windowBefore(repository, fix, base, within);
  if (!window.some(sha => shas.has(sha))) return undefined;
  const title = withoutAnswer(fix.subject, culprits);
  const body = withoutAnswer(withoutTrailers(fix.body), culprits);
  return {
    fix: fix.sha,
    base,
    firstSeen,
    texts: { title, report_text: `${title}\n${body}`, symptom_text: symptomsOf(title, body) },
    window,
    culprits: shas,
  };
}

function mayBeMet({ committedAt, files }: Commit, firstSeen: number): boolean {
  return firstSeen - Date.parse(committedAt) >= hour && files.some(({ path }) => kindOfPath(path) === 'code');
}

async function windowBefore(
  repository: Repository,
  fix: Commit,
  base: string,
  within: OwnCaseOptions['within'],
): Promise<readonly string[]> {
  if (within === undefined) {
    const window = await windowOf(repository, fix.committedAt, { days: 60, commits: 1_000, from: base });
    return window.ok ? window.value.window : [];
  }
  const since = new Date(Date.parse(fix.committedAt) - within.days * day).toISOString();
  const revisions = await repository.revisions({ from: base, since, limit: within.commits, withoutMerges: true });
  return revisions.ok ? revisions.value.map(({ sha }) => sha) : [];
}

/** A message without hashes, the culprit's subject, and the sentence that names it. */
function withoutAnswer(text: string, culprits: readonly Commit[]): string {
  const withoutSubjects = culprits.reduce((rest, { subject }) => rest.split(subject).join(' '), text);
  return withoutSubjects
    .replace(/^Revert\s+"?\s*"?/i, '')
    .replace(/\(cherry picked from [^)\n]*\)|^Conflicts:\n(?:\s+.*\n?)*/gim, '')
    .replace(/this reverts commit[^.\n]*\.?/gi, '')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/\b[0-9a-f]{7,64}\b/g, '')
    .replace(/\(\s*["']{0,2}\s*["']{0,2}\s*\)/g, '')
    .trim();
}
