import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure, success, type Result } from '../domain/result';
import type { Instant } from '../domain/time';
import type { Commit } from './commit';
import { logArguments, LogParser, type LogVisitor } from './logParser';
import { runGit, streamGit, type GitFault, type GitLimits } from './runGit';

/** Which part of the history to list. */
export interface HistoryQuery {
  readonly limit: number;
  readonly skip?: number;
  /** Only commits that touched this path (relative to the repository's root). */
  readonly path?: string;
}

/** A commit by its place in the history alone. */
export interface Revision {
  readonly sha: string;
  /** Milliseconds since 1970. */
  readonly committedAt: number;
  readonly parents: readonly string[];
}

/** Which revisions to list, newest first. */
export interface RevisionQuery {
  /** A name or hash to go back from; HEAD when not given. */
  readonly from?: string;
  readonly limit: number;
  /** Only what was committed until then, and since then; ISO 8601. */
  readonly until?: Instant;
  readonly since?: Instant;
  readonly withoutMerges?: boolean;
  /** Only the line of commits that a branch itself has had, not what was merged into it. */
  readonly firstParent?: boolean;
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

  /** A repository without a work tree in `folder`; undefined when there is none. */
  static async bare(folder: string): Promise<Repository | undefined> {
    const found = await runGit(folder, ['rev-parse', '--is-bare-repository']);
    return found.ok && found.value.trim() === 'true' ? new Repository(path.resolve(folder)) : undefined;
  }

  /** Commits reachable from HEAD, newest first; none in a repository without commits. */
  async history({ limit, skip = 0, path: file }: HistoryQuery, limits?: GitLimits): Promise<Result<readonly Commit[], GitFault>> {
    const range = [`--max-count=${limit}`, `--skip=${skip}`, ...(file === undefined ? [] : ['--follow'])];
    const commits = await this.commits([...range, '--end-of-options', 'HEAD', '--', ...(file === undefined ? [] : [file])], limits);
    return !commits.ok && commits.error.code === 'failed' && !(await this.head()) ? success([]) : commits;
  }

  /** Revisions reachable from a commit, newest first by date; none before the first commit. */
  async revisions(query: RevisionQuery, limits?: GitLimits): Promise<Result<readonly Revision[], GitFault>> {
    const { from = 'HEAD', limit, until, since, withoutMerges = false, firstParent = false } = query;
    const output = await runGit(
      this.root,
      [
        'rev-list',
        '--timestamp',
        '--parents',
        `--max-count=${limit}`,
        ...(until === undefined ? [] : [`--until=${until}`]),
        ...(since === undefined ? [] : [`--since=${since}`]),
        ...(withoutMerges ? ['--no-merges'] : []),
        ...(firstParent ? ['--first-parent'] : []),
        '--end-of-options',
        from,
        '--',
      ],
      limits,
    );
    if (!output.ok) return output.error.code === 'failed' && from === 'HEAD' && !(await this.head()) ? success([]) : output;
    return success(
      output.value
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [seconds = '', sha = '', ...parents] = line.split(' ');
          return { sha, committedAt: Number(seconds) * 1000, parents };
        }),
    );
  }

  /** One commit with the files it changed against its first parent; failed when the repository does not have it. */
  async commit(sha: string, limits?: GitLimits): Promise<Result<Commit, GitFault>> {
    const commits = await this.commits(['--diff-merges=first-parent', '--max-count=1', '--end-of-options', sha, '--'], limits);
    if (!commits.ok) return commits;
    const [commit] = commits.value;
    return commit ? success(commit) : failure({ code: 'failed', exitCode: 0, message: `no commit ${sha}` });
  }

  /**
   * Tells a visitor the named commits in the order of the names, each against its first parent, as git prints them; with `patch` also the
   * lines they changed, without the lines around them. Names are full hashes. Nothing is held but the commit being read.
   */
  async readCommits(
    shas: readonly string[],
    visitor: LogVisitor,
    limits: GitLimits & { readonly patch?: boolean } = {},
  ): Promise<Result<undefined, GitFault>> {
    if (shas.length === 0) return success(undefined);
    const { patch = false, ...rest } = limits;
    const parser = new LogParser(visitor);
    const shape = ['--no-walk=unsorted', '--diff-merges=first-parent', ...(patch ? ['--patch', '--unified=0'] : [])];
    const ended = await streamGit(
      this.root,
      ['log', ...logArguments, ...shape, '--stdin'],
      chunk => {
        parser.take(chunk);
      },
      { maxOutput: Infinity, timeout: 600_000, ...rest, input: `${shas.join('\n')}\n` },
    );
    parser.end();
    return ended;
  }

  private async commits(args: readonly string[], limits?: GitLimits): Promise<Result<readonly Commit[], GitFault>> {
    const commits: Commit[] = [];
    const parser = new LogParser({
      commit: commit => {
        commits.push(commit);
      },
    });
    const ended = await streamGit(
      this.root,
      ['log', ...logArguments, ...args],
      chunk => {
        parser.take(chunk);
      },
      limits,
    );
    parser.end();
    return ended.ok ? success(commits) : ended;
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
