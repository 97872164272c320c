import { changedFiles, type KnownCommit } from './evidence';

/**
 * Commits, newest first, with the names their files have now: what an older commit did to `old/name` was done to what is called `new/name`
 * since the commit that renamed it. A commit whose files have kept their names is the same object.
 */
export function withCurrentNames(commits: readonly KnownCommit[]): readonly KnownCommit[] {
  if (!commits.some(({ renamed }) => renamed)) return commits;
  const current = new Map<string, string>();
  return commits.map(commit => {
    const nameOf = (path: string): string => current.get(path) ?? path;
    const { files, moved } = commit;
    const named = files.some(path => current.has(path))
      ? { ...commit, files: files.map(nameOf), ...(moved && { moved: moved.map(nameOf) }), changedThen: changedFiles(commit) }
      : commit;
    const renames = (commit.renamed ?? []).map(([path, oldPath]) => [oldPath, current.get(path) ?? path] as const);
    // Before it was given this name, another file may have had it.
    for (const [path] of commit.renamed ?? []) current.delete(path);
    for (const [oldPath, path] of renames) current.set(oldPath, path);
    return named;
  });
}
