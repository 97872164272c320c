import { sideBySide } from '../../base/sideBySide';
import type { Repository } from '../../git/repository';
import type { GitLimits } from '../../git/runGit';

/**
 * What branches have changed since they went their own way: asked once for each place of a branch, for as long as `HEAD` stays where it is. Where
 * git cannot say (a time that was up, an object that is missing) nothing is known, and it is asked again the next time.
 */
export class Forks {
  private head: string | undefined;
  private known: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(private readonly repository: Pick<Repository, 'head' | 'changedSinceFork'>) {}

  /** By commit (a full hash) the files that were changed on the way to it, where git can say; fewer commits once the signal says so. */
  async changedBy(shas: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, readonly string[]>> {
    const head = await this.repository.head();
    if (head === undefined) return new Map();
    const known = head === this.head ? this.known : new Map<string, readonly string[]>();
    const changed = new Map<string, readonly string[]>();
    await sideBySide(shas, async sha => {
      const paths = known.get(sha) ?? (await this.asked(sha, head, limits));
      if (paths && limits.signal?.aborted !== true) changed.set(sha, paths);
    });
    // Of branches that are not there any more nothing is remembered.
    if (limits.signal?.aborted !== true) [this.head, this.known] = [head, changed];
    return changed;
  }

  private async asked(sha: string, head: string, limits: GitLimits): Promise<readonly string[] | undefined> {
    const paths = await this.repository.changedSinceFork(sha, head, limits);
    return paths.ok ? paths.value : undefined;
  }
}
