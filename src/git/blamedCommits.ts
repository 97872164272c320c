/**
 * The commits that `git blame --line-porcelain` names, line by line; undefined for a line that is older than what it was asked for (a boundary),
 * or that stood at one of these, where a history is `cut` off, already.
 */
export function blamedCommits(output: string, cut: ReadonlySet<string>): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (const line of output.split('\n')) {
    const [, commit] = /^([0-9a-f]{40,64}) \d+ \d+/.exec(line) ?? [];
    if (commit !== undefined) found.push(cut.has(commit) ? undefined : commit);
    else if (line === 'boundary') found[found.length - 1] = undefined;
  }
  return found;
}
