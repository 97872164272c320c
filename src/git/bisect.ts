import { randomUUID } from 'node:crypto';
import { failure, success, type Result } from '../domain/foundation/result';
import { bisectLog, oneLine, type NamedCommit, type Verdict } from './bisectLog';
import type { BisectNotes } from './bisectNotes';
import { namedCommits, nextBisectStep, type StepFault } from './bisectStep';
import { isMissingObject } from './gitFault';
import type { Repository } from './repository';
import type { GitLimits } from './runGit';
import { runTest, type TestLimits, type TestRun } from './testRun';
import { removeWorktree, Worktree, worktreeFolder, type WorktreeFault } from './worktree';

/** Where a search stands: a commit to test, or its end. */
export type BisectState =
  | { readonly type: 'testing'; readonly sha: string; readonly subject: string; readonly stepsLeft: number }
  | { readonly type: 'found'; readonly sha: string }
  /** Only skipped commits are left: one of them is the first bad one. */
  | { readonly type: 'undecided'; readonly among: readonly string[] };

/** Why a search cannot begin or go on. */
export type BisectFault =
  | WorktreeFault
  | StepFault
  /** The commit where the ways to both ends part is bad itself: what is looked for was mended on the way to the good one. */
  | { readonly code: 'forkIsBad'; readonly sha: string }
  /** A partial clone has not the files of a commit (a full hash), and nothing is fetched. */
  | { readonly code: 'lacksContents'; readonly sha: string };

/** What a search is given besides its ends. */
export interface BisectOptions {
  readonly signal?: AbortSignal;
  /** Where it is noted down what must be cleared up when it is cut off. */
  readonly notes?: BisectNotes;
}

/** A search for a long history takes its time. */
const longest = 600_000;

/**
 * A search for the first bad commit in a worktree of its own, so that nobody's files are touched. Git is asked which commit halves what is left,
 * and checks it out; `git bisect` itself is not used, because it tells its end in prose among the texts of commits. Whatever happens, `dispose`
 * takes the worktree away and with it every trace of the search.
 */
export class Bisect {
  private readonly said: (NamedCommit & { readonly verdict: Verdict })[] = [];
  private left: readonly NamedCommit[] = [];
  private at: NamedCommit & { readonly isFork: boolean } = { sha: '', subject: '', isFork: false };

  private constructor(
    private readonly repository: Repository,
    private readonly worktree: Worktree,
    private readonly ends: { readonly good: NamedCommit; readonly bad: NamedCommit },
    private readonly marker: string,
    private readonly notes: BisectNotes | undefined,
  ) {}

  /** Makes the worktree and begins between a good and a bad commit (full hashes). */
  static async start(
    repository: Repository,
    good: string,
    bad: string,
    { signal, notes }: BisectOptions = {},
  ): Promise<Result<{ readonly bisect: Bisect; readonly state: BisectState }, BisectFault>> {
    const { root } = repository;
    const limits = { timeout: longest, ...(signal && { signal }) };
    const named = await namedCommits(root, [bad, good], limits);
    if (!named.ok) return named;
    const marker = randomUUID();
    const prepared = await prepare(root, bad, marker, notes, limits);
    if (!prepared.ok) return prepared;
    const [badCommit = { sha: bad, subject: '' }, goodCommit = { sha: good, subject: '' }] = named.value;
    const bisect = new Bisect(repository, prepared.value, { bad: badCommit, good: goodCommit }, marker, notes);
    const state = await bisect.next(signal);
    if (state.ok) return success({ bisect, state: state.value });
    await bisect.dispose();
    return state;
  }

  /** The folder of the worktree: what is tested lies there. */
  get folder(): string {
    return this.worktree.folder;
  }

  /** Says what the commit at hand is; gives the next one, or the end. */
  async say(verdict: Verdict, signal?: AbortSignal): Promise<Result<BisectState, BisectFault>> {
    const { sha, subject, isFork } = this.at;
    this.said.push({ sha, subject, verdict });
    if (isFork && verdict === 'bad') return failure({ code: 'forkIsBad', sha });
    return this.next(signal);
  }

  /** Checks out another commit, for testing it out of turn. */
  async visit(sha: string, signal?: AbortSignal): Promise<Result<undefined, BisectFault>> {
    const done = await this.worktree.checkout(sha, signal);
    const isMissing = !done.ok && done.error.code === 'failed' && isMissingObject(done.error);
    return isMissing && (await this.repository.isPartialClone()) ? failure({ code: 'lacksContents', sha }) : done;
  }

  /** Back to the commit whose turn it is. */
  goBack(signal?: AbortSignal): Promise<Result<undefined, BisectFault>> {
    return this.visit(this.at.sha, signal);
  }

  /** Tests what is checked out by a command line; what it has started ends with it. */
  test(command: string, limits: TestLimits): Promise<TestRun> {
    return runTest(command, this.folder, { ...limits, marker: this.marker });
  }

  /** What was said so far, as `git bisect log` writes it; `git bisect replay` reads it. */
  log(): string {
    return bisectLog({ ...this.ends, said: this.said, left: this.left });
  }

  /** Takes the worktree away. Never fails. */
  dispose(): Promise<void> {
    return clear(this.repository.root, this.folder, this.marker, this.notes);
  }

  private async next(signal: AbortSignal | undefined): Promise<Result<BisectState, BisectFault>> {
    const limits = { timeout: longest, ...(signal && { signal }) };
    const said = (verdict: Verdict): readonly string[] => this.said.filter(step => step.verdict === verdict).map(({ sha }) => sha);
    const known = {
      bad: said('bad').at(-1) ?? this.ends.bad.sha,
      good: this.ends.good.sha,
      goods: said('good'),
      skipped: new Set(said('skip')),
    };
    const step = await nextBisectStep(this.repository.root, known, limits);
    if (!step.ok) return step;
    const shas = step.value.type === 'test' ? [step.value.sha] : step.value.among;
    const named = await namedCommits(this.repository.root, shas, limits);
    if (!named.ok) return named;
    if (step.value.type === 'end') {
      this.left = named.value;
      const [only, ...others] = shas;
      return success(only !== undefined && others.length === 0 ? { type: 'found', sha: only } : { type: 'undecided', among: shas });
    }
    const { sha, stepsLeft, isFork } = step.value;
    const checkedOut = await this.visit(sha, signal);
    if (!checkedOut.ok) return checkedOut;
    const subject = named.value[0]?.subject ?? '';
    this.at = { sha, subject, isFork };
    return success({ type: 'testing', sha, subject: oneLine(subject), stepsLeft });
  }
}

/** The worktree, noted down before it is made. */
async function prepare(
  root: string,
  sha: string,
  marker: string,
  notes: BisectNotes | undefined,
  limits: GitLimits,
): Promise<Result<Worktree, WorktreeFault>> {
  const folder = await worktreeFolder();
  try {
    await notes?.write({ repository: root, folder, marker });
    const added = await Worktree.add(root, folder, sha, limits);
    if (!added.ok) await clear(root, folder, marker, notes);
    return added;
  } catch (error) {
    await clear(root, folder, marker, notes);
    return failure({ code: 'noWorktree', message: error instanceof Error ? error.message : String(error) });
  }
}

/** What could not be taken away stays noted down, and is offered for removal at the next start. */
async function clear(root: string, folder: string, marker: string, notes: BisectNotes | undefined): Promise<void> {
  if (await removeWorktree(root, folder)) await notes?.forget(marker).catch(() => undefined);
}
