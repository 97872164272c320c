import { sideBySide } from '../../base/sideBySide';
import { changedOf } from '../../git/changedOf';
import type { GitLimits } from '../../git/runGit';
import type { SuspectRanking } from './finder';

/** Commits with more files than are kept that are asked about, and files that are asked for: each commit takes some tenths of a second. */
const [mostCommits, mostFiles] = [20, 50];

/**
 * A ranking in which commits with more files than are kept of them have those that an incident names, too, before all others; what they are
 * scored by stays.
 */
export async function withNamedFiles(
  root: string,
  ranking: SuspectRanking,
  named: readonly string[],
  limits: GitLimits,
): Promise<SuspectRanking> {
  const asked = [...new Set(named)].slice(0, mostFiles);
  const large = ranking.commits.filter(({ moreFiles }) => moreFiles !== undefined).slice(0, mostCommits);
  if (asked.length === 0 || large.length === 0) return ranking;
  const touched = new Map<string, readonly string[]>();
  await sideBySide(large, async ({ sha }) => {
    touched.set(sha, await changedOf(root, sha, asked, limits));
  });
  const commits = ranking.commits.map(commit => {
    const { sha, files, moreFiles = 0 } = commit;
    const first = touched.get(sha) ?? [];
    if (first.length === 0) return commit;
    const all = [...new Set([...first, ...files])];
    return { ...commit, files: all, moreFiles: moreFiles - (all.length - files.length) };
  });
  return { ...ranking, commits };
}
