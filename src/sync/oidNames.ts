import * as z from 'zod';
import { once } from '../base/once';
import { isRecordId, type RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import type { IndexEntry } from '../store/indexEntry';
import { LineFile } from '../store/lineFile';
import { registerFingerprint } from '../store/peopleRegister';
import type { Store } from '../store/store';
import { Turns } from '../store/turns';

/** A record, its version, and git's name for it as it was then. */
const nameSchema = z.tuple([z.string(), z.string(), z.string()]);
const namesVersion = 1;
/** Bytes of a file of names that are read; a larger one is begun anew. */
const largestNames = 64 * 1024 * 1024;

/** What is remembered of a record. */
interface Known {
  readonly version: string;
  readonly oid: string;
  /** What the lists showed of the record when that was its version, and by which register of people: as long as both are the same, it still is. */
  as?: { readonly entry: IndexEntry; readonly register: string };
}

/** Git's names for the records of a store, remembered with the versions of which they were made. A cache only. */
export class OidNames {
  private names: Map<RecordId, Known> | undefined;
  /** Whose names have changed since they were saved. */
  private readonly unsaved = new Set<RecordId>();
  private readonly file: LineFile;
  /** The register of people that is in force, and what tells it from another. */
  private register: { readonly of?: Register | undefined; readonly version: string } = { version: '' };

  constructor(
    private readonly store: Pick<Store, 'entry' | 'register'>,
    file: string,
  ) {
    this.file = new LineFile(file, { version: namesVersion }, new Turns(), largestNames);
  }

  /** Reads what is remembered, once. */
  readonly load = once(async () => {
    this.names = await this.recall();
  });

  /** The name of the record as it is now; undefined where that is not known. */
  of(id: RecordId): string | undefined {
    const known = this.names?.get(id);
    const entry = this.store.entry(id);
    if (!known || !entry) return undefined;
    const register = this.registerVersion();
    // Asked for ten thousand of them at each sync, and nearly all are as they were.
    if (known.as?.entry === entry && known.as.register === register) return known.oid;
    if (known.version !== this.versionOf(id)) return undefined;
    known.as = { entry, register };
    return known.oid;
  }

  /** What tells the record as it is now from any other state of it; undefined where it is none that can be read. */
  versionOf(id: RecordId): string | undefined {
    const entry = this.store.entry(id);
    // What counts of an entry that takes something away depends on the register.
    return entry?.type === 'record' && !entry.fault ? `${entry.version} ${this.registerVersion()}` : undefined;
  }

  /** A version of a record has this name. */
  note(id: RecordId, version: string, oid: string): void {
    if (!this.names) return;
    this.names.set(id, { version, oid });
    this.unsaved.add(id);
  }

  /** The same of a version of its file, by the register that is in force. */
  noteWritten(id: RecordId, version: string, oid: string): void {
    this.note(id, `${version} ${this.registerVersion()}`, oid);
  }

  /** Keeps the names for the next start. */
  async save(): Promise<void> {
    const { names } = this;
    if (!names || this.unsaved.size === 0) return;
    const unsaved = [...this.unsaved];
    this.unsaved.clear();
    await this.file.save(linesOf(names, unsaved), linesOf(names, names.keys()), names.size);
  }

  private async recall(): Promise<Map<RecordId, Known>> {
    const names = new Map<RecordId, Known>();
    await this.file.read(line => {
      const { data } = nameSchema.safeParse(line);
      if (data && isRecordId(data[0])) names.set(data[0], { version: data[1], oid: data[2] });
    });
    return names;
  }

  private registerVersion(): string {
    const of = this.store.register();
    if (of !== this.register.of) this.register = { of, version: of ? registerFingerprint(of) : '' };
    return this.register.version;
  }
}

function* linesOf(names: ReadonlyMap<RecordId, Known>, ids: Iterable<RecordId>): Generator {
  for (const id of ids) {
    const known = names.get(id);
    if (known) yield [id, known.version, known.oid];
  }
}
