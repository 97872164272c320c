import path from 'node:path';
import { blamedCommits, type BlamedLine } from './blamedCommits';
import { cutOffIn } from './cutOff';
import { failure, success, type Result } from '../domain/foundation/result';
import { isCommitHash } from '../domain/record/commitHash';
import type { Commit } from './commit';
import { isMissingObject, isNoPlace, isNoRepository, type GitFault, type RepositoryFault } from './gitFault';
import { logArguments, LogParser, type LogVisitor } from './logParser';
import { FileLists } from './fileLists';
import { withFunctionHeads } from './functionHeads';
import { millisecondsOf, type Branch, type HistoryQuery, type Revision, type RevisionQuery } from './revision';
import { unmergedBranches } from './unmergedBranches';
import { identityIn, type Identity } from './identity';
import { runGit, streamGit, type GitLimits } from './runGit';
import { UnshownFiles } from './unshownFiles';

/** Bytes of one reading of the history with its patches. */
const mostHistory = 4 * 1024 ** 3;
// A file that was moved is told by both of its names: to find out that it was takes seconds for each branch of years.
const changedPaths = ['diff', '--name-only', '-z', '--no-relative', '--no-renames'] as const;

/** A repository's work tree and what Faultline asks of it. */
export class Repository {
  private readonly lists = new FileLists();
  private shallow: Promise<string | undefined> | undefined;

