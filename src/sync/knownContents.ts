import * as z from 'zod';
import { once } from '../base/once';
import type { RecordId } from '../domain/records';
import type { AttachmentFault } from '../store/attachmentFault';
import { LineFile } from '../store/lineFile';
import { Turns } from '../store/turns';

/** A content, by its SHA-256, and git's name for it. */
const nameSchema = z.tuple([z.string(), z.string()]);
const namesVersion = 1;
/** Bytes of a file of names that are read; a larger one is begun anew. */
const largestNames = 64 * 1024 * 1024;

/** What was found of a content that the branch has: nothing is to be done; or it has something else, and the right one is here, or nowhere that is known. */
type Found =
  | { readonly what: 'settled' }
  | { readonly what: 'wrong'; readonly id: RecordId }
  | { readonly what: 'untakable'; readonly id: RecordId; readonly why: AttachmentFault };

/**
 * What is known of the contents that a branch has, so that each is looked at once: under which of git's names they are what they should be, which is
 * kept for the next start, a cache only; and what else was found since this one.
 */
export class KnownContents {
  private readonly right = new Map<string, string>();
  private readonly looked = new Map<string, Found & { readonly oid: string }>();
  private readonly unsaved = new Set<string>();
  private readonly file: LineFile;

  constructor(file: string) {
    this.file = new LineFile(file, { version: namesVersion }, new Turns(), largestNames);
  }

  /** Reads what is remembered, once. */
  readonly load = once(async () => {
    await this.file.read(line => {
      const { data } = nameSchema.safeParse(line);
      if (data) this.right.set(data[0], data[1]);
    });
  });

  /** True for a content that is here, as the branch has it under this name of git's. */
  isRight(name: string, oid: string): boolean {
    return this.right.get(name) === oid;
  }

  /** It is. */
  noteRight(name: string, oid: string): void {
    if (this.isRight(name, oid)) return;
    this.right.set(name, oid);
    this.unsaved.add(name);
  }

  /** What was found of a content under this name of git's; undefined where it was not looked at. */
  found(name: string, oid: string): Found | undefined {
    const looked = this.looked.get(name);
    return looked?.oid === oid ? looked : undefined;
  }

  /** That was found. */
  note(name: string, oid: string, found: Found): void {
    this.looked.set(name, { oid, ...found });
  }

  /** Keeps for the next start which are right. */
  async save(): Promise<void> {
    if (this.unsaved.size === 0) return;
    const unsaved = [...this.unsaved].map(name => [name, this.right.get(name)]);
    this.unsaved.clear();
    await this.file.save(unsaved, this.right, this.right.size);
  }
}
