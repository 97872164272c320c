import type { ChangedFile } from './commit';
import type { LogVisitor } from './logParser';
import { runGit, type GitLimits } from './runGit';

/** Paths asked for in one go, so that no command line is too long. */
const mostPaths = 200;

/**
 * Hears what a visitor is told, and remembers the files that git showed no lines of: they are binary, or only called so. An attribute that a commit
 * brings along (`-diff`), or a setting (`diff.*.binary`), can keep the lines of any file from whoever reads patches.
 */
export class UnshownFiles implements Required<Omit<LogVisitor, 'unnamed'>> {
  private sha = '';
  private readonly shas = new Map<string, string[]>();

  constructor(private readonly visitor: LogVisitor) {}

  commit(commit: Parameters<LogVisitor['commit']>[0]): void {
    this.sha = commit.sha;
    this.visitor.commit(commit);
  }

  hunk(...told: Parameters<NonNullable<LogVisitor['hunk']>>): void {
    this.visitor.hunk?.(...told);
  }

  line(...told: Parameters<NonNullable<LogVisitor['line']>>): void {
    this.visitor.line?.(...told);
  }

  unshown(file: ChangedFile): void {
    const shas = this.shas.get(file.path);
    if (shas) shas.push(this.sha);
    else this.shas.set(file.path, [this.sha]);
    this.visitor.unshown?.(file);
  }

  /** The commits that changed one of them that is text, by its contents in the index: a file that is not there any more is taken for binary. */
  async commitsOfText(root: string, limits: GitLimits): Promise<readonly string[]> {
    const paths = [...this.shas.keys()];
    const found = new Set<string>();
    for (let at = 0; at < paths.length; at += mostPaths) {
      const listed = await runGit(root, ['ls-files', '--eol', '-z', '--', ...paths.slice(at, at + mostPaths)], limits);
      for (const entry of listed.ok ? listed.value.split('\0') : []) {
        const isText = /^i\/(?:lf|crlf|mixed|none)\s/.test(entry);
        for (const sha of isText ? (this.shas.get(entry.slice(entry.indexOf('\t') + 1)) ?? []) : []) found.add(sha);
      }
    }
    return [...found];
  }
}
