import * as vscode from 'vscode';
import { folderSummary } from '../../app/folderSummary';
import type { WindowFolder } from '../../app/windowFolders';
import { Debounce } from '../../base/debounce';
import { Disposables, type Disposable } from '../../base/disposables';
import { watchStore } from '../../store/watcher';
import { fill } from '../../words/words';
import { words } from '../editor/hostWords';
import type { FolderRow } from '../workspace/folderRow';
import type { Workspace } from '../workspace/workspace';

/** What comes together is looked at once (milliseconds). */
const pause = 100;

/** Reads the other folders of the window and tells how their incidents stand. It follows their files, and looks again when the window gets the focus. */
export class OtherFolders implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly lookingSoon = this.begun.add(
    new Debounce(() => {
      this.look().catch(this.report);
    }, pause),
  );

  /** The stores that are not there yet, waited for. */
  private readonly awaited = new Map<string, Disposable>();

  constructor(
    private readonly workspace: Workspace,
    private readonly report: (error: unknown) => void,
  ) {
    const soon = (): void => {
      this.lookingSoon.soon();
    };
    this.begun.add(workspace.onDidChange(soon));
    this.begun.add(workspace.onDidChangeElsewhere(soon));
    this.begun.add(vscode.window.onDidChangeWindowState(soon));
    // Clocks run out by themselves.
    this.begun.every(60_000, soon);
    this.begun.defer(() => {
      for (const watcher of this.awaited.values()) watcher.dispose();
    });
    soon();
  }

  /** A row for every folder of the window; one that has no store is not opened. */
  rows(): Promise<readonly FolderRow[]> {
    return Promise.all(this.workspace.folders.map(folder => this.rowOf(folder)));
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** Lists show the folders that have a store; the one at work, too, while it shows nothing of its own. */
  private async look(): Promise<void> {
    const { workspace } = this;
    if (workspace.folders.length < 2) return;
    this.awaitStores();
    const rows = await this.rows();
    const here = workspace.folder?.path;
    const others = rows.filter(({ path }) => path !== here && workspace.hasStore(path));
    const own = rows.filter(({ path, isEmpty }) => path === here && isEmpty && others.length > 0);
    workspace.tellOthers([...own, ...others]);
  }

  /** One that is opened is watched by itself. */
  private awaitStores(): void {
    const { workspace, awaited } = this;
    const missing = workspace.folders.filter(({ path }) => path !== workspace.folder?.path && !workspace.hasStore(path));
    const stores = new Map(missing.map(({ path }) => [workspace.storeIn(path), path]));
    for (const [store, watcher] of awaited) {
      if (stores.has(store)) continue;
      watcher.dispose();
      awaited.delete(store);
    }
    for (const [store, path] of stores) {
      if (awaited.has(store)) continue;
      awaited.set(
        store,
        watchStore(store, path, () => {
          this.lookingSoon.soon();
        }),
      );
    }
  }

  private async rowOf({ path, name }: WindowFolder): Promise<FolderRow> {
    const folder = this.workspace.hasStore(path) ? this.workspace.folderAt(path) : undefined;
    await folder?.lists();
    const { open, worst, overdue, isEmpty } = folderSummary(folder?.store.entries() ?? [], new Date().toISOString());
    const isOver = overdue > 0;
    const late = isOver ? [fill(words.folders.overdue, { overdue })] : [];
    const told = [fill(words.status.open, { incidents: open }), ...(worst ? [worst] : []), ...late].join(' · ');
    const alert = [...(worst === 'P1' ? [worst] : []), ...late].join(', ');
    return { path, name, told: isEmpty ? words.folders.empty : told, alert: alert === '' ? undefined : alert, isOver, isEmpty };
  }
}
