import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { runGit, type GitLimits } from './runGit';

/** All files of a thousand commits of a large repository take seconds, and some megabytes. */
const generous = { timeout: 120_000, maxOutput: 512 * 1024 * 1024 };
const changedContents = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /;

/**
 * Of some commits (full hashes) those that touched a file whose contents, before or after, are not at hand, as in a partial clone: their diffs
 * cannot be told, though it was only moved. Git is asked for names alone, because it takes many seconds in a large clone to fail at one that it lacks.
 */
export async function commitsWithoutContents(
  root: string,
  shas: readonly string[],
  limits: GitLimits,
): Promise<Result<ReadonlySet<string>, GitFault>> {
  const ask = (args: readonly string[], input: readonly string[]): Promise<Result<string, GitFault>> =>
    runGit(root, [...args, '--stdin'], { ...generous, ...limits, input: `${input.join('\n')}\n` });
  const listed = await ask(
    ['rev-list', '--objects', '--no-object-names', '--missing=print', '--no-walk'],
    shas.flatMap(sha => [sha, `${sha}^@`]),
  );
  if (!listed.ok) return listed;
  const missing = new Set([...listed.value.matchAll(/^\?([0-9a-f]+)$/gm)].map(([, id = '']) => id));
  if (missing.size === 0) return success(missing);
  const changed = await ask(['diff-tree', '-r', '--root', '--no-abbrev', '--no-renames'], shas);
  if (!changed.ok) return changed;
  const lacking = new Set<string>();
  let commit = '';
  for (const line of changed.value.split('\n')) {
    const [, before = '', after = ''] = changedContents.exec(line) ?? [];
    if (before === '') commit = line;
    else if (missing.has(before) || missing.has(after)) lacking.add(commit);
  }
  return success(lacking);
}
