import type * as vscode from 'vscode';
import * as z from 'zod';
import { setAsideSchema, type SetAside } from '../../domain/incident/finding';

const storageKey = 'findings.aside';
/** Most notes that are kept: the oldest give way. */
const mostNotes = 500;

/** What a reader has put aside of the patterns of failure: kept with the window's workspace on this machine, never in the store. */
export class AsideNotes {
  constructor(private readonly memory: vscode.Memento) {}

  /** All of them; what is no note is none. */
  all(): readonly SetAside[] {
    return z.array(setAsideSchema).safeParse(this.memory.get(storageKey)).data ?? [];
  }

  /** Puts a finding aside that is made of so many incidents; without a note it is taken up again. */
  async set(key: string, note: string | undefined, incidents: number): Promise<void> {
    const others = this.all().filter(kept => kept.key !== key);
    const own = note === undefined ? [] : [{ key, note, incidents, at: new Date().toISOString() }];
    await this.memory.update(storageKey, [...others, ...own].slice(-mostNotes));
  }
}
