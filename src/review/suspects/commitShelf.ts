import type { KeptLines } from '../../base/keptLines';
import { ownText } from '../../base/ownText';
import type { Commit } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { isMissingObject, type GitFault } from '../../git/gitFault';
import { commitsWithoutContents } from '../../git/commitsWithoutContents';
import { success, type Result } from '../../domain/foundation/result';
import { blamesOf } from './blames';
import { commitOf, lineOf, longestKept } from './commitCache';
import { CommitDocumentBuilder } from './commitDocument';
import type { KnownCommit } from './evidence';
import { Vocabulary } from './vocabulary';

/** Commits whose words are kept; beyond this the ones read first are forgotten. About 1 KB each with its diff. */
const mostCommits = 30_000;
/** Terms from which on no new word is taken, and after which everything is forgotten and read anew when it is asked for. About 200 bytes each. */
const mostTerms = 2_000_000;
/** A commit that touches more files than this is known by its message and paths alone: its diff would take long and say nothing. */
const mostFilesRead = 400;
/** Commits at whose diffs git failed after which no further one is asked for: where objects are lost; in a partial clone, where each takes seconds. */
const [mostLost, mostPromised] = [20, 1];
/** Bytes that are kept for other windows, about. */
const mostKept = 32_000_000;

/** How far reading has come. */
export type OnRead = (read: number, of: number) => void;

/** What commits are made of, read once: a commit never changes. Holds words, never diffs. */
export class CommitShelf {
  private words: Vocabulary;
  private readonly messages = new Map<string, KnownCommit>();
  private readonly whole = new Map<string, KnownCommit>();
  private readonly unkept = new Set<string>();
  /**
   * Commits that are known for now only: the history is cut off at them (a shallow clone), their folders are not at hand, or there was no room for
   * all of their words, or for what names their functions.
   */
  private readonly passing = new Set<string>();

  constructor(
    private readonly repository: Repository,
    private readonly most = mostTerms,
  ) {
    this.words = new Vocabulary(most);
  }

  /** The numbers of the terms in the documents of this shelf. */
  get vocabulary(): Vocabulary {
    return this.words;
  }

  /** The named commits that were read, in the order of the names, as far as they are known by now: with their diff, or message and paths. */
  known(shas: readonly string[]): readonly KnownCommit[] {
    return shas.flatMap(sha => this.whole.get(sha) ?? this.messages.get(sha) ?? []);
  }

  /** Of these commits, those of which not even the message is known. */
  withoutMessage(shas: readonly string[]): readonly string[] {
    return shas.filter(sha => !this.messages.has(sha) && !this.whole.has(sha));
  }

  /** Of these commits, those whose diffs are not known and would be read. */
  withoutDiff(shas: readonly string[]): readonly string[] {
    return shas.filter(sha => !this.whole.has(sha) && (this.messages.get(sha)?.files.length ?? 0) <= mostFilesRead);
  }

  /** True for a commit that was read with its diff. */
  hasDiff(sha: string): boolean {
    return this.whole.has(sha);
  }

  /** Reads messages and paths of what is not known yet. */
  async readMessages(shas: readonly string[], signal?: AbortSignal, onRead?: OnRead): Promise<Result<undefined, GitFault>> {
    return this.read(this.withoutMessage(shas), this.messages, false, signal, onRead);
  }

  /**
   * Reads the diffs of what is not known with its diff yet; messages are to be read first. Tells how many are left without, because the
   * contents of their files, or even their folders, are not at hand (a partial clone).
   */
  async readDiffs(shas: readonly string[], signal?: AbortSignal, onRead?: OnRead): Promise<Result<number, GitFault>> {
    if (this.withoutDiff(shas).length === 0) return success(0);
    if (this.repository.lacksFolders) return success(this.withoutDiff(shas).length);
    const isPartial = await this.repository.isPartialClone();
    const lacking = isPartial && (await commitsWithoutContents(this.repository.root, this.withoutDiff(shas), signal ? { signal } : {}));
    const without = new Set(lacking && lacking.ok ? lacking.value : []);
    const most = without.size + (isPartial ? mostPromised : mostLost);
    const missing = (): readonly string[] => this.withoutDiff(shas).filter(sha => !without.has(sha));
    while (without.size < most) {
      const ended = await this.read(missing(), this.whole, true, signal, onRead);
      if (ended.ok) return success(without.size);
      if (!isMissingObject(ended.error)) return ended;
      // The commit that could not be told is the first one left, or, where git stopped before it began the next one, the one after it.
      const [stuck] = missing();
      if (stuck === undefined || (await this.read([stuck], this.whole, true, signal)).ok) continue;
      without.add(stuck);
    }
    return success(without.size + missing().length);
  }

  /** Takes what another window has kept, once, before anything is read. */
  async recall(lines: KeptLines): Promise<void> {
    await lines.read(line => {
      const kept = this.words.isFull ? undefined : commitOf(line, this.words);
      if (kept) (kept.whole ? this.whole : this.messages).set(kept.commit.sha, kept.commit);
    });
  }

