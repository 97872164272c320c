import * as vscode from 'vscode';
import type { Folder } from '../../app/folder';
import { SharedStore } from '../../app/sharing/sharedStore';
import { Disposables, Slot } from '../../base/disposables';
import { remoteSettingsOf, remotesOf, type GitRemote, type GitSetting } from '../../git/remotes';
import type { Repository } from '../../git/repository';
import type { Store } from '../../store/store';
import type { RemoteAddress } from '../../sync/address';
import { StoreSync } from '../../sync/storeSync';
import { syncSettings } from '../editor/laterSettings';
import { isChanged } from '../editor/settings';
import { tellWithdrawn } from './sharingQuestions';
import { sharingFolder } from './beginWhereShared';
import type { Workspace } from '../workspace/workspace';

/** Between two syncs that only the focus asks for, at least (milliseconds). */
const focusPause = 30_000;

/**
 * The store of the window's folder as it is shared: it follows the folder, and syncs by itself as the settings say, when the window gets the
 * focus, after something was recorded, and at an interval.
 */
export class WindowSharing implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<SharedStore | undefined>());
  private readonly current = this.begun.add(new Slot<SharedStore>());
  private readonly interval = this.begun.add(new Slot<Disposables>());
  private store: Store | undefined;
  private askedAt = 0;

  /** Fired when it stands otherwise; undefined when no folder is open. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly workspace: Workspace,
    private readonly storage: vscode.Uri,
    private readonly report: (error: unknown) => void,
  ) {
    this.begun.add(
      workspace.onDidChange(() => {
        this.follow();
      }),
    );
    this.begun.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && Date.now() - this.askedAt >= focusPause) this.syncByItself();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.syncByItself();
      }),
    );
    this.begun.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (isChanged(event, 'sync.minutes')) this.beginInterval();
      }),
    );
    this.beginInterval();
    this.follow();
  }

  /** The store, to be shared; undefined while no folder is open. */
  get shared(): SharedStore | undefined {
    return this.current.value;
  }

  /** False in an untrusted workspace. */
  get mayRunGit(): boolean {
    return vscode.workspace.isTrusted;
  }

  /** The remotes of the repository that the folder lies in; none where it lies in none. */
  async remotes(): Promise<readonly GitRemote[]> {
    return remotesIn(await this.workspace.findRepository());
  }

  dispose(): void {
    this.begun.dispose();
  }

  private follow(): void {
    const { folder } = this.workspace;
    if (folder?.store === this.store) return this.afterChange();
    this.store = folder?.store;
    const shared = folder && this.shareable(folder);
    this.current.set(shared);
    this.changed.fire(shared);
    if (!shared) return;
    shared.onDidChange(() => {
      this.changed.fire(shared);
    });
    shared.opened
      .then(() => {
        this.syncByItself();
      })
      .catch(this.report);
  }

  /** A sync that is under way when another folder goes to work stays one of this folder. */
  private shareable(folder: Folder): SharedStore {
    const { store } = folder;
    const ports = {
      store,
      folder: sharingFolder(this.storage),
      sender: () => folder.actor(),
      settings: (address: RemoteAddress) => settingsFor(folder, address),
    };
    const syncs = { all: new StoreSync({ ...ports, audience: 'all' }), fewer: new StoreSync({ ...ports, audience: 'fewer' }) };
    return new SharedStore({
      store,
      syncs,
      mayRunGit: () => this.mayRunGit,
      now: () => new Date().toISOString(),
      report: this.report,
      withdrew: ids => {
        folder
          .actor()
          .then(actor => tellWithdrawn(store, actor, ids))
          .catch(this.report);
      },
    });
  }

  /** What was recorded here goes to the others soon. */
  private afterChange(): void {
    const { shared } = this;
    if (!shared?.state.sharing || !syncSettings().automatic) return;
    shared.sendSoon();
  }

  private syncByItself(): void {
    const { shared } = this;
    if (!shared?.state.sharing || !syncSettings().automatic) return;
    this.askedAt = Date.now();
    shared.sync().catch(this.report);
  }

  private beginInterval(): void {
    const timer = new Disposables();
    timer.every(syncSettings().minutes * 60_000, () => {
      this.syncByItself();
    });
    this.interval.set(timer);
  }
}

async function remotesIn(repository: Repository | undefined): Promise<readonly GitRemote[]> {
  const found = repository && (await remotesOf(repository.root));
  return found?.ok === true ? found.value : [];
}

/** How the repository of a folder reaches the address, where it is one of its remotes: another's credentials are none of its business. */
async function settingsFor(folder: Folder, address: RemoteAddress): Promise<readonly GitSetting[]> {
  const found = await folder.repository();
  if (!found.ok || !(await remotesIn(found.value)).some(remote => remote.address === address)) return [];
  const settings = await remoteSettingsOf(found.value.root);
  return settings.ok ? settings.value : [];
}
