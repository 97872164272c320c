import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Actor } from '../domain/vocabulary/actor';
import { isWorkspacePath } from '../domain/record/link';
import type { RecordId } from '../domain/records';
import type { RepositoryFault } from '../git/gitFault';
import { Repository } from '../git/repository';
import type { SearchGround } from '../app/suspects/searched';
import type { GroundFault } from '../app/suspects/suspectSearch';
import { failure, success, type Result } from '../domain/foundation/result';
import { similarCacheVersion, SimilarRecords } from '../review/similar/similarRecords';
import { sha256 } from '../store/hash';
import { LineFile } from '../store/lineFile';
import type { StartThread } from '../store/readerThread';
import { Store } from '../store/store';
import { Turns } from '../store/turns';
import { Disposables, Slot, type Disposable } from '../base/disposables';
import { accountName } from './accountName';
import { contextKeys } from './contributions';
import { setContext } from './setContext';
import { gitFaultText, systemText } from './faultText';
import { say } from './hostWords';
import { alarm } from './notify';
import { recordSource } from '../app/recordSource';
import { decisionSettings, isChanged, roleSetting, storePathSetting, suspectSettings, userNameSetting } from './settings';
import { UserError } from './userError';

/** What belongs to one workspace folder. */
interface Opened extends Disposable {
  readonly folder: string;
  readonly store: Store;
  readonly similar: SimilarRecords;
}