  /** Keeps what was read since the last time for other windows. */
  async keep(lines: KeptLines): Promise<void> {
    if (this.unkept.size === 0 || this.repository.lacksContents) return;
    const unkept = [...this.unkept];
    this.unkept.clear();
    await lines.save(this.linesOf(unkept), this.linesOf(this.newest()), this.whole.size + this.messages.size);
  }

  private *linesOf(shas: Iterable<string>): Generator {
    for (const sha of shas) {
      const whole = this.whole.get(sha);
      const commit = whole ?? this.messages.get(sha);
      if (commit && !this.passing.has(sha)) yield lineOf(commit, whole !== undefined, this.words);
    }
  }

  /** As many as there is room for, in the order they were read: those with their diffs rather than others, of both the last. */
  private newest(): readonly string[] {
    const all = [...[...this.messages.keys()].filter(sha => !this.whole.has(sha)), ...this.whole.keys()];
    let [at, room] = [all.length, mostKept];
    for (; at > 0 && room > 0; at--) room -= sizeOf(this.known([all[at - 1] ?? '']));
    return all.slice(at);
  }

  private async read(
    shas: readonly string[],
    into: Map<string, KnownCommit>,
    patch: boolean,
    signal: AbortSignal | undefined,
    onRead?: OnRead,
  ): Promise<Result<undefined, GitFault>> {
    if (shas.length === 0) return success(undefined);
    let current: { readonly commit: Commit; readonly builder: CommitDocumentBuilder } | undefined;
    let read = 0;
    let isUnnamed = false;
    const cut = await this.repository.cutOff();
    const finish = (): void => {
      if (!current) return;
      const known = knownCommit(current.commit, current.builder);
      into.set(known.sha, known);
      // Its diff would be every file there is.
      if (cut.has(known.sha)) this.whole.set(known.sha, known);
      this.unkept.add(known.sha);
      if (this.words.isFull || isUnnamed || cut.has(known.sha)) this.passing.add(known.sha);
      // A commit may be told twice.
      read = Math.min(read + 1, shas.length);
      onRead?.(read, shas.length);
    };
    const ended = await this.repository.readCommits(
      shas,
      {
        unnamed: () => {
          isUnnamed = true;
        },
        commit: told => {
          finish();
          // Where a shallow clone is cut off a commit seems to have brought every file: its message alone is true.
          const commit = cut.has(told.sha) ? { ...told, files: [] } : told;
          current = { commit, builder: new CommitDocumentBuilder(this.words, commit) };
        },
        hunk: (hunk, file) => {
          if (current && !cut.has(current.commit.sha)) current.builder.hunk(hunk, file);
        },
        line: (sign, text) => {
          if (current && !cut.has(current.commit.sha)) current.builder.line(sign, text);
        },
      },
      { patch, ...(signal && { signal }) },
    );
    // What git was in the middle of when it was ended is not whole.
    if (ended.ok) finish();
    if (this.repository.lacksFolders) for (const sha of shas) this.passing.add(sha);
    return ended;
  }

  /**
   * Forgets what there is no room for, and what is known for now only. Only while nothing is being read or ranked: who is at it counts on what he
   * has read.
   */
  makeRoom(): void {
    if (this.words.isFull) {
      this.words = new Vocabulary(this.most);
      for (const known of [this.messages, this.whole, this.unkept, this.passing]) known.clear();
    }
    for (const map of [this.messages, this.whole]) {
      for (const sha of this.passing) map.delete(sha);
      for (const sha of map.keys()) {
        if (map.size <= mostCommits) break;
        map.delete(sha);
      }
    }
    this.passing.clear();
  }
}

/** About what commits take in a file: a term takes as much as two of its entries. */
function sizeOf(commits: readonly KnownCommit[]): number {
  return commits.reduce((sum, { document }) => sum + 500 + 15 * document.entries.length, 0);
}

function knownCommit({ sha, committedAt, files, subject, author, body }: Commit, builder: CommitDocumentBuilder): KnownCommit {
  const blames = blamesOf(body);
  const told = files.slice(0, longestKept.files);
  const renamed = told.flatMap(({ path, oldPath }) => (oldPath === undefined ? [] : [[ownText(path), ownText(oldPath)] as const]));
  const moved = told.flatMap(({ path, isOnlyMoved }) => (isOnlyMoved ? [ownText(path)] : []));
  return {
    sha: ownText(sha),
    committedAt: Date.parse(committedAt),
    files: told.map(({ path }) => ownText(path)),
    ...(files.length > told.length && { moreFiles: files.length - told.length }),
    ...(renamed.length > 0 && { renamed }),
    ...(moved.length > 0 && { moved }),
    subject: ownText(subject.slice(0, longestKept.subject)),
    author: ownText(author.slice(0, longestKept.author)),
    ...(blames.length > 0 && { blames: blames.map(ownText) }),
    document: builder.build(),
  };
}
