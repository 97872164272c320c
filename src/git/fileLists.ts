import type { Result } from '../domain/foundation/result';
import { isMissingObject, type GitFault } from './gitFault';

const exactRenames = '--find-renames=100%';

/** How the files of commits are asked for in a clone that may lack what git finds them by; nothing is fetched for a question. */
export class FileLists {
  /** How much git is asked to find out: only renames without a change where contents of files are missing (a partial clone). */
  private renames = '--find-renames';
  private lacking = false;

  /** True once lists had to do without contents that are missing: a file that was renamed and changed then stands there as two. */
  get lackContents(): boolean {
    return this.renames === exactRenames;
  }

  /** True where the last list had to do without folders that are missing (`--filter=tree:0`): then no commit has any files. */
  get lackFolders(): boolean {
    return this.lacking;
  }

  /** The options with which they are asked for. */
  get options(): readonly string[] {
    return ['--raw', this.renames];
  }

  /** Asks for lists; where contents are missing once more without them, and so from then on; where folders are, for the commits alone. */
  async ask<T>(ask: (options: readonly string[]) => Promise<Result<T, GitFault>>): Promise<Result<T, GitFault>> {
    const { renames } = this;
    let answer = await ask(this.options);
    if (!answer.ok && !this.lackContents && isMissingObject(answer.error)) {
      this.renames = exactRenames;
      answer = await ask(this.options);
    }
    this.lacking = !answer.ok && isMissingObject(answer.error);
    // What was missing may be there the next time.
    if (this.lacking) this.renames = renames;
    return this.lacking ? ask([]) : answer;
  }
}
