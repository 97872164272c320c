import { failure, success, type Result } from '../domain/result';
import type { NamedCommit } from './bisectLog';
import type { GitFault } from './gitFault';
import { runGit, type GitLimits } from './runGit';

/** What is known of the commits between: all full hashes. */
export interface Known {
  readonly bad: string;
  readonly goods: readonly string[];
  readonly skipped: ReadonlySet<string>;
}

/** The commit to test next, with about how many tests are left after it, or the end: what may be the first bad commit. */
export type Step =
  { readonly type: 'test'; readonly sha: string; readonly stepsLeft: number } | { readonly type: 'end'; readonly among: readonly string[] };

/** Nothing lies between: the good commits contain the bad one. */
export type StepFault = GitFault | { readonly code: 'nothingBetween' };

/**
 * Which commit halves what is left best, as git reckons it (`rev-list --bisect-vars`). Nothing but hashes and counts is read. Where it was
 * skipped, another one is taken from the list of all, best first, twice as far down with each skip: what cannot be tested lies together.
 */
export async function nextStep(root: string, { bad, goods, skipped }: Known, limits: GitLimits): Promise<Result<Step, StepFault>> {
  const range = ['--end-of-options', bad, ...goods.map(sha => `^${sha}`), '--'];
  const asked = await runGit(root, ['rev-list', '--bisect-vars', ...range], limits);
  // Where there is nothing to reckon with, git ends with 1 and says nothing.
  if (!asked.ok) return asked.error.code === 'failed' && asked.error.exitCode === 1 ? failure({ code: 'nothingBetween' }) : asked;
  const [, sha] = /^bisect_rev='?([0-9a-f]{40,64})'?$/m.exec(asked.value) ?? [];
  if (sha === undefined) return failure({ code: 'nothingBetween' });
  const [, steps = '0'] = /^bisect_steps=(\d+)$/m.exec(asked.value) ?? [];
  if (sha === bad) return success({ type: 'end', among: [bad] });
  if (!skipped.has(sha)) return success({ type: 'test', sha, stepsLeft: Number(steps) });
  const listed = await runGit(root, ['rev-list', '--bisect-all', ...range], limits);
  if (!listed.ok) return listed;
  const all = [...listed.value.matchAll(/^[0-9a-f]{40,64}/gm)].map(([found]) => found);
  const open = all.filter(found => found !== bad && !skipped.has(found));
  const skips = all.filter(found => skipped.has(found)).length;
  const next = open[Math.min(open.length - 1, 2 ** Math.min(skips, 20) - 2)];
  return success(next === undefined ? { type: 'end', among: all } : { type: 'test', sha: next, stepsLeft: Number(steps) });
}

/** The commits where the ways to two others part, where neither way leads through the other; none where `good` lies before `bad`. */
export async function forks(root: string, good: string, bad: string, limits: GitLimits): Promise<Result<readonly string[], GitFault>> {
  const output = await runGit(root, ['merge-base', '--all', good, bad], limits);
  // Without a common commit git ends with 1 and says nothing.
  if (!output.ok && !(output.error.code === 'failed' && output.error.exitCode === 1)) return output;
  return success((output.ok ? output.value.split('\n') : []).filter(sha => sha !== '' && sha !== good));
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
