import path from 'node:path';
import * as vscode from 'vscode';
import { FixLinker } from '../../app/suspects/fixLinker';
import { Debounce } from '../../base/debounce';
import { Disposables, Slot } from '../../base/disposables';
import type { Fix } from '../../domain/incident/fixes';
import type { Repository } from '../../git/repository';
import { isEntryOf } from '../../store/indexEntry';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { mention, warn } from '../editor/notify';
import type { Rights } from '../workspace/rights';
import type { Workspace } from '../workspace/workspace';

/** How long (milliseconds) git is given to finish what it does to HEAD. */
const pause = 300;
/** What was refused is tried again after this time (milliseconds), longer than a lock lives. */
const tryAgainAfter = 30_000;

/** Links a commit as the fix of the incidents its message names (`Incident: INC-…`, `Fixes: INC-…`) as soon as it is in the history. */
export class FixWatch implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly watcher = this.begun.add(new Slot());
  private readonly checkingSoon = this.begun.add(
    new Debounce(() => {
      this.check().catch((error: unknown) => {
        this.failed(error);
      });
    }, pause),
  );
  private readonly linker: FixLinker;
  private watched: string | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly rights: Rights,
    memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.linker = new FixLinker({
      memory,
      ask: askAbout,
      linked: ({ id, sha, subject }) => {
        mention(fill(words.suspects.fixLanded, { incident: id, commit: sha.slice(0, 8), subject }), 10_000);
      },
      refused: ({ id, sha }, code) => {
        log.warn(`${id}: ${sha.slice(0, 8)} was not linked as its fix: ${code}`);
      },
      again: () => {
        this.checkingSoon.soon(tryAgainAfter);
      },
      failed: error => {
        this.failed(error);
      },
    });
    this.begun.add(
      workspace.onDidChange(ids => {
        if (ids.length === 0 || this.watched === undefined) this.checkingSoon.soon();
      }),
    );
    this.begun.add(
      rights.onDidChange(() => {
        this.checkingSoon.soon();
      }),
    );
    this.begun.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.checkingSoon.soon();
      }),
    );
    this.checkingSoon.soon();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async check(): Promise<void> {
    const { store } = this.workspace;
    if (!store?.entries().some(entry => isEntryOf('incident', entry) && entry.facts.open)) return;
    const repository = await this.workspace.findRepository();
    if (!repository) return;
    await this.watch(repository);
    if (this.rights.mayWrite()) await this.linker.look(store, repository);
  }

  private failed(error: unknown): void {
    this.log.warn(error instanceof Error ? error.message : String(error));
  }

  /** Every move of HEAD is written to its log. */
  private async watch(repository: Repository): Promise<void> {
    const file = await repository.gitPath('logs/HEAD');
    if (file === undefined || file === this.watched) return;
    this.watched = file;
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file)),
    );
    const soon = (): void => {
      this.checkingSoon.soon();
    };
    this.watcher.set(vscode.Disposable.from(watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon)));
  }
}

/** Names the commits and the number of incidents; whoever does not press the button has said no. */
async function askAbout(fixes: readonly Fix[]): Promise<boolean> {
  const commits = [...new Map(fixes.map(({ sha, subject }) => [sha, `${sha.slice(0, 8)} ${subject.slice(0, 80)}`])).values()];
  const [first = ''] = commits;
  const text =
    commits.length === 1
      ? fill(words.suspects.manyFixes, { commit: first, incidents: fixes.length })
      : fill(words.suspects.manyCommits, { commit: first, more: commits.length - 1, links: fixes.length });
  const link = words.suspects.linkAll;
  return (await warn(text, link)) === link;
}