  private constructor(
    readonly root: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /** True once lists of files had to do without contents that are missing: a file that was renamed and changed then stands there as two. */
  get lacksContents(): boolean {
    return this.lists.lackContents;
  }

  /** True where the last list of commits came without their files, because their folders are missing (a clone without trees). */
  get lacksFolders(): boolean {
    return this.lists.lackFolders;
  }

  /** The repository `folder` lies in, or why there is none to be had. */
  static async find(folder: string): Promise<Result<Repository, RepositoryFault>> {
    // The one time that git looks in the folders above: from then on the root is known.
    const found = await runGit(folder, ['rev-parse', '--show-toplevel'], { env: { GIT_CEILING_DIRECTORIES: '' } });
    if (found.ok) return success(new Repository(path.normalize(found.value.replace(/\r?\n$/, ''))));
    return isNoRepository(found.error) ? failure({ code: 'noRepository' }) : found;
  }

  /** The repository without a work tree that `folder` is known to be; `noRepository` when it is none. */
  static async bare(folder: string): Promise<Result<Repository, RepositoryFault>> {
    const root = path.resolve(folder);
    const env = { GIT_DIR: root };
    const found = await runGit(root, ['rev-parse', '--is-bare-repository'], { env });
    if (!found.ok) return isNoRepository(found.error) ? failure({ code: 'noRepository' }) : found;
    return found.value.trim() === 'true' ? success(new Repository(root, env)) : failure({ code: 'noRepository' });
  }

  /** Commits reachable from HEAD, newest first; none in a repository without commits. */
  async history({ limit, skip = 0, path: file, without }: HistoryQuery, limits?: GitLimits): Promise<Result<readonly Commit[], GitFault>> {
    const range = [`--max-count=${limit}`, `--skip=${skip}`, ...(file === undefined ? [] : ['--follow'])];
    const commits = await this.commits(
      [...range, 'HEAD', ...(without === undefined ? [] : [`^${without}`]), '--', ...(file === undefined ? [] : [file])],
      limits,
    );
    return !commits.ok && (await this.isUnborn()) ? success([]) : commits;
  }

  /** Revisions reachable from a commit, newest first by date; none before the first commit. */
  async revisions(query: RevisionQuery, limits?: GitLimits): Promise<Result<readonly Revision[], GitFault>> {
    const { from = 'HEAD', limit, until, withoutMerges = false, firstParent = false } = query;
    const output = await this.run(
      [
        'rev-list',
        '--timestamp',
        '--parents',
        `--max-count=${limit}`,
        ...(until === undefined ? [] : [`--until=${until}`]),
        ...(withoutMerges ? ['--no-merges'] : []),
        ...(firstParent ? ['--first-parent'] : []),
        '--end-of-options',
        from,
        '--',
      ],
      limits,
    );
    if (!output.ok) return from === 'HEAD' && (await this.isUnborn()) ? success([]) : output;
    return success(
      output.value
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [seconds = '', sha = '', ...parents] = line.split(' ');
          return { sha, committedAt: millisecondsOf(seconds), parents };
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
   * Tells a visitor the named commits in the order of the names, each against its first parent, as git prints them; with `patch` also the lines
   * they changed, without those around them, and unless `unnamed` the functions. Names are full hashes. Nothing is held but the commit being read.
   * Where contents of files are missing (a partial clone), lists of files are told all the same, some commits maybe twice, and none where folders are
   * missing, too; with `patch` it fails at the first commit that cannot be told. A commit that changed a text file which is called binary is told once
   * more at the end, with all its lines. Where `files` are given, by all names that they have in it, nothing else of a commit is told.
   */
  async readCommits(
    shas: readonly string[],
    visitor: LogVisitor,
    { patch, files = [], ...rest }: GitLimits & { readonly patch: boolean | 'unnamed'; readonly files?: readonly string[] },
  ): Promise<Result<undefined, GitFault>> {
    if (shas.length === 0) return success(undefined);
    const shape = ['--no-walk=unsorted', '--diff-merges=first-parent', ...(patch ? ['--patch', '--unified=0'] : [])];
    const reading = { maxOutput: mostHistory, timeout: 600_000, ...rest };
    const read = (
      of: readonly string[],
      told: LogVisitor,
      limits: GitLimits,
      options: readonly string[],
    ): Promise<Result<undefined, GitFault>> =>
      this.log([...options, ...shape, '--stdin', '--', ...files], told, { ...reading, ...limits, input: `${of.join('\n')}\n` });
    if (!patch) return this.lists.ask(options => read(shas, visitor, {}, options));
    return withFunctionHeads(patch !== 'unnamed', async settings => {
      if (settings.length === 0) visitor.unnamed?.();
      const unshown = new UnshownFiles(visitor);
      const ended = await read(shas, unshown, { settings }, this.lists.options);
      const again = ended.ok ? await unshown.commitsOfText(this.root, this.within(rest)) : [];
      return again.length === 0 ? ended : read(again, visitor, { settings }, [...this.lists.options, '--text']);
    });
  }

  private async commits(args: readonly string[], limits?: GitLimits): Promise<Result<readonly Commit[], GitFault>> {
    return this.lists.ask(async options => {
      const commits: Commit[] = [];
      const commit = (told: Commit): void => void commits.push(told);
      const ended = await this.log([...options, ...args], { commit }, limits);
      return ended.ok ? success(commits) : ended;
    });
  }

  private async log(args: readonly string[], visitor: LogVisitor, limits?: GitLimits): Promise<Result<undefined, GitFault>> {
    const parser = new LogParser(visitor);
    const ended = await streamGit(
      this.root,
      ['log', ...logArguments, ...args],
      chunk => {
        parser.take(chunk);
      },
      this.within(limits),
    );
    parser.end();
    return ended;
  }

  private run(args: readonly string[], limits?: GitLimits): Promise<Result<string, GitFault>> {
    return runGit(this.root, args, this.within(limits));
  }

  private within(limits: GitLimits = {}): GitLimits {
    return { ...limits, env: { ...this.env, ...limits.env } };
  }

  /** The paths a command prints with `-z`. */
  private async listed(args: readonly string[], limits?: GitLimits): Promise<Result<readonly string[], GitFault>> {
    const output = await this.run(args, limits);
    return output.ok ? success(output.value.split('\0').filter(Boolean)) : output;
  }

  /** The same; none when it fails. */
  private async paths(args: readonly string[], limits?: GitLimits): Promise<readonly string[]> {
    const listed = await this.listed(args, limits);
    return listed.ok ? listed.value : [];
  }

  /** The full hash a name (branch, tag, short hash) stands for; undefined when it stands for no commit. */
  async resolve(name: string): Promise<string | undefined> {
    const output = await this.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    return output.ok ? output.value.trim() : undefined;
  }

  /** The full hash of HEAD; undefined before the first commit. */
  head(): Promise<string | undefined> {
    return this.resolve('HEAD');
  }

  /** True before the first commit of a branch; false where git cannot say. */
  private async isUnborn(): Promise<boolean> {
    const head = await this.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
    return !head.ok && head.error.code === 'failed' && head.error.exitCode === 1 && head.error.message === '';
  }

  /** A file's text at a commit; empty when the commit does not have the file. */
  async fileAt(sha: string, file: string, limits?: GitLimits): Promise<Result<string, GitFault>> {
    const output = await this.run(['cat-file', 'blob', '--end-of-options', `${sha}:${file}`], { maxOutput: 16 * 1024 * 1024, ...limits });
    return output.ok || output.error.code !== 'failed' || isMissingObject(output.error) ? output : success('');
  }

  /**
   * What git keeps of a file in the middle of a merge or rebase: its text where both sides began, on ours and on theirs, as far as it was there.
   * None where it is not in conflict. `file` is relative to the root.
   */
  async unmergedTexts(file: string, limits?: GitLimits): Promise<Result<readonly string[], GitFault>> {
    const listed = await this.run(['ls-files', '--unmerged', '-z', '--', file], limits);
    if (!listed.ok) return listed;
    const texts: string[] = [];
    for (const [, sha = ''] of listed.value.matchAll(/(?:^|\0)\d+ ([0-9a-f]+) [123]\t/g)) {
      const text = await this.run(['cat-file', 'blob', sha], limits);
      if (!text.ok) return text;
      texts.push(text.value);
    }
    return success(texts);
  }

  /** The paths of all files at a commit. */
  async filesAt(sha: string, limits?: GitLimits): Promise<readonly string[]> {
    return this.paths(['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', sha], limits);
  }

  /**
   * The commits that changed lines of a file last, as it stood at `sha`, line by line, where that is `since` or a later one (full hashes); undefined
   * for a line that is older, or as old as a shallow clone. Lines are counted from 1; none for what was not there. A fault where git cannot say.
   */
  async lastChanged(
    sha: string,
    file: string,
    lines: { readonly from: number; readonly to: number },
    since: string,
    limits?: GitLimits,
  ): Promise<Result<readonly (BlamedLine | undefined)[], GitFault>> {
    // `git blame` knows no `--end-of-options` and would take a name for an option.
    if (!isCommitHash(sha) || !isCommitHash(since)) return success([]);
    // Of a root there are no parents to stop at, and it would itself be told as a boundary.
    const range = [`-L${lines.from},${lines.to}`, '--root', sha, '--not', `${since}^@`];
    const output = await this.run(['blame', '--line-porcelain', ...range, '--', file], limits);
    if (!output.ok) return isNoPlace(output.error) ? success([]) : output;
    return success(blamedCommits(output.value, await this.cutOff()));
  }

  /** Branches, here and of remotes, with commits that `HEAD` does not have, the freshest first; of equal ones the local name. */
  unmergedBranches(most: number, limits?: GitLimits): Promise<readonly Branch[]> {
    return unmergedBranches(this.root, most, limits);
  }

  /** The files that a commit changed since it went its own way from `from`, another commit. */
  async changedSinceFork(sha: string, from: string, limits?: GitLimits): Promise<Result<readonly string[], GitFault>> {
    return this.listed([...changedPaths, `${from}...${sha}`, '--'], limits);
  }

  /** Files with edits that are not committed, new ones too. */
  async uncommitted(limits?: GitLimits): Promise<readonly string[]> {
    // Not `git diff`, which writes the index even where it is told to take no lock.
    const states = await this.paths(['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all'], limits);
    return states.map(state => state.slice('XY '.length));
  }

  /** A file as of a commit (a full hash), each line with the commit, author and date that changed it last. */
  async blameAt(sha: string, file: string): Promise<Result<string, GitFault>> {
    if (!isCommitHash(sha)) return failure({ code: 'failed', exitCode: 0, message: `no commit ${sha}` });
    return this.run(['blame', '--date=short', sha, '--', file], { maxOutput: 16 * 1024 * 1024 });
  }

  /** Where a file of git's own lies for this work tree, as an absolute path. */
  async gitPath(name: string): Promise<string | undefined> {
    const located = await this.run(['rev-parse', '--git-path', name]);
    return located.ok ? path.resolve(this.root, located.value.trim()) : undefined;
  }

  /** True when the history ends where a shallow clone was cut off. */
  async isShallow(): Promise<boolean> {
    const output = await this.run(['rev-parse', '--is-shallow-repository']);
    return output.ok && output.value.trim() === 'true';
  }

  /** The commits (full hashes) at which a shallow clone is cut off: they seem to have brought every file, and nobody knows what they changed. */
  async cutOff(): Promise<ReadonlySet<string>> {
    return cutOffIn(await (this.shallow ??= this.gitPath('shallow')));
  }

  /** True for a partial clone: a remote has promised what is missing, so that it can be fetched. Else what is missing is lost. */
  async isPartialClone(): Promise<boolean> {
    const settings = await this.run(['config', '--get-regexp', String.raw`^(remote\..*\.promisor|extensions\.partialclone)$`]);
    return settings.ok && settings.value.split('\n').some(line => line !== '' && !line.endsWith(' false'));
  }

  /** The name and address git would put into a commit; either may be missing. */
  identity(): Promise<Identity> {
    return identityIn(this.root, this.within());
  }
}
