import { isCommitHash } from '../domain/record/commitHash';
import { runGit, type GitLimits } from './runGit';

/** Of some files (relative to the root) those that a commit (a full hash) changed; none where git cannot say. */
export async function changedOf(root: string, sha: string, files: readonly string[], limits: GitLimits): Promise<readonly string[]> {
  if (!isCommitHash(sha)) return [];
  const shape = ['-r', '--root', '--no-commit-id', '--name-only', '-z', '--no-relative', '--no-renames'];
  const listed = await runGit(root, ['diff-tree', ...shape, sha, '--', ...files], limits);
  return listed.ok ? listed.value.split('\0').filter(Boolean) : [];
}
