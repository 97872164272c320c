import type { Revision } from '../../git/revision';

/** How a commit came into the line of commits that a branch itself has had. */
export interface Landing {
  /** The commit of that line that brought it: itself, or the merge. */
  readonly by: string;
  readonly at: number;
  readonly merged: boolean;
}

/**
 * For each revision of a window when it landed: a commit written long ago and merged just before the fault is as fresh as its merge.
 * `revisions` are those reachable from the first one, with merges, in any order; what lies outside of them is not followed.
 */
export function landings(revisions: readonly Revision[], head: string): ReadonlyMap<string, Landing> {
  const known = new Map(revisions.map(revision => [revision.sha, revision]));
  const line: Revision[] = [];
  for (let next = known.get(head); next; next = known.get(next.parents[0] ?? '')) line.push(next);
  const landed = new Map<string, Landing>(line.map(({ sha, committedAt }) => [sha, { by: sha, at: committedAt, merged: false }]));
  // Oldest merge first: what an earlier merge brought is not brought again by a later one.
  for (const merge of line.toReversed()) {
    const open = merge.parents.slice(1);
    for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
      const revision = known.get(sha);
      if (!revision || landed.has(sha)) continue;
      landed.set(sha, { by: merge.sha, at: merge.committedAt, merged: true });
      open.push(...revision.parents);
    }
  }
  return landed;
}
