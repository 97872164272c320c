import { randomUUID } from 'node:crypto';
import { rmdirSync, rmSync } from 'node:fs';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { PrivateFile } from '../../base/privateFile';
import type { RecordId } from '../../domain/records';
import { draftSchema, type Draft } from '../../protocol/draft';

/** How often a window says that it is still there, and after how long a silent one counts as gone (milliseconds). */
const [beat, silence] = [10_000, 45_000];

const holderSchema = z.object({ pid: z.number().int(), host: z.string() });
const storedSchema = z.object({ by: z.string(), draft: draftSchema });

/** A draft as it lies on disk: whose it is, and what was typed. */
export type StoredDraft = z.infer<typeof storedSchema>;

/**
 * Unsaved input on disk, one folder for each window: only the window itself writes there, and what a window left behind that is gone
 * is moved, which only one other window can do. A window is there while its process lives and says so, and it says so only while
 * the editor answers: a server keeps the process of a browser that was lost for hours. A window that ends takes its sign down.
 * Files are their owner's alone.
 */
export class DraftFiles {
  /** This window; a new one with each start. */
  readonly window: string = randomUUID();
  private readonly writes = new Map<RecordId, Promise<void>>();
  /** What is to be written next: of several only the newest. */
  private readonly waiting = new Map<RecordId, StoredDraft | undefined>();
  private beating: NodeJS.Timeout | undefined;

  /** @param answers resolves while the editor's window answers; else it stays open */
  constructor(
    private readonly folder: string,
    private readonly answers: () => PromiseLike<unknown>,
  ) {}

  /** Says that this window is there; before anything is written. */
  async open(): Promise<void> {
    await this.signFileOf(this.window).write({ pid: process.pid, host: os.hostname() });
    this.beating = setInterval(() => {
      void this.sayThere().catch(() => undefined);
    }, beat);
    this.beating.unref();
  }

  private async sayThere(): Promise<void> {
    await this.answers();
    const now = new Date();
    await utimes(this.signOf(this.window), now, now);
  }

  /** Takes the sign down at once: when this returns, what is left belongs to a window that is gone. */
  close(): void {
    if (!this.beating) return;
    clearInterval(this.beating);
    rmSync(this.signOf(this.window), { force: true });
    try {
      rmdirSync(this.of(this.window));
    } catch {
      // Something is left in it.
    }
  }

  /** Writes this window's draft of a record, or takes it away. Writes of one record follow one another; one that is overtaken is left out. */
  write(id: RecordId, stored: StoredDraft | undefined): Promise<void> {
    const file = this.fileOf(this.window, id);
    this.waiting.set(id, stored);
    const before = this.writes.get(id) ?? Promise.resolve();
    const done = before
      .catch(() => undefined)
      .then(async () => {
        if (!this.waiting.has(id)) return;
        const newest = this.waiting.get(id);
        this.waiting.delete(id);
        if (!newest) return rm(file, { force: true });
        await this.draftOf(this.window, id).write(newest);
      });
    this.writes.set(id, done);
    return done;
  }

  /** The draft a window has of a record; undefined when there is none, or none that can be read. */
  read(window: string, id: RecordId): Promise<StoredDraft | undefined> {
    return this.draftOf(window, id).read();
  }

  /** Windows other than this one that have left something, or are there. */
  async others(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter(name => name !== this.window && z.uuid().safeParse(name).success);
  }

  /** False for a window whose process has ended, that took its sign down, or that has been silent for long. */
  async isThere(window: string): Promise<boolean> {
    try {
      const [{ mtimeMs }, holder] = await Promise.all([stat(this.signOf(window)), this.signFileOf(window).read()]);
      if (!holder || Date.now() - mtimeMs >= silence) return false;
      return holder.host !== os.hostname() || (holder.pid !== process.pid && isRunning(holder.pid));
    } catch {
      return false;
    }
  }

  /** Moves the draft of a window that is gone to this one. False when another window was faster, or this one has a draft of its own. */
  async take(window: string, id: RecordId): Promise<boolean> {
    if ((await this.isThere(window)) || (await this.read(this.window, id))) return false;
    try {
      await rename(this.fileOf(window, id), this.fileOf(this.window, id));
      return true;
    } catch {
      return false;
    }
  }

  /** Takes away what a window that is gone left of a record. */
  async discard(window: string, id: RecordId): Promise<void> {
    if (!(await this.isThere(window))) await rm(this.fileOf(window, id), { force: true });
  }

  /** The records of which a window has drafts. */
  async records(window: string): Promise<readonly string[]> {
    const names = await readdir(this.of(window)).catch(() => []);
    return names.filter(name => name.endsWith('.json') && name !== signName).map(name => name.slice(0, -'.json'.length));
  }

  private of(window: string): string {
    return path.join(this.folder, window);
  }

  private fileOf(window: string, id: RecordId): string {
    return path.join(this.of(window), `${id}.json`);
  }

  private draftOf(window: string, id: RecordId): PrivateFile<StoredDraft> {
    return new PrivateFile(this.fileOf(window, id), storedSchema);
  }

  private signFileOf(window: string): PrivateFile<z.infer<typeof holderSchema>> {
    return new PrivateFile(this.signOf(window), holderSchema);
  }

  private signOf(window: string): string {
    return path.join(this.of(window), signName);
  }
}

const signName = 'window.json';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True when nothing is typed. */
export function isEmptyDraft({ patch, typed }: Draft): boolean {
  return Object.keys(patch).length === 0 && Object.keys(typed).length === 0;
}
