import * as vscode from 'vscode';
import type { SuspectSearches } from '../../app/suspects/searches';
import { Disposables } from '../../base/disposables';
import type { IncidentId } from '../../domain/incident/incident';
import type { Result } from '../../domain/foundation/result';
import { Bisect, type BisectFault, type BisectState } from '../../git/bisect';
import type { Verdict } from '../../git/bisectLog';
import type { BisectNotes } from '../../git/bisectNotes';
import type { Repository } from '../../git/repository';
import { plainLabel } from '../../words/plain';
import { gitFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { confirm, inform, withProgress } from '../editor/notify';
import type { EvidenceActions } from '../records/evidenceActions';
import type { Rights } from '../workspace/rights';
import type { Workspace } from '../workspace/workspace';
import { bisectMinutes } from '../editor/laterSettings';
import { staying } from '../editor/staying';
import { UserError } from '../editor/userError';
import { askEnds, askTest, type BisectTest } from './bisectQuestions';
import type { SuspectActions } from './suspectActions';
import { searchShown } from './searchShown';

/** Ends a bisect from inside: the person said so, or the window closes. */
class Stopped extends Error {}

/** A search under way: what it needs on each step. */
interface Run {
  readonly bisect: Bisect;
  readonly ends: { readonly good: string; readonly bad: string };
  readonly test: BisectTest;
  /** Of one test, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly output: vscode.OutputChannel;
  readonly report: (text: string) => void;
}

/** What a search is for: an incident of a folder. */
interface Searched {
  readonly incident: IncidentId;
  readonly folder: string;
}

type BisectEnd = Exclude<BisectState, { type: 'testing' }>;

/** *Bisect from here*: asks for the ends and the test, searches in a worktree of its own, links what was found. */
export class BisectRun implements vscode.Disposable {
  private readonly begun = new Disposables();
  private output: vscode.OutputChannel | undefined;
  private running = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly workspace: Workspace,
    private readonly rights: Rights,
    private readonly searches: SuspectSearches,
    private readonly actions: SuspectActions,
    private readonly evidence: Pick<EvidenceActions, 'contentOf' | 'attachContent'>,
    private readonly notes: BisectNotes | undefined,
  ) {
    this.begun.defer(() => {
      this.closing.abort();
    });
  }

  /** Begins at a suspect, or at the most likely one. */
  async start(incident: IncidentId, sha?: string): Promise<void> {
    const { path: folder } = this.workspace.require();
    const repository = await this.workspace.requireRepository();
    if (!this.rights.mayWrite()) throw new UserError(words.bisect.mayNot);
    if (this.running) throw new UserError(words.bisect.running);
    if (!this.searches.of(incident)?.window) await searchShown(this.searches, incident);
    const ends = await askEnds(repository, this.searches.of(incident), sha);
    if (!ends) return;
    const test = await askTest();
    if (!test) return;
    this.running = true;
    try {
      await this.run({ incident, folder }, repository, ends, test);
    } finally {
      this.running = false;
    }
  }

  /** Ends a search that is under way, with its test. */
  dispose(): void {
    this.begun.dispose();
  }

  private async run({ incident, folder }: Searched, repository: Repository, ends: Run['ends'], test: BisectTest): Promise<void> {
    const output = (this.output ??= this.begun.add(vscode.window.createOutputChannel(words.bisect.channel)));
    output.appendLine(words.bisect.preparing);
    output.show(true);
    const result = await withProgress(fill(words.bisect.title, { incident }), async (progress, cancelled) => {
      const signal = AbortSignal.any([cancelled, this.closing.signal]);
      const begun = await Bisect.start(repository, ends.good, ends.bad, { signal, ...(this.notes && { notes: this.notes }) });
      if (!begun.ok && begun.error.code === 'cancelled') return undefined;
      const { bisect, state } = expect(begun);
      const report = (text: string): void => {
        progress({ message: text });
        output.appendLine(`\n${text}`);
      };
      try {
        const timeout = bisectMinutes(folder) * 60_000;
        const run: Run = { bisect, ends, test, timeout, signal, output, report };
        if (test.type === 'command') await checkEnds(run, test.command);
        const end = await search(run, state);
        return { end, log: bisect.log() };
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        output.appendLine(`\n${bisect.log()}`);
        return undefined;
      } finally {
        await bisect.dispose();
      }
    });
    if (!result) {
      if (this.closing.signal.aborted) return;
      output.appendLine(`\n${words.bisect.cancelled}`);
      void inform(`${incident}: ${words.bisect.cancelled}`);
      return;
    }
    // Another folder may have gone to work meanwhile: what was found belongs to this one.
    await this.workspace.workIn(folder);
    await this.keep(incident, result.end, result.log, test);
  }

  /** What was found is linked as the confirmed cause; the log of the run is kept as evidence. */
  private async keep(incident: IncidentId, end: BisectEnd, log: string, test: BisectTest): Promise<void> {
    const how = test.type === 'command' ? test.command : words.bisect.byHand;
    if (end.type === 'found') await this.actions.judge(incident, end.sha, 'confirmed');
    else for (const sha of end.among.slice(0, 8)) await this.actions.judge(incident, sha, 'suspected');
    const outcome =
      end.type === 'found'
        ? fill(words.bisect.found, { commit: end.sha.slice(0, 10) })
        : fill(words.bisect.undecided, { commits: end.among.length });
    this.output?.appendLine(`\n${outcome}\n\n${log}`);
    const kept = await this.evidence.contentOf(Buffer.from(log));
    const note = `${outcome} ${fill(words.bisect.with, { test: how })}`;
    if (kept) await this.evidence.attachContent(incident, kept, { source: words.bisect.source, note });
    void inform(`${incident}: ${outcome}`);
  }
}

/** A test that fails on the good commit, or passes on the bad one, would lead anywhere. */
async function checkEnds(run: Run, command: string): Promise<void> {
  const { bisect, ends, signal, output } = run;
  for (const [sha, expected] of [
    [ends.bad, 'bad'],
    [ends.good, 'good'],
  ] as const) {
    output.appendLine(`\n${fill(words.bisect.check[expected], { commit: sha.slice(0, 10) })}`);
    expect(await bisect.visit(sha, signal));
    const verdict = await testOnce(run, command);
    // A test that cannot tell does not contradict what the person said.
    if (verdict !== expected && verdict !== 'skip')
      throw new UserError(fill(words.bisect.not[expected], { commit: sha.slice(0, 10), test: command }));
  }
  expect(await bisect.goBack(signal));
}

async function search(run: Run, begin: BisectState): Promise<BisectEnd> {
  const { bisect, test, signal, output, report } = run;
  let state = begin;
  while (state.type === 'testing') {
    const at = `${state.sha.slice(0, 10)} ${state.subject}`;
    report(counted(words, words.bisect.step, { commit: at, count: state.stepsLeft + 1 }));
    const verdict = test.type === 'command' ? await testOnce(run, test.command) : await askVerdict(bisect, at, signal);
    output.appendLine(fill(words.bisect.is[verdict], { commit: state.sha.slice(0, 10) }));
    state = expect(await bisect.say(verdict, signal));
  }
  return state;
}

async function testOnce({ bisect, timeout, signal, output }: Run, command: string): Promise<Verdict> {
  output.appendLine(`$ ${command}`);
  const { verdict, exitCode } = await bisect.test(command, {
    timeout,
    signal,
    onOutput: (text, omitted) => {
      output.append(omitted > 0 ? `\n${counted(words, words.bisect.omitted, { count: omitted })}\n${text}` : text);
    },
  });
  if (signal.aborted) throw new Stopped();
  if (verdict === 'stopped') throw new UserError(fill(words.bisect.testStopped, { test: command, code: exitCode ?? '–' }));
  return verdict;
}

/** By hand: the folder of the worktree is shown, and what the person says counts. */
async function askVerdict(bisect: Bisect, at: string, signal: AbortSignal): Promise<Verdict> {
  const verdicts = ['good', 'bad', 'skip'] as const;
  const items = [
    ...verdicts.map(verdict => ({ label: words.bisect.say[verdict], verdict, open: false })),
    { label: words.bisect.openTerminal, verdict: undefined, open: true },
    { label: words.bisect.stop, verdict: undefined, open: false },
  ];
  const isCancelled = (): boolean => signal.aborted;
  while (!isCancelled()) {
    const source = new vscode.CancellationTokenSource();
    const stop = (): void => {
      source.cancel();
    };
    signal.addEventListener('abort', stop);
    const picked = await vscode.window.showQuickPick(
      items,
      { title: plainLabel(fill(words.bisect.isIt, { commit: at })), placeHolder: bisect.folder, ...staying },
      source.token,
    );
    signal.removeEventListener('abort', stop);
    if (picked?.verdict) return picked.verdict;
    // One key must not take away what was found out so far.
    const goesOn =
      picked === undefined && !isCancelled() && !(await confirm(words.bisect.stopTitle, words.bisect.stopDetail, words.bisect.stop));
    if (goesOn) continue;
    if (picked?.open !== true) throw new Stopped();
    vscode.window.createTerminal({ name: words.bisect.channel, cwd: bisect.folder }).show();
  }
  throw new Stopped();
}

/** The value, or why git could not go on, in words. */
function expect<T>(result: Result<T, BisectFault>): T {
  if (result.ok) return result.value;
  const fault = result.error;
  switch (fault.code) {
    case 'cancelled':
      throw new Stopped();
    case 'nothingBetween':
      throw new UserError(words.bisect.nothingBetween);
    case 'forkIsBad':
      throw new UserError(fill(words.bisect.forkIsBad, { commit: fault.sha.slice(0, 10) }));
    case 'lostWorktree':
      throw new UserError(fill(words.bisect.lostWorktree, { folder: fault.message }));
    case 'notCheckedOut':
      throw new UserError(fill(words.bisect.notCheckedOut, { commit: fault.message.slice(0, 10) }));
    case 'lacksContents':
      throw new UserError(fill(words.bisect.lacksContents, { commit: fault.sha.slice(0, 10) }));
    case 'noWorktree':
      throw new UserError(fill(words.bisect.noWorktree, { why: fault.message }));
    default:
      throw new UserError(gitFaultText(fault));
  }
}
