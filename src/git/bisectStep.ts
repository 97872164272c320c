import { failure, success, type Result } from '../domain/foundation/result';
import type { NamedCommit } from './bisectLog';
import type { GitFault } from './gitFault';
import { runGit, type GitLimits } from './runGit';

/** What is known of the commits between: all full hashes. */
export interface Known {
  readonly bad: string;
  /** The end of the search that works; `bad` need not descend from it. */
  readonly good: string;
  /** What was found to work besides. */
  readonly goods: readonly string[];
  readonly skipped: ReadonlySet<string>;
}

/** The commit to test next, with about how many tests are left after it, or the end: what may be the first bad commit. */
export type Step =
  /** A fork must work, or what is looked for is no change on the way to the bad commit but was mended on the way to the good one. */
  | { readonly type: 'test'; readonly sha: string; readonly stepsLeft: number; readonly isFork: boolean }
  | { readonly type: 'end'; readonly among: readonly string[] };

/** Nothing lies between: the good commits contain the bad one. */
export type StepFault = GitFault | { readonly code: 'nothingBetween' };

/**
 * Which commit is to be tested next: a fork first, then what halves the rest best. A fork that was skipped may carry the fault itself, whatever is
 * found behind it, unless a commit that descends from it works: it stays among what is left at the end. `git bisect` warns of that and goes on
 * as if it worked.
 */
export async function nextBisectStep(root: string, known: Known, limits: GitLimits): Promise<Result<Step, StepFault>> {
  const forks = await openForks(root, known, limits);
  if (!forks.ok) return forks;
  const half = await halve(root, known, limits);
  if (!half.ok) return half;
  const stepsLeft = half.value.type === 'test' ? half.value.stepsLeft : 0;
  const fork = forks.value.find(sha => !known.skipped.has(sha));
  if (fork !== undefined) return success({ type: 'test', sha: fork, stepsLeft, isFork: true });
  return half.value.type === 'end' ? success({ type: 'end', among: [...half.value.among, ...forks.value] }) : half;
}

/**
 * The commit that halves what is left best, as git reckons it (`rev-list --bisect-vars`). Nothing but hashes and counts is read. Where it was
 * skipped, another one is taken from the list of all, best first, twice as far down with each skip: what cannot be tested lies together.
 */
async function halve(root: string, { bad, good, goods, skipped }: Known, limits: GitLimits): Promise<Result<Step, StepFault>> {
  const range = ['--end-of-options', bad, ...[good, ...goods].map(sha => `^${sha}`), '--'];
  const asked = await runGit(root, ['rev-list', '--bisect-vars', ...range], limits);
  // Where there is nothing to reckon with, git ends with 1 and says nothing.
  if (!asked.ok) return asked.error.code === 'failed' && asked.error.exitCode === 1 ? failure({ code: 'nothingBetween' }) : asked;
  const [, sha] = /^bisect_rev='?([0-9a-f]{40,64})'?$/m.exec(asked.value) ?? [];
  if (sha === undefined) return failure({ code: 'nothingBetween' });
  const [, steps = '0'] = /^bisect_steps=(\d+)$/m.exec(asked.value) ?? [];
  if (sha === bad) return success({ type: 'end', among: [bad] });
  if (!skipped.has(sha)) return success({ type: 'test', sha, stepsLeft: Number(steps), isFork: false });
  const listed = await runGit(root, ['rev-list', '--bisect-all', ...range], limits);
  if (!listed.ok) return listed;
  const all = [...listed.value.matchAll(/^[0-9a-f]{40,64}/gm)].map(([found]) => found);
  const open = all.filter(found => found !== bad && !skipped.has(found));
  const skips = all.filter(found => skipped.has(found)).length;
  const next = open[Math.min(open.length - 1, 2 ** Math.min(skips, 20) - 2)];
  return success(next === undefined ? { type: 'end', among: all } : { type: 'test', sha: next, stepsLeft: Number(steps), isFork: false });
}

/**
 * The commits where the ways to both ends part, where neither way leads through the other, and of which nobody knows that they work; none
 * where `good` lies before `bad`.
 */
async function openForks(root: string, { bad, good, goods }: Known, limits: GitLimits): Promise<Result<readonly string[], GitFault>> {
  const output = await runGit(root, ['merge-base', '--all', '--end-of-options', good, bad], limits);
  // Without a common commit git ends with 1 and says nothing.
  if (!output.ok && !(output.error.code === 'failed' && output.error.exitCode === 1)) return output;
  const open: string[] = [];
  for (const fork of output.ok ? output.value.split('\n') : []) {
    if (fork === '' || fork === good) continue;
    const unknown = await runGit(
      root,
      ['rev-list', '--max-count=1', '--end-of-options', fork, ...goods.map(sha => `^${sha}`), '--'],
      limits,
    );
    if (!unknown.ok) return unknown;
    if (unknown.value !== '') open.push(fork);
  }
  return success(open);
}

/** Commits with the first lines of their messages, which are data and nothing else. */
export async function namedCommits(
  root: string,
  shas: readonly string[],
  limits: GitLimits,
): Promise<Result<readonly NamedCommit[], GitFault>> {
  const output = await runGit(
    root,
    [
      'log',
      '-z',
      '--no-walk=unsorted',
      '--encoding=UTF-8',
      '--no-color',
      '--no-show-signature',
      '--no-patch',
      '--format=%H%x00%s',
      '--stdin',
    ],
    { ...limits, input: shas.map(sha => `${sha}\n`).join('') },
  );
  if (!output.ok) return output;
  const fields = output.value.split('\0');
  const subjects = new Map<string, string>();
  for (let at = 0; at + 1 < fields.length; at += 2) subjects.set(fields[at] ?? '', fields[at + 1] ?? '');
  return success(shas.map(sha => ({ sha, subject: subjects.get(sha) ?? '' })));
}