/** The workspace folder at work: its store, its repository, and the person in their role. */
export class Session implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<readonly RecordId[]>());
  private readonly roleChanged = this.begun.add(new vscode.EventEmitter<void>());
  private readonly current = this.begun.add(new Slot<Opened>());
  private foundRepository: Promise<Result<Repository, RepositoryFault>> | undefined;

  /** Fired with the ids of incidents that changed; empty when the whole store is another. */
  readonly onDidChange = this.changed.event;
  /** Fired when what the person may do has changed: role or trust. */
  readonly onDidChangeRights = this.roleChanged.event;

  constructor(
    private readonly storage: vscode.Uri | undefined,
    private readonly log: vscode.LogOutputChannel,
    private readonly startReader: StartThread,
  ) {
    this.begun.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.open();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.foundRepository = undefined;
        this.announceRights();
      }),
    );
    this.begun.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.opened?.store.refresh();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (isChanged(event, 'storePath')) this.open();
        if (isChanged(event, 'role')) this.announceRights();
      }),
    );
    this.announceRights();
    this.open();
  }

  private get opened(): Opened | undefined {
    return this.current.value;
  }

  /** The store; undefined when no folder is open. */
  get store(): Store | undefined {
    return this.opened?.store;
  }

  /** The store, or the reason in words why there is none. */
  requireStore(): Store {
    if (!this.opened) throw new UserError(say('ui.noFolder'));
    return this.opened.store;
  }

  /** The index over all records, for what is like them. */
  requireSimilar(): SimilarRecords {
    if (!this.opened) throw new UserError(say('ui.noFolder'));
    return this.opened.similar;
  }

  /** The folder that paths of links are relative to. */
  requireFolder(): string {
    if (!this.opened) throw new UserError(say('ui.noFolder'));
    return this.opened.folder;
  }

  /** The path of a file inside the folder, `/`-separated; undefined for anything outside. */
  relativePath(uri: vscode.Uri): string | undefined {
    const relative = path.relative(this.requireFolder(), uri.fsPath).split(path.sep).join('/');
    return uri.scheme === 'file' && isWorkspacePath(relative) ? relative : undefined;
  }

  /** False for the security officer's role and in an untrusted workspace. */
  mayWrite(): boolean {
    return vscode.workspace.isTrusted && roleSetting() !== 'securityOfficer';
  }

  /** The repository of the folder; never looked for in an untrusted workspace, where no git command runs. */
  async repository(): Promise<Repository | undefined> {
    if (!vscode.workspace.isTrusted || !this.opened) return undefined;
    const found = await this.findRepository(this.opened.folder);
    return found.ok ? found.value : undefined;
  }

  /** The repository, or the reason in words why there is none. */
  async requireRepository(): Promise<Repository> {
    const folder = this.requireFolder();
    if (!vscode.workspace.isTrusted) throw new UserError(say('ui.untrusted'));
    const found = await this.findRepository(folder);
    if (!found.ok) throw new UserError(gitFaultText(found.error));
    return found.value;
  }

  /** Where suspects are searched for, or why nowhere. */
  async searchGround(): Promise<Result<SearchGround, GroundFault>> {
    if (!this.opened) return failure({ code: 'noWorkspace' });
    if (!vscode.workspace.isTrusted) return failure({ code: 'untrusted' });
    const { folder, store } = this.opened;
    const repository = await this.findRepository(folder);
    return repository.ok ? success({ store, repository: repository.value, folder, settings: suspectSettings(folder) }) : repository;
  }

  /** Who acts: git's name, else the setting, else the name of the account. */
  async actor(): Promise<Actor> {
    const identity = (await (await this.repository())?.identity()) ?? {};
    const name = identity.name ?? (userNameSetting() || accountName());
    return { name: name.slice(0, 200), email: (identity.email ?? '').slice(0, 320), role: roleSetting() };
  }

  /** Tells the editor's window what the person may do; resolves when it has answered. While it stays open nothing changes by being told again. */
  tellRights(): Promise<void> {
    return setContext(contextKeys.canWrite, this.mayWrite());
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async findRepository(folder: string): Promise<Result<Repository, RepositoryFault>> {
    const finding = (this.foundRepository ??= Repository.find(folder));
    const found = await finding;
    // What is missing may be there the next time; what has begun meanwhile stays.
    if (!found.ok && this.foundRepository === finding) this.foundRepository = undefined;
    return found;
  }

  private open(): void {
    this.foundRepository = undefined;
    const folder = chooseFolder();
    // What was open ends before the next begins: it saves what both would write.
    this.current.set(undefined);
    this.current.set(folder === undefined ? undefined : this.openFolder(folder));
    void setContext(contextKeys.ready, folder === undefined);
    this.changed.fire([]);
  }

  private openFolder(folder: string): Opened {
    const begun = new Disposables();
    const storeFolder = path.join(folder, safeStorePath(folder));
    const store = begun.add(
      new Store(storeFolder, this.storage && vscode.Uri.joinPath(this.storage, 'records.json').fsPath, {
        root: folder,
        mayWrite: () => this.mayWrite(),
        now: () => new Date().toISOString(),
        actor: () => this.actor(),
        settings: decisionSettings,
        witnessFile: this.storage && vscode.Uri.joinPath(this.storage, `seen-${sha256(storeFolder).slice(0, 16)}.txt`).fsPath,
        startReader: this.startReader,
        report: error => {
          this.log.error(error instanceof Error ? error : String(error));
        },
      }),
    );
    const similar = new SimilarRecords(
      recordSource(store),
      this.storage &&
        new LineFile(
          vscode.Uri.joinPath(this.storage, 'similar.json').fsPath,
          { version: similarCacheVersion, folder: storeFolder },
          new Turns(),
        ),
    );
    begun.defer(() => {
      void similar.dispose();
    });
    begun.add(
      store.onDidChange(ids => {
        this.changed.fire(ids);
        similar.updateSoon(ids);
      }),
    );
    begun.add(
      store.onDidFail(code => {
        void alarm(say('fault.readFailed', store.folder, systemText(code), code));
      }),
    );
    void store.open().finally(() => {
      void setContext(contextKeys.ready, true);
    });
    return {
      folder,
      store,
      similar,
      dispose: () => {
        begun.dispose();
      },
    };
  }

  private announceRights(): void {
    void this.tellRights();
    this.roleChanged.fire();
  }
}

/** The first folder that has a store already, else the first folder on disk. */
function chooseFolder(): string | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  return folders.find(folder => existsSync(path.join(folder, safeStorePath(folder)))) ?? folders[0];
}

/** The store never lies outside the workspace folder, whatever a setting says. */
function safeStorePath(folder: string): string {
  const setting = storePathSetting(folder);
  return isWorkspacePath(setting) ? setting : '.faultline';
}
