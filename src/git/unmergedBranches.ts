import { millisecondsOf, type Branch } from './revision';
import { runGit, type GitLimits } from './runGit';

/** Branches, here and of remotes, with commits that `HEAD` does not have, the freshest first; of equal ones the local name. */
export async function unmergedBranches(root: string, most: number, limits?: GitLimits): Promise<readonly Branch[]> {
  const format = '--format=%(refname)%00%(objectname)%00%(committerdate:unix)';
  const output = await runGit(
    root,
    ['for-each-ref', '--no-merged=HEAD', '--sort=-committerdate', `--count=${2 * most}`, format, 'refs/heads', 'refs/remotes'],
    limits,
  );
  const branches = new Map<string, Omit<Branch, 'subject'>>();
  for (const line of output.ok ? output.value.split('\n') : []) {
    const [ref = '', sha = '', seconds = ''] = line.split('\0');
    const name = ref.replace(/^refs\/(?:heads|remotes)\//, '');
    if (sha === '' || ref.endsWith('/HEAD') || (branches.has(sha) && !ref.startsWith('refs/heads/'))) continue;
    branches.set(sha, { name, sha, committedAt: millisecondsOf(seconds) });
  }
  const chosen = [...branches.values()].slice(0, most);
  const subjects = await subjectsOf(
    root,
    chosen.map(({ sha }) => sha),
    limits,
  );
  return chosen.map(branch => ({ ...branch, subject: subjects.get(branch.sha) ?? '' }));
}

/** The first lines of commits' messages, in UTF-8 whatever they were written in. */
async function subjectsOf(root: string, shas: readonly string[], limits?: GitLimits): Promise<ReadonlyMap<string, string>> {
  if (shas.length === 0) return new Map();
  const shape = ['log', '--no-walk=unsorted', '--format=%H%x00%s', '--stdin'];
  const output = await runGit(root, shape, { ...limits, input: `${shas.join('\n')}\n` });
  return new Map(
    (output.ok ? output.value.split('\n') : []).map(line => [line.slice(0, line.indexOf('\0')), line.slice(line.indexOf('\0') + 1)]),
  );
}
