import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Debounce } from '../../base/debounce';
import { Disposables } from '../../base/disposables';
import { definitions } from '../../domain/records';
import type { Result } from '../../domain/foundation/result';
import { excludeFolder, exposureOf, ignoreFromWithin, includeFolder, untrackFolder, type Exposure } from '../../git/exclusion';
import { Repository } from '../../git/repository';
import type { RuleFileFault } from '../../git/ruleFile';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { confirm, inform, warn } from '../editor/notify';
import { isWithCode, versionWithCode } from '../editor/laterSettings';
import { isChanged } from '../editor/settings';
import type { Rights } from '../workspace/rights';
import type { StoreSource } from '../workspace/workspace';

const saidKey = 'exclusion.said';
/** The store folder that was let into git, since it is versioned with the code. */
const letInKey = 'exclusion.letIn';
/** How long (milliseconds) after a start git is asked, so that the first view is there before. */
const afterStart = 2_000;

/** Files as the store will hold them, for git to be asked about. */
const probes = Object.values(definitions).map(({ folder, prefix }) => `${folder}/${prefix}-000000.json`);

/**
 * Incidents are confidential: keeps the store out of git, and looks at each start whether it still is. Where the setting says that they are versioned
 * with the code, it lets the store in, says so once, and commits nothing.
 */
export class GitExclusion implements vscode.Disposable {
  private readonly begun = new Disposables();
  /** The store that was looked at already. */
  private seen: string | undefined;
  /** The file of rules that could not be used, so that the warning names it. */
  private refused: RuleFileFault | undefined;

