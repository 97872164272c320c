import * as vscode from 'vscode';
import type { RecordId } from '../../domain/ids';
import { maxLineLength, maxTextLength } from '../../domain/field';
import { Bisect, runTest, type BisectFault, type BisectState, type Verdict } from '../../git/bisect';
import type { Repository } from '../../git/repository';
import { sha256 } from '../../store/hash';
import { plainLabel } from '../../words/plain';
import { faultText } from '../faultText';
import { say } from '../hostWords';
import { inform, withProgress } from '../notify';
import type { Session } from '../session';
import { bisectMinutes } from '../settings';
import { UserError } from '../userError';
import { askEnds, askTest, type BisectTest } from './bisectQuestions';
import type { SuspectActions } from './suspectActions';
import type { SuspectSearches } from './searches';

/** Ends a bisect from inside: the person said so, or a test could not be run. */
class Stopped extends Error {}

/** *Bisect from here*: asks for the ends and the test, searches in a worktree of its own, links what was found. */
export class BisectRun implements vscode.Disposable {
  private output: vscode.OutputChannel | undefined;
  private running = false;

  constructor(
    private readonly session: Session,
    private readonly searches: SuspectSearches,
    private readonly actions: SuspectActions,
  ) {}

  /** Begins at a suspect, or at the most likely one. */
  async start(incident: RecordId, sha?: string): Promise<void> {
    const repository = await this.session.requireRepository();
    if (!this.session.mayWrite()) throw new UserError(say('bisect.mayNot'));
    if (this.running) throw new UserError(say('bisect.running'));
    if (!this.searches.of(incident)) await this.searches.searchShown(incident);
    const ends = await askEnds(repository, this.searches.of(incident), sha);
    if (!ends) return;
    const test = await askTest();
    if (!test) return;
    this.running = true;
    try {
      await this.run(incident, repository, ends, test);
    } finally {
      this.running = false;
    }
  }

  dispose(): void {
    this.output?.dispose();
  }

  private async run(
    incident: RecordId,
    repository: Repository,
    ends: { readonly good: string; readonly bad: string },
    test: BisectTest,
  ): Promise<void> {
    const output = (this.output ??= vscode.window.createOutputChannel(say('bisect.channel')));
    output.appendLine(say('bisect.preparing'));
    output.show(true);
    const result = await withProgress(say('bisect.title', incident), async (progress, cancelSignal) => {
      const begun = await Bisect.start(repository, ends.good, ends.bad, cancelSignal);
      if (!begun.ok) {
        if (begun.error.code === 'cancelled') return undefined;
        throw new UserError(say('bisect.failed', faultDetail(begun.error)));
      }
      const { bisect, state } = begun.value;
      try {
        const report = (at: string, left: number): void => {
          progress({ message: say('bisect.step', at, left) });
          output.appendLine(`\n${say('bisect.step', at, left)}`);
        };
        if (test.type === 'command') await this.checkEnds(bisect, ends, test, cancelSignal, output);
        const end = await this.search(bisect, state, test, cancelSignal, output, report);
        return { end, log: await bisect.log() };
      } catch (error) {
        if (error instanceof Stopped) return undefined;
        throw error;
      } finally {
        await bisect.dispose();
      }
    });
    if (!result) {
      output.appendLine(`\n${say('bisect.cancelled')}`);
      return;
    }
    await this.keep(incident, result.end, result.log, test);
  }

  /** A test that fails on the good commit, or passes on the bad one, would lead anywhere. */
  private async checkEnds(
    bisect: Bisect,
    { good, bad }: { readonly good: string; readonly bad: string },
    test: Extract<BisectTest, { type: 'command' }>,
    signal: AbortSignal,
    output: vscode.OutputChannel,
  ): Promise<void> {
    for (const [sha, expected] of [
      [bad, 'bad'],
      [good, 'good'],
    ] as const) {
      output.appendLine(`\n${say(`bisect.check.${expected}`, sha.slice(0, 10))}`);
      await bisect.visit(sha);
      const verdict = await this.test(bisect, test, signal, output);
      // A test that cannot tell does not contradict what the person said.
      if (verdict !== expected && verdict !== 'skip') throw new UserError(say(`bisect.not.${expected}`, sha.slice(0, 10), test.command));
    }
    await bisect.goBack();
  }

