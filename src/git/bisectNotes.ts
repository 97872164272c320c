import { readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { PrivateFile } from '../base/privateFile';
import { endProcesses } from './endProcesses';
import { mayStillRun, startOf } from './processes';
import { removeWorktree } from './worktree';

const bisectNote = z.object({
  version: z.literal(1),
  /** The repository that is searched, and the folder of the worktree. */
  repository: z.string().refine(file => path.isAbsolute(file)),
  folder: z.string().refine(file => path.isAbsolute(file)),
  /** What the processes of its tests carry. */
  marker: z.uuid(),
  /** Whose search it is. */
  host: z.string(),
  pid: z.int().positive(),
  startedAt: z.string().optional(),
});

/** What is needed to clear up after a search that was cut off: written before it makes anything, taken away after all is gone. */
export type BisectNote = z.infer<typeof bisectNote>;

/** The notes of the searches of one workspace, a file each, in a folder outside of any repository. */
export class BisectNotes {
  constructor(private readonly folder: string) {}

  /** Notes down a search of this process that is about to begin. */
  async write({ repository, folder, marker }: Pick<BisectNote, 'repository' | 'folder' | 'marker'>): Promise<void> {
    const startedAt = await startOf(process.pid);
    const note: BisectNote = {
      version: 1,
      repository,
      folder,
      marker,
      host: os.hostname(),
      pid: process.pid,
      ...(startedAt && { startedAt }),
    };
    await this.file(marker).write(note, { flush: true });
  }

  /** Forgets a search; what it left is not touched. */
  async forget(marker: string): Promise<void> {
    await rm(this.placeOf(marker), { force: true });
  }

  /** The searches of this machine that were cut off: whoever began them surely runs no more. */
  async leftovers(): Promise<readonly BisectNote[]> {
    const names = await readdir(this.folder).catch(() => []);
    const markers = names.filter(name => name.endsWith('.json')).map(name => name.slice(0, -'.json'.length));
    const notes = await Promise.all(markers.map(async marker => ({ marker, note: await this.file(marker).read() })));
    const left: BisectNote[] = [];
    for (const { marker, note } of notes) {
      // Cut off while it was written nothing had been made by then; a copy under another name is nobody's.
      // The number of a process means nothing on another machine, whose search may be under way.
      if (note?.marker === marker && note.host === os.hostname() && !(await mayStillRun(note.pid, note.startedAt))) left.push(note);
    }
    return left;
  }

  /**
   * Takes away what a search has left: the test that may still run, known by its marker alone, then the worktree and its registration. False,
   * and not forgotten, when something of it is still there.
   */
  async clear({ repository, folder, marker }: BisectNote): Promise<boolean> {
    await endProcesses({ marker });
    const isGone = await removeWorktree(repository, folder);
    if (isGone) await this.forget(marker);
    return isGone;
  }

  private file(marker: string): PrivateFile<BisectNote> {
    return new PrivateFile(this.placeOf(marker), bisectNote);
  }

  private placeOf(marker: string): string {
    return path.join(this.folder, `${marker}.json`);
  }
}
