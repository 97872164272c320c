import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
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
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(this.file(marker), JSON.stringify(note), { mode: 0o600, flush: true });
  }

  /** Forgets a search; what it left is not touched. */
  async forget(marker: string): Promise<void> {
    await rm(this.file(marker), { force: true });
  }

  /** The searches of this machine that were cut off: whoever began them surely runs no more. */
  async leftovers(): Promise<readonly BisectNote[]> {
    const names = await readdir(this.folder).catch(() => []);
    const notes = await Promise.all(names.filter(name => name.endsWith('.json')).map(name => readNote(path.join(this.folder, name))));
    const left: BisectNote[] = [];
    for (const note of notes) {
      // The number of a process means nothing on another machine, whose search may be under way.
      if (note?.host === os.hostname() && !(await mayStillRun(note.pid, note.startedAt))) left.push(note);
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

  private file(marker: string): string {
    return path.join(this.folder, `${marker}.json`);
  }
}

async function readNote(file: string): Promise<BisectNote | undefined> {
  try {
    const note = bisectNote.parse(JSON.parse(await readFile(file, 'utf8')));
    return path.basename(file) === `${note.marker}.json` ? note : undefined;
  } catch {
    // Cut off while it was written: nothing had been made by then.
    return undefined;
  }
}
