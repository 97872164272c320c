import { withCurrentNames } from './currentNames';
import { mean, type KnownCommit } from './evidence';
import { ownWeights } from './weights';

/** Culprits below which nothing is learnt: a few faults may lie anywhere. */
const leastCulprits = 10;
/** Made-up culprits spread as the commits are: how strongly what is learnt is held to what was known before. */
const hold = 30;
/** What it must have won on the average culprit, as a logarithm of odds. */
const leastGain = 0.1;

/**
 * Learns where in this repository faults are caused more often than commits are made: from the commits that were named as the cause (`Fixes:`
 * trailers, reverts, confirmed links of completed incidents). Gives for a commit the logarithm of odds that this adds: the mean over the
 * folders it touches, by the names these have now (the commits that are known come newest first, with the names of their time). Nothing leaves the machine, and nothing but counts by folder is learnt; undefined when there is too little, or when it
 * would not have helped to find the culprits that are known.
 */
export function learntFrom(read: readonly KnownCommit[], confirmed: readonly string[]): ((commit: KnownCommit) => number) | undefined {
  const known = withCurrentNames(read);
  const named = known.flatMap(({ blames = [] }) => blames);
  const culprits = namedCommits(known, [...named, ...confirmed]);
  if (culprits.length < leastCulprits) return undefined;
  const commits = countByFolder(known);
  const caused = countByFolder(culprits);
  const ratioOf = (folder: string, without: number): number => {
    const usual = (commits.get(folder) ?? 0) / known.length;
    if (usual === 0) return 0;
    return Math.log(((caused.get(folder) ?? 0) - without + hold * usual) / (culprits.length - without + hold) / usual);
  };
  const meanOf = (commit: KnownCommit, without: number): number => mean([...foldersOf(commit)].map(folder => ratioOf(folder, without)));
  // Would it have helped with each of them, learnt from the others? Where it would not, nothing is learnt.
  if (mean(culprits.map(culprit => meanOf(culprit, 1))) < leastGain) return undefined;
  return commit => ownWeights.learnt * meanOf(commit, 0);
}

/** The known commits among some hashes, which may be shortened. Each is counted once. */
function namedCommits(known: readonly KnownCommit[], names: readonly string[]): readonly KnownCommit[] {
  const wanted = new Map<string, Set<string>>();
  for (const name of names) {
    const beginning = name.slice(0, 7);
    wanted.set(beginning, (wanted.get(beginning) ?? new Set()).add(name));
  }
  return known.filter(({ sha }) => [...(wanted.get(sha.slice(0, 7)) ?? [])].some(name => sha.startsWith(name)));
}

function countByFolder(commits: readonly KnownCommit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const commit of commits) for (const folder of foldersOf(commit)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

function foldersOf({ files }: KnownCommit): ReadonlySet<string> {
  return new Set(files.map(path => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
}
