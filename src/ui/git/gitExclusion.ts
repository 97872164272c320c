import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Debounce } from '../../base/debounce';
import { Disposables } from '../../base/disposables';
import { definitions } from '../../domain/records';
import type { Result } from '../../domain/foundation/result';
import { excludeFolder, exposureOf, ignoreFromWithin, untrackFolder, type Exposure } from '../../git/exclusion';
import { Repository } from '../../git/repository';
import type { RuleFileFault } from '../../git/ruleFile';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { confirm, inform, warn } from '../editor/notify';
import type { Rights } from '../workspace/rights';
import type { StoreSource } from '../workspace/workspace';

const saidKey = 'exclusion.said';
/** The store folder that the person versions on purpose. */
const onPurposeKey = 'exclusion.onPurpose';
/** How long (milliseconds) after a start git is asked, so that the first view is there before. */
const afterStart = 2_000;

/** Files as the store will hold them, for git to be asked about. */
const probes = Object.values(definitions).map(({ folder, prefix }) => `${folder}/${prefix}-000000.json`);

/** Incidents are confidential: keeps the store out of git, and looks at each start whether it still is. */
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
    const check = (): void => {
      this.checkOnce().catch((error: unknown) => {
        this.log.warn(error instanceof Error ? error.message : String(error));
      });
    };
    const begin = (): void => {
      this.begun.add(records.onDidChange(check));
      this.begun.add(rights.onDidChange(check));
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
    if (root === undefined || store === undefined || this.memory.get(onPurposeKey) === store.folder) return;
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
    if (!store || store.entries().length === 0 || this.memory.get(onPurposeKey) === store.folder) return undefined;
    const root = await this.rootOf(store.folder);
    return root === undefined ? undefined : exposureOf(root, store.folder, probes);
  }

  private async checkOnce(): Promise<void> {
    const folder = this.records.store?.folder;
    if (folder === undefined || folder === this.seen || !vscode.workspace.isTrusted || this.records.store?.entries().length === 0) return;
    this.seen = folder;
    const exposure = await this.exposure();
    if (exposure && exposure.state !== 'kept') void this.raise(folder, exposure);
  }

  private async raise(folder: string, exposure: Exposure): Promise<void> {
    const [keepOut, onPurpose, show] = [words.exposed.keepOut, words.exposed.onPurpose, words.exposed.show];
    const ways = exposure.state === 'notKnown' ? [onPurpose] : [keepOut, onPurpose, show];
    const pressed = await warn(textOf(folder, exposure, this.refused), ...ways);
    if (pressed === keepOut) await this.keepOut(folder, exposure);
    if (pressed === onPurpose) await this.memory.update(onPurposeKey, folder);
    if (pressed === show) await vscode.commands.executeCommand('workbench.view.scm');
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