  private async search(
    bisect: Bisect,
    begin: BisectState,
    test: BisectTest,
    signal: AbortSignal,
    output: vscode.OutputChannel,
    report: (at: string, left: number) => void,
  ): Promise<Exclude<BisectState, { type: 'testing' }>> {
    let state = begin;
    while (state.type === 'testing') {
      const at = `${state.sha.slice(0, 10)} ${state.subject}`;
      report(at, state.stepsLeft + 1);
      const verdict = test.type === 'command' ? await this.test(bisect, test, signal, output) : await askVerdict(bisect, at, signal);
      output.appendLine(say(`bisect.is.${verdict}`, state.sha.slice(0, 10)));
      const next = await bisect.say(verdict, signal);
      if (!next.ok) {
        if (next.error.code === 'cancelled') throw new Stopped();
        throw new UserError(say('bisect.failed', faultDetail(next.error)));
      }
      state = next.value;
    }
    return state;
  }

  private async test(
    bisect: Bisect,
    { command }: Extract<BisectTest, { type: 'command' }>,
    signal: AbortSignal,
    output: vscode.OutputChannel,
  ): Promise<Verdict> {
    output.appendLine(`$ ${command}`);
    const { verdict, exitCode } = await runTest(command, bisect.folder, {
      timeout: bisectMinutes() * 60_000,
      signal,
      onOutput: text => {
        output.append(text);
      },
    });
    if (signal.aborted) throw new Stopped();
    if (verdict === 'stopped') throw new UserError(say('bisect.testStopped', command, exitCode ?? '–'));
    return verdict;
  }

  /** What was found is linked as the confirmed cause; the log of the run is kept as evidence. */
  private async keep(incident: RecordId, end: Exclude<BisectState, { type: 'testing' }>, log: string, test: BisectTest): Promise<void> {
    const how = test.type === 'command' ? test.command : say('bisect.byHand');
    if (end.type === 'found') await this.actions.judge(incident, end.sha, 'confirmed');
    else for (const sha of end.among.slice(0, 8)) await this.actions.judge(incident, sha, 'suspected');
    const outcome = end.type === 'found' ? say('bisect.found', end.sha.slice(0, 10)) : say('bisect.undecided', end.among.length);
    const store = this.session.requireStore();
    const evidence = {
      source: say('bisect.source'),
      capturedAt: new Date().toISOString(),
      sha256: sha256(log),
      note: `${outcome} ${say('bisect.with', how)}`.slice(0, maxLineLength),
    };
    const kept = [
      await store.execute(incident, { type: 'save', step: 'detect', patch: { evidence: { [crypto.randomUUID()]: evidence } } }),
      await store.execute(incident, { type: 'comment', text: `${outcome} ${say('bisect.with', how)}\n\n${log}`.slice(0, maxTextLength) }),
    ];
    this.output?.appendLine(`\n${outcome}\n\n${log}`);
    for (const done of kept) if (!done.ok) throw new UserError(faultText(incident, done.error));
    void inform(`${incident}: ${outcome}`);
  }
}

/** By hand: the folder of the worktree is shown, and what the person says counts. */
async function askVerdict(bisect: Bisect, at: string, signal: AbortSignal): Promise<Verdict> {
  const verdicts = ['good', 'bad', 'skip'] as const;
  const items = [
    ...verdicts.map(verdict => ({ label: say(`bisect.say.${verdict}`), verdict, open: false })),
    { label: say('bisect.openTerminal'), verdict: undefined, open: true },
    { label: say('bisect.stop'), verdict: undefined, open: false },
  ];
  for (;;) {
    const source = new vscode.CancellationTokenSource();
    const stop = (): void => {
      source.cancel();
    };
    signal.addEventListener('abort', stop);
    const picked = await vscode.window.showQuickPick(
      items,
      { title: plainLabel(say('bisect.isIt', at)), placeHolder: bisect.folder, ignoreFocusOut: true },
      source.token,
    );
    signal.removeEventListener('abort', stop);
    if (picked?.verdict) return picked.verdict;
    if (picked?.open !== true) throw new Stopped();
    vscode.window.createTerminal({ name: say('bisect.channel'), cwd: bisect.folder }).show();
  }
}

function faultDetail(fault: BisectFault): string {
  return 'message' in fault ? fault.message : fault.code;
}
