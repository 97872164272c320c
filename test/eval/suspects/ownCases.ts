import type { Commit } from '../../../src/git/commit';
import type { Repository } from '../../../src/git/repository';
import { blamesOf } from '../../../src/review/suspects/blames';
import { withoutTrailers } from '../../../src/review/suspects/commitDocument';
import { windowOf } from '../../../src/review/suspects/inquest';
import type { SuspectCase } from './cases';

/** Commits since a revision that are looked through. */
const mostCommits = 20_000;

/**
 * Cases that a repository tells by itself: each commit since `since` whose message names the faulty one (`Fixes:`, a revert). The report is
 * its message without what gives the answer away; the window is the product's own, seen from before the fix.
 */
export async function ownCases(repository: Repository, since: string): Promise<readonly SuspectCase[]> {
  const without = await repository.resolve(since);
  if (without === undefined) throw new Error(`there is no commit “${since}” in ${repository.root}`);
  const fixes = await repository.history({ limit: mostCommits, without }, { timeout: 600_000, maxOutput: 1024 * 1024 * 1024 });
  if (!fixes.ok) throw new Error(`git: ${JSON.stringify(fixes.error)}`);
  const cases: SuspectCase[] = [];
  for (const fix of fixes.value) {
    const single = await ownCase(repository, fix);
    if (single) cases.push(single);
  }
  return cases;
}

async function ownCase(repository: Repository, fix: Commit): Promise<SuspectCase | undefined> {
  const [base] = fix.parents;
  const named = blamesOf(fix.body);
  if (base === undefined || named.length === 0) return undefined;
  const culprits: Commit[] = [];
  for (const name of named) {
    const sha = await repository.resolve(name);
    const commit = sha === undefined ? undefined : await repository.commit(sha);
    if (commit?.ok === true) culprits.push(commit.value);
  }
  const window = await windowOf(repository, fix.committedAt, { days: 60, commits: 1_000, from: base });
  const shas = new Set(culprits.map(({ sha }) => sha));
  if (!window.ok || !window.value.window.some(sha => shas.has(sha))) return undefined;
  const title = withoutAnswer(fix.subject, culprits);
  const report = `${title}\n${withoutAnswer(withoutTrailers(fix.body), culprits)}`;
  return {
    fix: fix.sha,
    base,
    firstSeen: Date.parse(fix.committedAt),
    texts: { title, report_text: report, symptom_text: report },
    window: window.value.window,
    culprits: shas,
  };
}

/** A message without hashes, the culprit's subject, and the sentence that names it. */
function withoutAnswer(text: string, culprits: readonly Commit[]): string {
  const withoutSubjects = culprits.reduce((rest, { subject }) => rest.split(subject).join(' '), text);
  return withoutSubjects
    .replace(/^Revert\s+"?\s*"?/i, '')
    .replace(/this reverts commit[^.\n]*\.?/gi, '')
    .replace(/\b[0-9a-f]{7,64}\b/g, '')
    .replace(/\(\s*["']{0,2}\s*["']{0,2}\s*\)/g, '')
    .trim();
}