  constructor(
    private readonly records: StoreSource,
    rights: Rights,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const told = (error: unknown): void => {
      this.log.warn(error instanceof Error ? error.message : String(error));
    };
    const check = (): void => {
      this.checkOnce().catch(told);
    };
    const begin = (): void => {
      this.begun.add(records.onDidChange(check));
      this.begun.add(rights.onDidChange(check));
      this.begun.add(
        vscode.workspace.onDidChangeConfiguration(event => {
          if (isChanged(event, 'store.withCode')) void this.settingChanged().catch(told);
        }),
      );
      check();
    };
    this.begun.add(new Debounce(begin, afterStart)).soon();
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** When something was recorded: the store is kept out of git on this machine, which is said once. */
  async recorded(): Promise<void> {
    const { store } = this.records;
    const root = await this.rootOf(store?.folder);
    if (root === undefined || store === undefined) return;
    if (isWithCode(store.folder)) return this.checkOnce();
    const excluded = await excludeFolder(root, store.folder);
    if (excluded.ok && excluded.value && !this.memory.get(saidKey)) {
      await this.memory.update(saidKey, true);
      void inform(fill(words.exposed.excluded, { folder: store.folder }));
    }
    // Before the first record there was nothing to warn of.
    if (!excluded.ok && !this.refused) this.seen = undefined;
    this.refused = excluded.ok ? undefined : excluded.error;
    await this.checkOnce();
  }

  /** How exposed the store is; undefined where there is nothing to be exposed, or nothing to say. */
  async exposure(): Promise<Exposure | undefined> {
    const { store } = this.records;
    if (!store || store.entries().length === 0 || isWithCode(store.folder)) return undefined;
    const root = await this.rootOf(store.folder);
    return root === undefined ? undefined : exposureOf(root, store.folder, probes);
  }

  private async checkOnce(): Promise<void> {
    const folder = this.records.store?.folder;
    if (folder === undefined || folder === this.seen || !vscode.workspace.isTrusted || this.records.store?.entries().length === 0) return;
    this.seen = folder;
    if (isWithCode(folder)) return this.letIn(folder);
    const exposure = await this.exposure();
    if (exposure && exposure.state !== 'kept') void this.raise(folder, exposure);
  }

  private async raise(folder: string, exposure: Exposure): Promise<void> {
    const [keepOut, onPurpose, show] = [words.exposed.keepOut, words.exposed.onPurpose, words.exposed.show];
    const ways = exposure.state === 'notKnown' ? [onPurpose] : [keepOut, onPurpose, show];
    const pressed = await warn(textOf(folder, exposure, this.refused), ...ways);
    if (pressed === keepOut) await this.keepOut(folder, exposure);
    if (pressed === onPurpose) await versionWithCode(folder);
    if (pressed === show) await vscode.commands.executeCommand('workbench.view.scm');
  }

  /** Where the store was let in until now, it is kept out again. What git tracks goes on being tracked, which is said. */
  private async settingChanged(): Promise<void> {
    const folder = this.records.store?.folder;
    const root = await this.rootOf(folder);
    this.seen = undefined;
    if (folder === undefined || root === undefined || isWithCode(folder) || this.memory.get(letInKey) !== folder) return this.checkOnce();
    await this.memory.update(letInKey, undefined);
    await excludeFolder(root, folder, { evenTracked: true });
    const exposure = await this.exposure();
    if (exposure?.state !== 'tracked') return this.checkOnce();
    this.seen = folder;
    void this.tellStillTracked(folder, exposure);
  }

  private async tellStillTracked(folder: string, exposure: Extract<Exposure, { readonly state: 'tracked' }>): Promise<void> {
    const { keepOut, stillTracked } = words.exposed;
    const text = counted(words, stillTracked, { folder, count: exposure.files });
    if ((await warn(text, keepOut)) === keepOut) await this.keepOut(folder, exposure);
  }

  /** Takes our own rules away, which is said once; where another keeps the store out still, each time. */
  private async letIn(folder: string): Promise<void> {
    const root = await this.rootOf(folder);
    if (root === undefined) return;
    await includeFolder(root, folder);
    const isIgnored = (await exposureOf(root, folder, probes))?.state === 'kept';
    if (!isIgnored && this.memory.get(letInKey) === folder) return;
    await this.memory.update(letInKey, folder);
    void this.tellLetIn(folder, isIgnored);
  }

  private async tellLetIn(folder: string, isIgnored: boolean): Promise<void> {
    const { withCode, stillIgnored, openSetting } = words.exposed;
    const pressed = isIgnored ? warn(fill(stillIgnored, { folder }), openSetting) : inform(fill(withCode, { folder }), openSetting);
    if ((await pressed) === openSetting) await vscode.commands.executeCommand('workbench.action.openSettings', 'faultline.store.withCode');
  }

  /** Excludes the store again, from within where a rule lets it in; what is tracked leaves the index when the person confirms. */
  async keepOut(folder: string, exposure: Exposure): Promise<void> {
    const root = await this.rootOf(folder);
    if (root === undefined) return;
    if (exposure.state === 'tracked') {
      if (
        !(await confirm(
          fill(words.exposed.untrack, { folder }),
          counted(words, words.exposed.untrackDetail, { count: exposure.files }),
          words.exposed.keepOut,
        ))
      )
        return;
      await untrackFolder(root, folder);
    }
    let done: Result<unknown, RuleFileFault> = await excludeFolder(root, folder);
    if ((await exposureOf(root, folder, probes))?.state === 'unignored') done = await ignoreFromWithin(folder);
    const isKept = (await exposureOf(root, folder, probes))?.state === 'kept';
    if (isKept) void inform(fill(words.exposed.kept, { folder }));
    else
      void warn(
        done.ok ? fill(words.exposed.notKept, { folder }) : fill(words.exposed[done.error.code], { folder, file: done.error.file }),
      );
  }

  /** The root of the work tree that the store lies in, which need not be the workspace folder's: it may lie in a submodule. */
  private async rootOf(folder: string | undefined): Promise<string | undefined> {
    if (folder === undefined || !vscode.workspace.isTrusted) return undefined;
    let above = path.dirname(folder);
    while (!existsSync(above) && path.dirname(above) !== above) above = path.dirname(above);
    const found = await Repository.find(above);
    return found.ok ? found.value.root : undefined;
  }
}

function textOf(folder: string, exposure: Exposure, refused: RuleFileFault | undefined): string {
  if (exposure.state === 'tracked') return counted(words, words.exposed.tracked, { folder, count: exposure.files });
  if (exposure.state === 'notKnown') return fill(words.exposed.notKnown, { folder, file: exposure.file });
  return [
    fill(words.exposed.unignored, { folder }),
    ...(refused ? [fill(words.exposed[refused.code], { folder, file: refused.file })] : []),
  ].join(' ');
}
