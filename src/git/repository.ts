import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure, success, type Result } from '../domain/result';
import { commitFormat, parseCommits, type Commit } from './commit';
import { runGit, type GitFault, type GitLimits } from './runGit';

/** Which part of the history to list. */
export interface HistoryQuery {
  readonly limit: number;
  readonly skip?: number;
  /** Only commits that touched this path (relative to the repository's root). */
  readonly path?: string;
}

/** A repository's work tree and what Faultline asks of it. */
export class Repository {
  private constructor(readonly root: string) {}

  /** The repository `folder` lies in; undefined when it lies in none or git is not installed. */
  static async find(folder: string): Promise<Repository | undefined> {
    const found = await runGit(folder, ['rev-parse', '--show-toplevel']);
    const root = found.ok ? found.value.replace(/\r?\n$/, '') : '';
    return root === '' ? undefined : new Repository(path.normalize(root));
  }

  /** Commits reachable from HEAD, newest first; none in a repository without commits. */
  async history({ limit, skip = 0, path: file }: HistoryQuery, limits?: GitLimits): Promise<Result<readonly Commit[], GitFault>> {
    const range = [`--max-count=${limit}`, `--skip=${skip}`, ...(file === undefined ? [] : ['--follow'])];
    const output = await runGit(
      this.root,
      [
        'log',
        '-z',
        '--name-status',
        `--format=${commitFormat}`,
        ...range,
        '--end-of-options',
        'HEAD',
        '--',
        ...(file === undefined ? [] : [file]),
      ],
      limits,
    );
    if (!output.ok && output.error.code === 'failed' && !(await this.head())) return success([]);
    return output.ok ? success(parseCommits(output.value)) : output;
  }

  /** One commit with the files it changed against its first parent; failed when the repository does not have it. */
  async commit(sha: string, limits?: GitLimits): Promise<Result<Commit, GitFault>> {
    const output = await runGit(
      this.root,
      [
        'log',
        '-z',
        '--name-status',
        '--diff-merges=first-parent',
        `--format=${commitFormat}`,
        '--max-count=1',
        '--end-of-options',
        sha,
        '--',
      ],
      limits,
    );
    if (!output.ok) return output;
    const [commit] = parseCommits(output.value);
    return commit ? success(commit) : failure({ code: 'failed', exitCode: 0, message: `no commit ${sha}` });
  }

  /** The full hash a name (branch, tag, short hash) stands for; undefined when it stands for no commit. */
  async resolve(name: string): Promise<string | undefined> {
    const output = await runGit(this.root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    return output.ok ? output.value.trim().split('\n').pop() : undefined;
  }

  /** The full hash of HEAD; undefined before the first commit. */
  head(): Promise<string | undefined> {
    return this.resolve('HEAD');
  }

  /** A file's text at a commit; empty when the commit does not have the file. */
  async fileAt(sha: string, file: string): Promise<string> {
    const output = await runGit(this.root, ['cat-file', 'blob', `${sha}:${file}`], { maxOutput: 16 * 1024 * 1024 });
    return output.ok ? output.value : '';
  }

  /** The name and address git would put into a commit; either may be missing. */
  async identity(): Promise<{ readonly name?: string; readonly email?: string }> {
    const [name, email] = await Promise.all(
      ['user.name', 'user.email'].map(async key => {
        const output = await runGit(this.root, ['config', '--get', key]);
        return output.ok ? output.value.trim() : '';
      }),
    );
    return { ...(name && { name }), ...(email && { email }) };
  }

  /**
   * Keeps a folder below the root out of git for this clone alone, through `info/exclude`. Returns true when it was added now,
   * false when it was excluded or tracked already or lies outside.
   */
  async exclude(folder: string): Promise<boolean> {
    const relative = path.relative(this.root, folder).split(path.sep).join('/');
    if (relative === '' || relative.startsWith('..')) return false;
    const located = await runGit(this.root, ['rev-parse', '--git-path', 'info/exclude']);
    if (!located.ok) return false;
    const file = path.resolve(this.root, located.value.trim());
    const known = await readFile(file, 'utf8').catch(() => '');
    const pattern = `/${relative.replace(/[\\*?[\]!# ]/g, '\\$&')}/`;
    if (known.split(/\r?\n/).includes(pattern)) return false;
    const tracked = await runGit(this.root, ['ls-files', '--', relative], { maxOutput: 1024 * 1024 });
    if (tracked.ok && tracked.value !== '') return false;
    await mkdir(path.dirname(file), { recursive: true });
    const gap = known === '' || known.endsWith('\n') ? '' : '\n';
    await writeFile(file, `${known}${gap}# Faultline: incidents are confidential\n${pattern}\n`);
    return true;
  }
}
