import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RecordId } from '../../domain/ids';
import { commitTarget } from '../../domain/link';
import { incidentsFixedBy } from '../../domain/trailer';
import type { Commit } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { say } from '../hostWords';
import { mention } from '../notify';
import type { Session } from '../session';

const headKey = 'fixes.head';
/** Commits that are looked through when the branch has moved, and when nothing was looked at yet. */
const mostCommits = 200;
/** How long (milliseconds) git is given to finish what it does to HEAD. */
const pause = 300;

/** Links a commit as the fix of the incidents its message names (`Incident: INC-…`, `Fixes: INC-…`) as soon as it is in the history. */
export class FixWatch implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private watcher: vscode.Disposable | undefined;
  private watched: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private checking = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const soon = (): void => {
      this.checkSoon();
    };
    this.subscriptions.push(
      session.onDidChange(ids => {
        if (ids.length === 0 || this.watched === undefined) soon();
      }),
      session.onDidChangeRights(soon),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) soon();
      }),
    );
    soon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private checkSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.checking = this.checking
        .then(() => this.check())
        .catch((error: unknown) => {
          this.log.warn(error instanceof Error ? error.message : String(error));
        });
    }, pause);
  }

  private async check(): Promise<void> {
    const { store } = this.session;
    if (!store?.entries().some(entry => entry.type === 'incident' && entry.summary.open)) return;
    const repository = await this.session.repository();
    if (!repository) return;
    await this.watch(repository);
    const head = await repository.head();
    const last = this.memory.get<string>(headKey);
    if (head === undefined || head === last || !this.session.mayWrite()) return;
    const known = last !== undefined && (await repository.resolve(last)) !== undefined;
    const commits = await repository.history({ limit: mostCommits, ...(known && { without: last }) });
    if (!commits.ok) return;
    await store.refresh();
    for (const commit of commits.value) {
      for (const id of incidentsFixedBy(commit.body)) await this.link(id, commit);
    }
    await this.memory.update(headKey, head);
  }

  private async link(id: RecordId, { sha, subject }: Commit): Promise<void> {
    const store = this.session.requireStore();
    const loaded = await store.load(id);
    if (!loaded.ok || !loaded.value.incident.open) return;
    if (loaded.value.incident.links.some(({ kind, target }) => kind === 'fixedBy' && target.type === 'commit' && target.sha === sha))
      return;
    const outcome = await store.execute(id, {
      type: 'link',
      link: { id: randomUUID(), kind: 'fixedBy', state: 'confirmed', target: commitTarget({ sha, subject }) },
    });
    if (!outcome.ok) this.log.warn(`${id}: ${sha.slice(0, 8)} was not linked as its fix: ${outcome.error.code}`);
    else mention(say('suspects.fixLanded', id, sha.slice(0, 8), subject), 10_000);
  }

  /** Every move of HEAD is written to its log. */
  private async watch(repository: Repository): Promise<void> {
    const file = await repository.gitPath('logs/HEAD');
    if (file === undefined || file === this.watched) return;
    this.watched = file;
    this.watcher?.dispose();
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file)),
    );
    const soon = (): void => {
      this.checkSoon();
    };
    this.watcher = vscode.Disposable.from(watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon));
  }
}
