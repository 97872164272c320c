import { failure, success, type Result } from '../domain/foundation/result';
import type { RemoteAddress } from './address';
import type { Engine } from './engine';
import { meaningOf, type RemoteFault } from './remoteFault';

/** Where what a remote has stands in the engine. */
const theirs = 'refs/faultline/theirs';

/** A branch of a remote, as an engine speaks with it. */
export class RemoteBranch {
  constructor(
    private readonly engine: Engine,
    private readonly address: RemoteAddress,
    private readonly branch: string,
  ) {}

  /** Fetches the branch and gives its commit; undefined where the remote has no such branch. */
  async fetch(signal?: AbortSignal): Promise<Result<string | undefined, RemoteFault>> {
    const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--end-of-options', this.address, `+${this.ref}:${theirs}`];
    const fetched = await this.engine.remote(args, () => undefined, signal);
    if (!fetched.ok) {
      const isMissing = fetched.error.code === 'failed' && /couldn't find remote ref|Couldn't find remote ref/.test(fetched.error.message);
      if (!isMissing) return failure(meaningOf(fetched.error));
      await this.engine.git(['update-ref', '-d', theirs]);
      return success(undefined);
    }
    const found = await this.engine.git(['rev-parse', '--verify', '--quiet', `${theirs}^{commit}`]);
    return found.ok ? success(found.value.trim()) : found;
  }

  /** Pushes a commit that stands on what was fetched, never with force. `overtaken` where somebody else was faster. */
  async push(commit: string, signal?: AbortSignal): Promise<Result<undefined, RemoteFault>> {
    const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--end-of-options', this.address, `${commit}:${this.ref}`];
    let output = '';
    const pushed = await this.engine.remote(
      args,
      chunk => {
        output += chunk.toString('utf8');
      },
      signal,
    );
    if (pushed.ok) {
      const taken = await this.engine.git(['update-ref', theirs, commit]);
      return taken.ok ? success(undefined) : taken;
    }
    const [, why = ''] = /^!\t[^\t]*\t(.*)$/m.exec(output) ?? [];
    // Where somebody pushes at the same moment, the remote itself refuses for their lock.
    const isOvertaken = why.startsWith('[rejected]') || /cannot lock ref|failed to update ref|failed to lock/.test(why);
    if (isOvertaken) return failure({ code: 'overtaken' });
    if (pushed.error.code !== 'failed') return failure(meaningOf(pushed.error));
    const { message } = pushed.error;
    return failure(why.startsWith('[remote rejected]') ? { code: 'refused', message: saidBy(message) || why } : meaningOf(pushed.error));
  }

  private get ref(): string {
    return `refs/heads/${this.branch}`;
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
