import * as z from 'zod';
import { once } from '../base/once';
import type { Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import { LineFile } from '../store/lineFile';
import { Turns } from '../store/turns';
import { oidOf } from './oid';

/** Git's name of a content, and its SHA-256. */
const nameSchema = z.tuple([z.string(), z.string()]);
const namesVersion = 2;
/** Bytes of a file of names that are read; a larger one is begun anew. */
const largestNames = 64 * 1024 * 1024;

/** What was found of a content: nothing is to be done; or this record names it, and it is not here as the branch has it. */
type RoundFound = 'settled' | { readonly id: RecordId };

/**
 * What is known of the contents that a branch has, so that each is looked at once: what is behind git's names of them, kept for the next start, and
 * what else was found since this one.
 */
export class KnownContents {
  private readonly hashes = new Map<string, string>();
  private readonly looked = new Map<string, { readonly oid: string; readonly found: RoundFound }>();
  /** Git's names of what is too large, or no file. */
  private readonly unreadable = new Set<string>();
  private readonly unsaved: (readonly [string, string])[] = [];
  private readonly file: LineFile;

  constructor(file: string) {
    this.file = new LineFile(file, { version: namesVersion }, new Turns(), largestNames);
  }

  /** Reads what is remembered, once. */
  readonly load = once(async () => {
    await this.file.read(line => {
      const { data } = nameSchema.safeParse(line);
      if (data) this.hashes.set(data[0], data[1]);
    });
  });

  /** The SHA-256 of what has this name of git's; undefined where that is not known. */
  hashOf(oid: string): string | undefined {
    return this.hashes.get(oid);
  }

  /** That was found by reading it. */
  noteHash(oid: string, hash: string): void {
    this.hashes.set(oid, hash);
    this.unsaved.push([oid, hash]);
  }

  /** True for what was found to be too large, or no file, whatever names it: git is not asked for it again. */
  isUnreadable(oid: string): boolean {
    return this.unreadable.has(oid);
  }

  /** That was found. */
  noteUnreadable(oid: string): void {
    this.unreadable.add(oid);
  }

  /**
   * Whether the branch has under the name of a content what belongs there, by what is here (`read`): something else; or `unknown`, where what is here is
   * no better.
   */
  async compare(name: string, oid: string, read: () => Promise<Result<Uint8Array, unknown>>): Promise<'same' | 'other' | 'unknown'> {
    if (this.hashes.get(oid) === name) return 'same';
    const mine = await read();
    if (!mine.ok) return 'unknown';
    if (oidOf(mine.value) !== oid) return 'other';
    this.noteHash(oid, name);
    return 'same';
  }

  /** What was found of a content under this name of git's; undefined where it was not looked at. */
  found(name: string, oid: string): RoundFound | undefined {
    const looked = this.looked.get(name);
    return looked?.oid === oid ? looked.found : undefined;
  }

  /** That was found. */
  note(name: string, oid: string, found: RoundFound): void {
    this.looked.set(name, { oid, found });
  }

  /** Keeps for the next start what is behind git's names. */
  async save(): Promise<void> {
    if (this.unsaved.length === 0) return;
    await this.file.save(this.unsaved.splice(0), this.hashes, this.hashes.size);
  }
}
