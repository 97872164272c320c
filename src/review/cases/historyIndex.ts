import path from 'node:path';
import { ownText } from '../../base/ownText';
import { success, type Result } from '../../domain/foundation/result';
import type { GitFault } from '../../git/gitFault';
import type { Repository } from '../../git/repository';
import { millisecondsOf } from '../../git/revision';
import { streamGit } from '../../git/runGit';
import { TextInput } from '../../git/textInput';
import { culpritsNamedIn, type NamedCulprit, type NamedBy } from './namedCulprits';

/** A commit as its message alone tells it. */
export interface Told {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Milliseconds since 1970. */
  readonly committedAt: number;
  readonly subject: string;
  readonly body: string;
}

/** A commit whose message names others as faulty. */
export interface NamingFix {
  readonly fix: Told;
  readonly links: readonly NamedCulprit[];
}

/** A pull request that brought more is no witness. */
const mostBrought = 30;
const mostOutput = 1024 ** 3;
/**
 * Characters of hash, parents, time, subject and body that are looked at: whoever commits decides what is in a message, and patterns cost more
 * than its length.
 */
const longest = [64, 100_000, 100, 500, 4_000] as const;

/** Where the names that a message can give its own commit stand in it. */
const givenNames: Partial<Record<NamedBy, readonly RegExp[]>> = {
  changeId: [/^Change-Id: (I[0-9a-f]{8,40})\s*$/gm],
  pull: [
    /^(?:Merge pull request|Auto merge of|Rollup merge of|Merge PR:?|Merge) #(\d+)/g,
    /^.*\((?:#|GH-|PR ?#?)(\d+)\)(?= *(?:\(|$|\n))/g,
    /^(?:PR-URL: \S+\/pull\/|Closes #(?=\d+ from )|See merge request \S*!|Pull-Request: (?:\S+\/pull\/|#)|PiperOrigin-PR: #)(\d+)/gim,
  ],
  changeList: [/^Reviewed-on: \S*?\/(\d+)\/?\s*$/gm],
  subversion: [/^\s*git-svn-id: \S+@(\d+)/gm, /^\(svn r(\d+)\)/g],
  differential: [/^\s*Differential Revision: \S*D(\d+)\s*$/gm],
};

/** The commits of a history by the names that messages can call them. */
export class HistoryIndex {
  private readonly byName = new Map<string, Told[]>();
  private readonly bySha = new Map<string, Told>();
  private readonly byBeginning = new Map<string, string[]>();
  private readonly fixes: NamingFix[] = [];
  /** Of the commit that is being read. */
  private readonly fields: string[] = [];

  private constructor(private readonly repository: Repository) {}

  /** Reads the newest commits from HEAD, `most` at most; `cancelled` when the signal says so. */
  static async read(
    repository: Repository,
    { most = Infinity, signal }: { readonly most?: number; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Result<HistoryIndex, GitFault>> {
    const head = await repository.gitPath('HEAD');
    const env: Readonly<Record<string, string>> = head === undefined ? {} : { GIT_DIR: path.dirname(head) };
    const format = '--format=%H%x00%P%x00%ct%x00%s%x00%b';
    const args = ['log', '-z', format, ...(most < Infinity ? [`--max-count=${most}`] : []), 'HEAD', '--'];
    const index = new HistoryIndex(repository);
    const text = new TextInput();
    const take = (chunk: Buffer): void => {
      text.take(chunk);
      index.addAll(text);
    };
    const log = await streamGit(repository.root, args, take, { env, timeout: 300_000, maxOutput: mostOutput, ...(signal && { signal }) });
    return log.ok ? success(index) : log;
  }

  /** The commits whose messages name others as faulty, newest first. */
  get naming(): readonly NamingFix[] {
    return this.fixes;
  }

  /** Takes what has come by now; a commit that is not whole yet waits for the rest of it. */
  private addAll(text: TextInput): void {
    for (;;) {
      const field = text.until('\0', longest[this.fields.length] ?? 0);
      if (field === undefined) return;
      if (this.fields.push(ownText(field)) < longest.length) continue;
      const [sha = '', parents = '', seconds = '', subject = '', body = ''] = this.fields.splice(0);
      this.add({ sha, parents: parents.split(' ').filter(Boolean), committedAt: millisecondsOf(seconds), subject, body });
    }
  }

  private add(commit: Told): void {
    const { sha, subject, body } = commit;
    const message = `${subject}\n${body}`;
    this.bySha.set(sha, commit);
    push(this.byBeginning, sha.slice(0, 7), sha);
    for (const [kind, patterns = []] of Object.entries(givenNames))
      for (const name of namesIn(message, patterns)) push(this.byName, keyOf(kind, name), commit);
    const links = culpritsNamedIn(message);
    if (links.length > 0) this.fixes.push({ fix: commit, links });
  }

  /** A commit by its full hash; undefined where the history does not have it. */
  told(sha: string): Told | undefined {
    return this.bySha.get(sha);
  }

  /**
   * The full hashes that a link stands for, seen from a fix: what was committed before it alone, of several the newest. All that a merge
   * brought counts, as nobody says which of it was faulty.
   */
  async resolve({ kind, name }: NamedCulprit, fix: Told): Promise<readonly string[]> {
    if (kind === 'fixes' || kind === 'revert' || kind === 'hash') {
      const sha = /^[0-9a-f]+$/.test(name) ? this.shaOf(name) : await this.repository.resolve(name);
      return sha === undefined ? [] : this.broughtBy(this.told(sha));
    }
    return this.broughtBy(this.givenAs(kind, name, fix));
  }

  /** The one full hash in the history that begins so. */
  private shaOf(beginning: string): string | undefined {
    const found = this.byBeginning.get(beginning.slice(0, 7))?.filter(sha => sha.startsWith(beginning));
    return found?.length === 1 ? found[0] : undefined;
  }

  private givenAs(kind: NamedBy, name: string, fix: Told): Told | undefined {
    return this.byName.get(keyOf(kind, name))?.find(({ sha, committedAt }) => sha !== fix.sha && committedAt < fix.committedAt);
  }

  private async broughtBy(commit: Told | undefined): Promise<readonly string[]> {
    if (!commit) return [];
    if (commit.parents.length < 2) return [commit.sha];
    const brought = await this.repository.revisions({
      from: `${commit.sha}^1..${commit.sha}`,
      limit: mostBrought + 1,
      withoutMerges: true,
    });
    return brought.ok && brought.value.length <= mostBrought ? brought.value.map(({ sha }) => sha) : [];
  }
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

function namesIn(message: string, patterns: readonly RegExp[]): ReadonlySet<string> {
  return new Set(patterns.flatMap(pattern => [...message.matchAll(pattern)].map(([, name = '']) => name)));
}

/** Change-Ids are written shortened, too. */
function keyOf(kind: string, name: string): string {
  return `${kind} ${kind === 'changeId' ? name.slice(0, 8) : name}`;
}
