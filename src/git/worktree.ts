import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { runGit, streamGit, type GitLimits } from './runGit';
import { ownFiltersOnly } from './worktreeFilters';

/** Why a worktree of one's own does not do what it should; `message` is git's, or names the place. */
export type WorktreeFault =
  | GitFault
  /** It could not be made. */
  | { readonly code: 'noWorktree'; readonly message: string }
  /** Its folder leads no longer to its own registration: nothing is written there. */
  | { readonly code: 'lostWorktree'; readonly message: string }
  /** After a checkout the asked commit does not lie there. */
  | { readonly code: 'notCheckedOut'; readonly message: string };

const folderPrefix = 'faultline-bisect-';
/** A checkout of a large repository takes its time. */
const checkoutMilliseconds = 600_000;
/** Bytes of a list of all files: ten million of them. */
const mostListed = 1024 ** 3;
/** Letters of `ls-files -v` for a file that need not be there: `S`, and `s` where it is taken for unchanged besides, which a forced checkout looks over. */
const skipped = Buffer.from('Ss');
/** A work tree that is sparse for the person is whole for a test. */
const wholeTree = ['core.sparseCheckout=false'];

/** A folder in the system's temporary folder for a worktree, with all links resolved, as git registers it. */
export async function worktreeFolder(): Promise<string> {
  return path.join(await realpath(await mkdtemp(path.join(os.tmpdir(), folderPrefix))), 'worktree');
}

/**
 * A worktree that Faultline alone uses. Git is told where the registration and the files are: it looks for no repository, so that it cannot find
 * another one above the temporary folder. Neither hooks run nor filter programs that the repository's own configuration sets up.
 */
export class Worktree {
  private constructor(
    /** The folder of the files. */
    readonly folder: string,
    private readonly registration: string,
    /** What the two ends of the worktree say of each other: the `.git` file in the folder, and `gitdir` in the registration. */
    private readonly ends: readonly [string, string],
  ) {}

  /** Registers a worktree at a commit (a full hash) in `folder`, which `worktreeFolder` gave; its files come with the first checkout. */
  static async add(root: string, folder: string, sha: string, limits: GitLimits): Promise<Result<Worktree, WorktreeFault>> {
    const added = await runGit(root, ['worktree', 'add', '--detach', '--no-checkout', '--quiet', '--end-of-options', folder, sha], {
      timeout: checkoutMilliseconds,
      ...limits,
    });
    if (!added.ok) return added.error.code === 'failed' ? failure({ code: 'noWorktree', message: added.error.message }) : added;
    const pointer = await read(path.join(folder, '.git'));
    const registration = path.resolve(folder, pointer.replace(/^gitdir: /, '').replace(/\r?\n$/, ''));
    const back = await read(path.join(registration, 'gitdir'));
    const worktree = new Worktree(folder, registration, [pointer, back]);
    const isOurs = back !== '' && path.resolve(registration, back.replace(/\r?\n$/, '')) === path.join(folder, '.git');
    return isOurs ? success(worktree) : failure({ code: 'noWorktree', message: folder });
  }

  /** Puts the files of a commit (a full hash) there, whatever a test has changed, and makes sure of it. Files git does not know stay. */
  async checkout(sha: string, signal?: AbortSignal): Promise<Result<undefined, WorktreeFault>> {
    const limits: GitLimits = { timeout: checkoutMilliseconds, ...(signal && { signal }) };
    if (!(await this.isOwn())) return failure({ code: 'lostWorktree', message: this.folder });
    // Left by a git that a test had started: nobody else works here, and what a test leaves running has been ended.
    for (const lock of ['index.lock', 'HEAD.lock']) await rm(path.join(this.registration, lock), { force: true });
    const filters = await ownFiltersOnly(this.folder, { ...limits, env: this.place });
    if (!filters.ok) return filters;
    await writeFile(configurationFile(this.folder), filters.value, { mode: 0o600 });
    const passedOver = await this.passesOver(limits);
    if (!passedOver.ok) return passedOver;
    // An index without any mark, and the same files.
    const cleared = passedOver.value ? await this.git(['read-tree', 'HEAD'], limits) : passedOver;
    if (!cleared.ok) return cleared;
    const moved = await this.git(['checkout', '--quiet', '--force', '--detach', '--no-recurse-submodules', sha, '--'], limits);
    if (!moved.ok) return moved;
    const head = await this.git(['rev-parse', '--verify', '--quiet', 'HEAD'], limits);
    if (!head.ok) return head;
    const index = await this.git(['diff-index', '--cached', '--quiet', '--no-ext-diff', 'HEAD', '--'], limits);
    const missing = await this.git(['ls-files', '--deleted', '-z'], limits);
    const hidden = await this.passesOver(limits);
    const isWhole = missing.ok && missing.value === '' && hidden.ok && !hidden.value;
    const isThere = head.value.trim() === sha && index.ok && isWhole;
    if (signal?.aborted) return failure({ code: 'cancelled' });
    return isThere ? success(undefined) : failure({ code: 'notCheckedOut', message: sha });
  }

  /** True where git is told to pass over a file, which may then be missing. */
  private async passesOver(limits: GitLimits): Promise<Result<boolean, GitFault>> {
    let found = false;
    let begins = true;
    // Each entry is one letter, a space and a path.
    const look = (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (begins) found ||= skipped.includes(byte);
        begins = byte === 0;
      }
    };
    const listed = await streamGit(this.folder, ['ls-files', '-v', '-z'], look, {
      maxOutput: mostListed,
      ...limits,
      env: this.environment,
    });
    return listed.ok ? success(found) : listed;
  }

  private git(args: readonly string[], limits: GitLimits): Promise<Result<string, GitFault>> {
    return runGit(this.folder, args, { ...limits, env: this.environment });
  }

  private get place(): Readonly<Record<string, string>> {
    return { GIT_DIR: this.registration, GIT_WORK_TREE: this.folder };
  }

  private get environment(): Readonly<Record<string, string>> {
    const settings = [`include.path=${configurationFile(this.folder)}`, ...wholeTree];
    return { ...this.place, GIT_CONFIG_PARAMETERS: settings.map(setting => `'${setting.replaceAll("'", "'\\''")}'`).join(' ') };
  }

  /** Asked before git writes: a folder that lost its `.git`, or leads elsewhere, is left alone. */
  private async isOwn(): Promise<boolean> {
    const [pointer, back] = await Promise.all([read(path.join(this.folder, '.git')), read(path.join(this.registration, 'gitdir'))]);
    return pointer === this.ends[0] && back === this.ends[1];
  }
}

/**
 * Takes a worktree away that lies in a folder of `worktreeFolder`, with that folder, and its registration: no other registration is touched,
 * not even one whose folder is missing, for a drive may be unplugged. False when something of it is still there; never fails.
 */
export async function removeWorktree(root: string, folder: string): Promise<boolean> {
  const parent = path.dirname(folder);
  if (!path.basename(parent).startsWith(folderPrefix)) return false;
  const isGone = await rm(parent, { recursive: true, force: true, maxRetries: 3 }).then(
    () => true,
    () => false,
  );
  const removed = await runGit(root, ['worktree', 'remove', '--force', '--force', '--end-of-options', folder]);
  // Where git knows no such worktree, or the repository is gone, there is none.
  return isGone && (removed.ok || removed.error.code === 'failed' || removed.error.code === 'noFolder');
}

function configurationFile(folder: string): string {
  return path.join(path.dirname(folder), 'config');
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
