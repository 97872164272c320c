import path from 'node:path';
import { Debounce } from '../base/debounce';
import { Disposables, type Disposable } from '../base/disposables';
import { once } from '../base/once';
import { failure, type Result } from '../domain/foundation/result';
import { isWorkspacePath } from '../domain/record/link';
import type { Actor } from '../domain/vocabulary/actor';
import type { RepositoryFault } from '../git/gitFault';
import type { Identity } from '../git/identity';
import type { Repository } from '../git/repository';
import type { SimilarRecords } from '../review/similar/similarRecords';
import { sha256 } from '../store/hash';
import { Store } from '../store/store';
import type { StorePort } from '../store/storePort';

/** What a folder needs to know of its surroundings. */
export interface FolderPorts extends Pick<StorePort, 'mayWrite' | 'mayMend' | 'settings' | 'startReader' | 'appended' | 'report'> {
  /** Where the store lies inside the folder. */
  readonly storePath: string;
  /** Where caches are kept; undefined where there is no place for them. */
  readonly cacheFolder: string | undefined;
  /** Where this machine keeps what it remembers of a store, whichever workspace that is opened in; undefined where there is no place for it. */
  readonly memoryFolder: string | undefined;
  /** False while no git command may run. */
  readonly mayRunGit: () => boolean;
  /** Who acts, as settings and system have it; git may know the name better. */
  readonly person: () => Pick<Actor, 'name' | 'role'>;
}

/** Why there is no repository to ask. */
export type FolderFault = RepositoryFault | { readonly code: 'untrusted' };

/** What is similar is read or built when everything else has been drawn (milliseconds). */
const comparedAfter = 1500;

/** A folder at work: its records, its repository, what is similar in it, and who acts there. */
export class Folder implements Disposable {
  readonly store: Store;
  /** The index over all records, for what is like them; it follows their changes from the first call on. */
  readonly similar = once(() => this.openSimilar());
  /** Makes the lists ready, once, and nothing else. Resolves when they can be shown. */
  readonly lists = once(() => this.store.open());
  private readonly begun = new Disposables();
  /** Tells its caches from those of another folder of the window. */
  private readonly mark: string;
  private readonly comparing = this.begun.add(
    new Debounce(() => {
      this.similar()
        .then(similar => similar.update())
        .catch(this.ports.report);
    }, comparedAfter),
  );
  private foundRepository: Promise<Result<Repository, RepositoryFault>> | undefined;

  /** `path` is the folder that paths of links are relative to. */
  constructor(
    readonly path: string,
    private readonly ports: FolderPorts,
  ) {
    const { storePath, mayWrite, mayMend, settings, startReader, appended, report } = ports;
    const storeFolder = this.inside(storePath);
    this.mark = sha256(storeFolder).slice(0, 16);
    const [witnessFile, olderWitnessFile] = [ports.memoryFolder, ports.cacheFolder].map(each => placeIn(each, `seen-${this.mark}.txt`));
    this.store = this.begun.add(
      new Store(storeFolder, this.cacheFile(`records-${this.mark}.json`), {
        root: this.path,
        mayWrite,
        mayMend,
        now: () => new Date().toISOString(),
        actor: () => this.actor(),
        settings,
        report,
        ...(startReader && { startReader }),
        ...(appended && { appended }),
        ...(witnessFile !== undefined && { witnessFile }),
        ...(olderWitnessFile !== undefined && { olderWitnessFile }),
      }),
    );
  }

  /** Makes the lists ready, and what is similar behind them. Resolves when they can be shown. */
  async open(): Promise<void> {
    this.comparing.soon();
    await this.lists();
  }

  /** The path of a file inside the folder, `/`-separated; undefined for anything outside. */
  relative(file: string): string | undefined {
    const relative = path.relative(this.path, file).split(path.sep).join('/');
    return isWorkspacePath(relative) ? relative : undefined;
  }

  /** The repository it lies in. What is missing may be there the next time. */
  async repository(): Promise<Result<Repository, FolderFault>> {
    if (!this.ports.mayRunGit()) return failure({ code: 'untrusted' });
    const finding = (this.foundRepository ??= import('../git/repository').then(git => git.Repository.find(this.path)));
    const found = await finding;
    // What has begun meanwhile stays.
    if (!found.ok && this.foundRepository === finding) this.foundRepository = undefined;
    return found;
  }

  /** Who acts: by git's name, else as settings and system have it. */
  async actor(): Promise<Actor> {
    const { name, email = '' } = await this.identity();
    const person = this.ports.person();
    return { name: (name ?? person.name).slice(0, 200), email: email.slice(0, 320), role: person.role };
  }

  /** What git would call the person here: nothing where it may not be asked, or is not there. */
  private async identity(): Promise<Identity> {
    const repository = await this.repository();
    if (repository.ok) return repository.value.identity();
    return repository.error.code === 'noRepository' ? (await import('../git/identity')).identityIn(this.path) : {};
  }

  /** Where what was read of the repository's commits is kept from one window to the next. */
  commitsFile({ root }: Repository): string | undefined {
    return this.cacheFile(`commits-${sha256(root).slice(0, 16)}.json`);
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async openSimilar(): Promise<SimilarRecords> {
    const { openSimilar } = await import('./openSimilar');
    const similar = openSimilar(this.store, this.cacheFile(`similar-${this.mark}.json`));
    this.begun.defer(() => {
      void similar.dispose();
    });
    this.begun.add(
      this.store.onDidChange(ids => {
        similar.updateSoon(ids);
      }),
    );
    return similar;
  }

  private inside(relative: string): string {
    return path.join(this.path, relative);
  }

  private cacheFile(name: string): string | undefined {
    return placeIn(this.ports.cacheFolder, name);
  }
}

function placeIn(folder: string | undefined, name: string): string | undefined {
  return folder === undefined ? undefined : path.join(folder, name);
}
