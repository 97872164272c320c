import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Folder } from '../../app/folder';
import type { SearchGround } from '../../app/suspects/searched';
import type { GroundFault } from '../../app/suspects/suspectSearch';
import { Disposables, Slot } from '../../base/disposables';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { RecordEvent } from '../../domain/record/event';
import { isWorkspacePath } from '../../domain/record/link';
import type { RecordId } from '../../domain/records';
import type { Actor } from '../../domain/vocabulary/actor';
import type { Repository } from '../../git/repository';
import type { StartThread } from '../../store/readerThread';
import type { Store } from '../../store/store';
import { accountName } from './accountName';
import { contextKeys } from '../editor/contributions';
import { folderFaultText, systemText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { alarm } from '../editor/notify';
import type { Rights } from './rights';
import { setContext } from '../editor/setContext';
import { decisionSettings, isChanged, roleSetting, storePathSetting, suspectSettings, userNameSetting } from '../editor/settings';
import { UserError } from '../editor/userError';

/** What the workspace asks its surroundings for. */
export interface WorkspacePorts {
  readonly rights: Rights;
  /** Where caches are kept. */
  readonly storage: vscode.Uri | undefined;
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
export type StoreSource = Pick<Workspace, 'store' | 'onDidChange'>;

/** The window's workspace: which of its folders is at work. */
export class Workspace implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<readonly RecordId[]>());
  private readonly appended = this.begun.add(new vscode.EventEmitter<Appended>());
  private readonly current = this.begun.add(new Slot<Folder>());

  /** The record whose page was in front last, as long as it is open: most likely the one that is meant where one is picked. */
  inFront: RecordId | undefined;

  /** Fired with what was appended to a record here, when it is on disk. */
  readonly onDidAppend = this.appended.event;

  /** Fired with the ids of records that changed; empty when the whole store is another. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly ports: WorkspacePorts) {
    this.begun.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.open();
      }),
    );
    this.begun.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.store?.refresh();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (isChanged(event, 'storePath')) this.open();
      }),
    );
    this.open();
  }

  /** The folder at work; undefined when none is open. */
  get folder(): Folder | undefined {
    return this.current.value;
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
    return repository.ok ? success({ store, repository: repository.value, folder, settings: suspectSettings(folder) }) : repository;
  }

  /** Its repository, if there is one; without trust none is looked for. */
  async findRepository(): Promise<Repository | undefined> {
    const found = await this.folder?.repository();
    return found?.ok === true ? found.value : undefined;
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

  dispose(): void {
    this.begun.dispose();
  }

  private open(): void {
    const chosen = chooseFolder();
    // What was open ends before the next begins: it saves what both would write.
    this.current.set(undefined);
    const folder = chosen === undefined ? undefined : this.folderAt(chosen);
    this.current.set(folder);
    void setContext(contextKeys.ready, folder === undefined);
    this.changed.fire([]);
    void folder?.open().finally(() => {
      void setContext(contextKeys.ready, true);
    });
  }

  private folderAt(at: string): Folder {
    const { rights, storage, startReader, report } = this.ports;
    const folder = new Folder(at, {
      storePath: safeStorePath(at),
      cacheFolder: storage?.fsPath,
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
      this.changed.fire(ids);
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
