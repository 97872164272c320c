import path from 'node:path';
import { Disposables } from '../../base/disposables';
import { sha256 } from '../../store/hash';
import { DraftFiles } from './draftFiles';
import { Drafts, type WindowMemory } from './drafts';

/** What the drafts of folders need. */
export interface FolderDraftsPorts {
  /** What belongs to no workspace is kept here. */
  readonly storage: string;
  readonly memory: WindowMemory;
  /** Resolves while the editor's window answers. */
  readonly answers: () => PromiseLike<unknown>;
  readonly person: () => Promise<string>;
  readonly report: (error: unknown) => void;
}

/** The drafts of each folder by its path: two folders may hold a record of the same id. */
export class FolderDrafts {
  private readonly begun = new Disposables();
  private readonly known = new Map<string, Drafts>();

  constructor(private readonly ports: FolderDraftsPorts) {}

  /** Those of a folder; without one they last as long as the window. */
  of(folder: string): Drafts {
    const drafts = this.known.get(folder) ?? this.begun.add(this.make(folder));
    this.known.set(folder, drafts);
    return drafts;
  }

  dispose(): void {
    this.begun.dispose();
  }

  /**
   * One place for the drafts of all windows on the same folder. Not the workspace's storage: VS Code gives a second window on a folder a
   * storage of its own (seen in 1.139), and then neither window could know of the other.
   */
  private make(folder: string): Drafts {
    const { storage, memory, answers, person, report } = this.ports;
    const mark = sha256(folder).slice(0, 32);
    const files = folder === '' ? undefined : new DraftFiles(path.join(storage, 'drafts', mark), answers);
    const ofFolder = (key: string): string => `${key}.${mark}`;
    return new Drafts(
      files,
      { get: key => memory.get(ofFolder(key)), update: (key, value) => memory.update(ofFolder(key), value) },
      person,
      report,
    );
  }
}
