import { failure, success, type Result } from '../domain/foundation/result';
import type { RemoteAddress } from './address';
import type { Engine } from './engine';
import { branchOfEpoch, epochOfBranch } from './epoch';
import { meaningOf, type RemoteFault } from './remoteFault';
import type { Sharing } from './sharing';

/** Where what a remote has stands in the engine. */
const theirs = 'refs/faultline/theirs';

/** The branch of a store's epoch at a remote, as an engine speaks with it. */
export class RemoteBranch {
  private readonly address: RemoteAddress;
  private readonly branch: string;
  private readonly ref: string;

  constructor(
    private readonly engine: Engine,
    { address, branch, epoch }: Pick<Sharing, 'address' | 'branch' | 'epoch'>,
  ) {
    this.address = address;
    this.branch = branch;
    this.ref = `refs/heads/${branchOfEpoch({ branch, epoch })}`;
  }

  /** Fetches the branch and gives its commit; undefined where the remote has no such branch. */
  async fetch(signal?: AbortSignal): Promise<Result<string | undefined, RemoteFault>> {
    const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--end-of-options', this.address, `+${this.ref}:${theirs}`];
    const { ended: fetched } = await this.engine.remote(args, signal);
    if (!fetched.ok) {
      const isMissing = fetched.error.code === 'failed' && /couldn't find remote ref|Couldn't find remote ref/.test(fetched.error.message);
      if (!isMissing) return failure(meaningOf(fetched.error));
      await this.engine.git(['update-ref', '-d', theirs]);
      return success(undefined);
    }
    return this.engine.commitAt(theirs);
  }

  /** The newest epoch of the store that the remote has a branch for; undefined where it has none. */
  async newestEpoch(signal?: AbortSignal): Promise<Result<number | undefined, RemoteFault>> {
    const refs = [`refs/heads/${this.branch}`, `refs/heads/${this.branch}-*`];
    const { output, ended } = await this.engine.remote(['ls-remote', '--quiet', '--end-of-options', this.address, ...refs], signal);
    if (!ended.ok) return failure(meaningOf(ended.error));
    const epochs = output.split('\n').flatMap(line => {
      const [, name = ''] = /\trefs\/heads\/(.*)$/.exec(line) ?? [];
      return epochOfBranch(this.branch, name) ?? [];
    });
    return success(epochs.length > 0 ? Math.max(...epochs) : undefined);
  }

  /**
   * Pushes a commit that stands on what was fetched (`parent`, none for a branch that is to begin), never over anything else: `overtaken` where
   * somebody was faster, or the branch was taken away meanwhile.
   */
  async push(commit: string, parent: string | undefined, signal?: AbortSignal): Promise<Result<undefined, RemoteFault>> {
    return this.send(`${commit}:${this.ref}`, parent ?? '', signal);
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
    const isOvertaken = why.startsWith('[rejected]') || /cannot lock ref|failed to update ref|failed to lock/.test(why);
    if (isOvertaken) return failure({ code: 'overtaken' });
    if (pushed.error.code !== 'failed') return failure(meaningOf(pushed.error));
    const { message } = pushed.error;
    return failure(why.startsWith('[remote rejected]') ? { code: 'refused', message: saidBy(message) || why } : meaningOf(pushed.error));
  }
}

/** What the other side itself says among git's messages. */
function saidBy(message: string): string {
  return message
    .split('\n')
    .flatMap(line => /^remote: ?(.*)$/.exec(line)?.[1]?.trimEnd() ?? [])
    .join('\n')
    .trim();
}
