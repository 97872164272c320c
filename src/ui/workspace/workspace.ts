import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Folder } from '../../app/folder';
import type { SearchGround } from '../../app/suspects/searched';
import type { GroundFault } from '../../app/suspects/suspectSearch';
import { folderAtWork, namedApart, type WindowFolder } from '../../app/windowFolders';
import { Disposables } from '../../base/disposables';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { RecordEvent } from '../../domain/record/event';
import { isWorkspacePath } from '../../domain/record/link';
import type { RecordId } from '../../domain/records';
import type { Actor } from '../../domain/vocabulary/actor';
import type { Repository } from '../../git/repository';
import type { StartThread } from '../../store/readerThread';
import type { Store } from '../../store/store';
import { accountName } from './accountName';
import type { FolderRow } from './folderRow';
import { contextKeys } from '../editor/contributions';
import { folderFaultText, systemText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { plainLabel } from '../../words/plain';
import { fill } from '../../words/words';
import { alarm, mention } from '../editor/notify';
import type { Rights } from './rights';
import { setContext } from '../editor/setContext';
import { decisionSettings, isChanged, roleSetting, storePathSetting, suspectSettings, userNameSetting } from '../editor/settings';
import { UserError } from '../editor/userError';

/** What the workspace asks its surroundings for. */
export interface WorkspacePorts {
  readonly rights: Rights;
  /** Where caches are kept, and where the machine keeps what it remembers whatever workspace is open. */
  readonly storage: { readonly caches: vscode.Uri | undefined; readonly memory: vscode.Uri };
  /** What is remembered of the workspace. */
  readonly memory: vscode.Memento;
  readonly startReader: StartThread;
  readonly report: (error: unknown) => void;
}

/** What somebody appended to a record of a folder. */
interface Appended {
  readonly folder: Folder;
  readonly id: RecordId;
  readonly added: readonly RecordEvent[];
}

/** The records that lists draw, and when they are to be drawn anew. */
export type StoreSource = Pick<Workspace, 'store' | 'onDidChange' | 'folderName' | 'others' | 'onDidChangeOthers'>;

const atWorkKey = 'folder.atWork';

/** The window's workspace: which of its folders is at work. What was opened once stays so while its folder is there: what goes on in it ends there. */
export class Workspace implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<readonly RecordId[]>());
  private readonly appended = this.begun.add(new vscode.EventEmitter<Appended>());
  private readonly changedElsewhere = this.begun.add(new vscode.EventEmitter<void>());
  private readonly changedOthers = this.begun.add(new vscode.EventEmitter<void>());
  private readonly opened = new Map<string, Folder>();
  private current: Folder | undefined;
  private rows: readonly FolderRow[] = [];

  /** The record whose page was in front last, as long as it is open: most likely the one that is meant where one is picked. */
  inFront: RecordId | undefined;

  /** Fired when the window has other folders, or records of one that is not at work have changed. */
  readonly onDidChangeElsewhere = this.changedElsewhere.event;

  /** Fired when `folderName` or `others` are to be drawn anew. */
  readonly onDidChangeOthers = this.changedOthers.event;

  /** Fired with what was appended to a record here, when it is on disk. */
  readonly onDidAppend = this.appended.event;

  /** Fired with the ids of records that changed; empty when the whole store is another. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly ports: WorkspacePorts) {
    this.begun.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.follow();
      }),
    );
    this.begun.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) for (const { store } of this.opened.values()) void store.refresh();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (isChanged(event, 'storePath')) this.follow();
      }),
    );
    this.begun.defer(() => {
      for (const folder of this.opened.values()) folder.dispose();
    });
    this.follow();
  }

  /** The folder at work; undefined when none is open. */
  get folder(): Folder | undefined {
    return this.current;
  }

  /** The folders of the window that lie on disk, under names that tell them apart. */
  get folders(): readonly WindowFolder[] {
    const onDisk = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    return namedApart(onDisk.map(({ name, uri }) => ({ name, path: uri.fsPath })));
  }

  /** What the folder at work is called, where it is one of several. */
  get folderName(): string | undefined {
    const { folders, current } = this;
    return folders.length > 1 ? folders.find(({ path: at }) => at === current?.path)?.name : undefined;
  }

  /** A text that asks for something, with the folder at work where it is one of several. */
  within(text: string): string {
    const folder = this.folderName;
    return folder === undefined ? text : fill(words.folders.within, { text, folder: plainLabel(folder) });
  }

  /** The rows of other folders, as they were told last. */
  get others(): readonly FolderRow[] {
    return this.rows;
  }

  /** Its records. */
  get store(): Store | undefined {
    return this.folder?.store;
  }

  /** The folder at work, or the reason in words why there is none. */
  require(): Folder {
    if (!this.folder) throw new UserError(words.ui.noFolder);
    return this.folder;
  }

  /** Its records, or the reason in words why there are none. */
  requireStore(): Store {
    return this.require().store;
  }

  /** Who acts. */
  actor(): Promise<Actor> {
    return this.folder?.actor() ?? Promise.resolve({ ...person(), email: '' });
  }

  /** Where suspects are searched for, or why nowhere. */
  async searchGround(): Promise<Result<SearchGround, GroundFault>> {
    if (!this.folder) return failure({ code: 'noWorkspace' });
    const { store, path: folder } = this.folder;
    const repository = await this.folder.repository();
    if (!repository.ok) return repository;
    const cacheFile = this.folder.commitsFile(repository.value);
    return success({
      store,
      repository: repository.value,
      folder,
      settings: suspectSettings(folder),
      ...(cacheFile !== undefined && { cacheFile }),
    });
  }

  /** Its repository, if there is one; without trust none is looked for. */
  async findRepository(): Promise<Repository | undefined> {
    const found = await this.folder?.repository();
    return found?.ok === true ? found.value : undefined;
  }

  /** The repositories of the folders that are open, its own first. */
  async repositories(): Promise<readonly Repository[]> {
    const folders = new Set([...(this.current ? [this.current] : []), ...this.opened.values()]);
    const found = await Promise.all([...folders].map(folder => folder.repository()));
    return found.flatMap(one => (one.ok ? [one.value] : []));
  }

  /** Its repository, or the reason in words why there is none. */
  async requireRepository(): Promise<Repository> {
    const found = await this.require().repository();
    if (!found.ok) throw new UserError(folderFaultText(found.error));
    return found.value;
  }

  /** The path of a file inside the folder at work, `/`-separated; undefined for anything outside. */
  relativePath(uri: vscode.Uri): string | undefined {
    const folder = this.require();
    return uri.scheme === 'file' ? folder.relative(uri.fsPath) : undefined;
  }

  /** Goes to work in another folder of the window, also when that is loaded anew. A list or a question of the former one that is open goes away. */
  async workIn(at: string): Promise<void> {
    const wanted = this.folders.find(folder => folder.path === at);
    if (!wanted || at === this.current?.path) return;
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await this.ports.memory.update(atWorkKey, at);
    this.workNow(wanted);
    mention(fill(words.folders.switched, { folder: wanted.name }), 4000);
  }

  /** Goes to work in the folder that a file lies in, where that is another of the window: what is recorded of a file goes nowhere else. */
  async workWhere(file: vscode.Uri): Promise<void> {
    if (!this.current || this.relativePath(file) !== undefined) return;
    const folder = file.scheme === 'file' && vscode.workspace.getWorkspaceFolder(file);
    if (folder) await this.workIn(folder.uri.fsPath);
  }

  /** A folder of the window, opened where it was not yet. */
  folderAt(at: string): Folder {
    const folder = this.opened.get(at) ?? this.makeFolder(at);
    this.opened.set(at, folder);
    return folder;
  }

  /** True where a folder of the window has a store. */
  hasStore(at: string): boolean {
    return existsSync(this.storeIn(at));
  }

  /** Where the store of a folder of the window lies, whether or not it is there. */
  storeIn(at: string): string {
    return path.join(at, safeStorePath(at));
  }

  /** Tells of the folders that are not at work. */
  tellOthers(rows: readonly FolderRow[]): void {
    this.rows = rows;
    this.changedOthers.fire();
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** Folders or settings are others: the folder at work stays at work as long as it is there. */
  private follow(): void {
    const { folders, current } = this;
    for (const [at, folder] of this.opened) {
      if (folders.some(one => one.path === at) && folder.store.folder === this.storeIn(at)) continue;
      this.opened.delete(at);
      // It ends before the next begins: it saves what both may write.
      folder.dispose();
    }
    const chosen = folderAtWork(folders, [current?.path, this.ports.memory.get<string>(atWorkKey)], at => this.hasStore(at));
    if (!current || current !== this.opened.get(chosen?.path ?? '')) this.workNow(chosen);
    this.changedElsewhere.fire();
    this.changedOthers.fire();
  }

  private workNow(chosen: WindowFolder | undefined): void {
    const folder = chosen && this.folderAt(chosen.path);
    [this.current, this.inFront, this.rows] = [folder, undefined, []];
    void setContext(contextKeys.ready, folder === undefined);
    this.changed.fire([]);
    void folder?.open().finally(() => {
      void setContext(contextKeys.ready, true);
    });
  }

  private makeFolder(at: string): Folder {
    const { rights, storage, startReader, report } = this.ports;
    const folder = new Folder(at, {
      storePath: safeStorePath(at),
      cacheFolder: storage.caches?.fsPath,
      memoryFolder: path.join(storage.memory.fsPath, 'seen'),
      mayWrite: () => rights.mayAct(),
      mayMend: () => rights.mayWrite(),
      mayRunGit: () => vscode.workspace.isTrusted,
      person,
      appended: (id, added) => {
        this.appended.fire({ folder, id, added });
      },
      settings: decisionSettings,
      startReader,
      report,
    });
    const { store } = folder;
    store.onDidChange(ids => {
      if (folder === this.current) this.changed.fire(ids);
      else this.changedElsewhere.fire();
    });
    store.onDidFail(code => {
      void alarm(fill(words.fault.readFailed, { folder: store.folder, why: systemText(code), code }));
    });
    return folder;
  }
}

/** Who acts, where git does not know it better. */
function person(): Pick<Actor, 'name' | 'role'> {
  return { name: userNameSetting() || accountName(), role: roleSetting() };
}

/** The store never lies outside the workspace folder, whatever a setting says. */
function safeStorePath(folder: string): string {
  const setting = storePathSetting(folder);
  return isWorkspacePath(setting) ? setting : '.faultline';
}
