import { failure, success, type Result } from '../domain/foundation/result';
import type { RemoteAddress } from './address';
import type { Engine } from './engine';
import { branchOfEpoch, epochOfBranch } from './epoch';
import { meaningOf, type RemoteFault } from './remoteFault';
import type { Sharing } from './sharing';

/** Where what a remote has stands in the engine. */
const theirs = 'refs/faultline/theirs';

/** What a remote has of a store. */
export interface Remote {
  /** The commit of the branch of its epoch; absent where the remote has no such branch. */
  readonly tip?: string;
  /** By the epochs for which it has a branch of that name, whoever has begun it, the commits. */
  readonly epochs: ReadonlyMap<number, string>;
  /** True where it has branches below that name: then there can be none of it. */
  readonly isFolder?: boolean;
}

/** The branch of a store's epoch at a remote, as an engine speaks with it. */
export class RemoteBranch {
  private readonly address: RemoteAddress;
  private readonly branch: string;
  private readonly epoch: number;
  private readonly ref: string;

  constructor(
    private readonly engine: Engine,
    { address, branch, epoch }: Pick<Sharing, 'address' | 'branch' | 'epoch'>,
  ) {
    this.address = address;
    this.branch = branch;
    this.epoch = epoch;
    this.ref = `refs/heads/${branchOfEpoch({ branch, epoch })}`;
  }

  /** Looks what there is, and fetches the branch where it is not here yet. */
  async fetch(signal?: AbortSignal): Promise<Result<Remote, RemoteFault>> {
    const listed = await this.list(signal);
    if (!listed.ok) return listed;
    const { value } = listed;
    const there = value.epochs.get(this.epoch);
    if (there === undefined) {
      await this.engine.git(['update-ref', '-d', theirs]);
      return success(value);
    }
    const known = await this.engine.commitAt(theirs);
    const tip = known.ok && known.value === there ? success(there) : await this.fetchTip(signal);
    return tip.ok ? success({ ...value, ...(tip.value !== undefined && { tip: tip.value }) }) : tip;
  }

  /** The commit of the branch; undefined where it is gone by now. */
  private async fetchTip(signal: AbortSignal | undefined): Promise<Result<string | undefined, RemoteFault>> {
    const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--end-of-options', this.address, `+${this.ref}:${theirs}`];
    const { ended: fetched } = await this.engine.remote(args, signal);
    // Of a shallow remote git takes nothing, and says so in a warning alone: it has fetched no commit then.
    if (fetched.ok) return (await this.engine.commitAt('FETCH_HEAD')).ok ? this.engine.commitAt(theirs) : failure({ code: 'shallow' });
    const isMissing = fetched.error.code === 'failed' && /couldn't find remote ref|Couldn't find remote ref/.test(fetched.error.message);
    if (!isMissing) return failure(meaningOf(fetched.error));
    await this.engine.git(['update-ref', '-d', theirs]);
    return success(undefined);
  }

  private async list(signal: AbortSignal | undefined): Promise<Result<Remote, RemoteFault>> {
    const refs = [`refs/heads/${this.branch}`, `refs/heads/${this.branch}-*`, `${this.ref}/*`];
    const { output, ended } = await this.engine.remote(['ls-remote', '--quiet', '--end-of-options', this.address, ...refs], signal);
    if (!ended.ok) return failure(meaningOf(ended.error));
    const epochs = new Map<number, string>();
    let isFolder = false;
    for (const line of output.split('\n')) {
      const [, commit = '', name = ''] = /^([0-9a-f]+)\trefs\/heads\/(.*)$/.exec(line) ?? [];
      const epoch = epochOfBranch(this.branch, name);
      if (epoch !== undefined) epochs.set(epoch, commit);
      isFolder ||= `refs/heads/${name}`.startsWith(`${this.ref}/`);
    }
    return success({ epochs, ...(isFolder && { isFolder }) });
  }

  /**
   * Pushes a commit that stands on what was fetched (`parent`, none for a branch that is to begin), never over anything else: `overtaken` where
   * somebody was faster, or the branch was taken away meanwhile.
   */
  async push(commit: string, parent: string | undefined, signal?: AbortSignal): Promise<Result<undefined, RemoteFault>> {
    const pushed = await this.send(`${commit}:${this.ref}`, parent ?? '', signal);
    // What was sent need not be fetched.
    if (pushed.ok) await this.engine.git(['update-ref', theirs, commit]);
    return pushed;
  }

  /**
   * What git is told, by itself, so that it tries to push what was fetched, which changes nothing: the remote says whether it would be taken. Undefined where
   * nothing was fetched yet.
   */
  async tryToSend(): Promise<readonly string[] | undefined> {
    if (!(await this.engine.commitAt(theirs)).ok) return undefined;
    return ['--git-dir', this.engine.folder, 'push', '--dry-run', '--no-verify', '--', this.address, `${theirs}:${this.ref}`];
  }

  /** Takes the branch away as it was fetched; `overtaken` where it is another by now. */
  remove(tip: string, signal?: AbortSignal): Promise<Result<undefined, RemoteFault>> {
    return this.send(`:${this.ref}`, tip, signal);
  }

  /** Where the branch is not `expected` any more (none, for an empty name), nothing is done: a lease, which forces nothing that does not stand on it. */
  private async send(refspec: string, expected: string, signal: AbortSignal | undefined): Promise<Result<undefined, RemoteFault>> {
    const lease = `--force-with-lease=${this.ref}:${expected}`;
    const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', lease, '--end-of-options', this.address, refspec];
    const { output, ended: pushed } = await this.engine.remote(args, signal);
    if (pushed.ok) return pushed;
    const [, why = ''] = /^!\t[^\t]*\t(.*)$/m.exec(output) ?? [];
    // Where somebody pushes at the same moment, the remote itself refuses for their lock.
    const message = pushed.error.code === 'failed' ? pushed.error.message : '';
    // A name that others below it, or above it, take can never be had.
    const isNeverFree = /exists; cannot create|directory file conflict/.test(message);
    const isOvertaken = why.startsWith('[rejected]') || /cannot lock ref|failed to update ref|failed to lock/.test(why);
    if (isOvertaken && !isNeverFree) return failure({ code: 'overtaken' });
    if (pushed.error.code !== 'failed') return failure(meaningOf(pushed.error));
    return failure(why.startsWith('[remote rejected]') ? { code: 'refused', message: saidBy(message) || why } : meaningOf(pushed.error));
  }
}

/** The newest of these epochs; undefined where there is none. */
export function newestIn(epochs: ReadonlyMap<number, string>): number | undefined {
  return epochs.size > 0 ? Math.max(...epochs.keys()) : undefined;
}

/** What the other side itself says among git's messages. */
function saidBy(message: string): string {
  return message
    .split('\n')
    .flatMap(line => /^remote: ?(.*)$/.exec(line)?.[1]?.trimEnd() ?? [])
    .join('\n')
    .trim();
}
