import { Low, type Adapter } from 'lowdb';
import * as z from 'zod';
import type { SimilarDocument } from './similarDocument';
import { SimilarIndex, type SimilarData, type SimilarHit } from './similarIndex';

/** A record as the lists know it. */
export interface ListedRecord {
  readonly id: string;
  /** Differs for two states of the same record. */
  readonly version: string;
  /** Orders records by when they were recorded. */
  readonly recordedAt: string;
}

/** Where the records come from. */
export interface RecordSource {
  /** Every record that can be read. */
  readonly list: () => readonly ListedRecord[];
  /** What a record is compared by; undefined for one that is not compared, or cannot be read. */
  readonly document: (id: string) => Promise<SimilarDocument | undefined>;
}

/** Grows with the meaning of what is saved, so that an index of an older version is built again. */
const savedVersion = 1;
const numbers = z.array(z.number().int().min(0));
const savedSchema = z.object({
  version: z.literal(savedVersion),
  /** Records that are not compared, with their version: they need not be read again. */
  skipped: z.record(z.string(), z.string()),
  index: z.object({
    orders: z.number().int(),
    terms: z.array(z.string()),
    documents: z.array(z.tuple([z.string(), z.string(), z.number().int(), numbers, numbers])),
  }),
});

/** Records read at the same time; between two that are taken in is a pause, so that everything else can go on. */
const atOnce = 20;
/** The index is read or built when everything else has been drawn (milliseconds). */
const firstDelay = 1500;
/** After that it follows the changes, some of which come together (milliseconds). */
const changeDelay = 200;
/** Milliseconds of quiet before the index is saved. */
const quiet = 3000;

/**
 * The index over all records: read from where it was saved, then brought up to date with what changed since, and after that with each
 * change. It reads a record only when its version is another. A cache only: delete it and nothing is lost.
 */
export class SimilarRecords {
  private index = new SimilarIndex();
  private skipped = new Map<string, string>();
  private loaded: Promise<void> | undefined;
  private updating: Promise<void> | undefined;
  private isBehind = true;
  private saving: NodeJS.Timeout | undefined;
  private waiting: NodeJS.Timeout | undefined;
  private isDisposed = false;

  constructor(
    private readonly source: RecordSource,
    private readonly cache: Adapter<unknown> | undefined,
  ) {}

  /** Brings the index up to date with the lists. Calls that come together share the work; resolves when nothing is left to do. */
  update(): Promise<void> {
    this.isBehind = true;
    this.updating ??= this.catchUp().finally(() => {
      this.updating = undefined;
    });
    return this.updating;
  }

  /** The same a moment later: the first time when the window has had time to draw, after that when changes have come together. */
  updateSoon(): void {
    const delay = this.waiting === undefined ? firstDelay : changeDelay;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.update(), delay);
  }

  /** Resolves when the index has been brought up to date once, and with what is under way. */
  ready(): Promise<void> {
    return this.updating ?? this.loaded ?? this.update();
  }

  /** The same for several groups in one pass (`SimilarIndex.findInGroups`). */
  findInGroups<G extends string>(
    document: SimilarDocument,
    most: number,
    groupOf: (id: string) => G | undefined,
  ): ReadonlyMap<G, readonly SimilarHit[]> {
    return this.index.findInGroups(document, most, groupOf);
  }

  /** The records most like a document, as far as the index is up to date (`update` first, where that matters). */
  find(document: SimilarDocument, most: number, only?: (id: string) => boolean): readonly SimilarHit[] {
    return this.index.find(document, most, only);
  }

  /** The records that hold the words of a text; the last word may be the beginning of one. */
  search(text: string, most: number, only?: (id: string) => boolean): readonly string[] {
    return this.index.search(text, most, only);
  }

  /** Saves what is not saved yet. */
  async dispose(): Promise<void> {
    this.isDisposed = true;
    clearTimeout(this.waiting);
    if (!this.saving) return;
    clearTimeout(this.saving);
    await this.save();
  }

  private async catchUp(): Promise<void> {
    this.loaded ??= this.load();
    await this.loaded;
    while (this.isBehind && !this.isDisposed) {
      this.isBehind = false;
      const listed = this.source.list();
      const known = new Set(listed.map(({ id }) => id));
      const gone = this.index.ids().filter(id => !known.has(id));
      const changed = listed
        .filter(({ id, version }) => this.index.versionOf(id) !== version && this.skipped.get(id) !== version)
        .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
      for (const id of gone) this.index.remove(id);
      await this.read(changed);
      if (gone.length + changed.length > 0) this.saveSoon();
    }
  }

  private async read(changed: readonly ListedRecord[]): Promise<void> {
    for (let at = 0; at < changed.length && !this.isDisposed; at += atOnce) {
      const some = changed.slice(at, at + atOnce);
      const documents = await Promise.all(some.map(({ id }) => this.source.document(id)));
      for (const [place, { id, version }] of some.entries()) {
        const document = documents[place];
        this.skipped.delete(id);
        if (document) this.index.add(document, version);
        else {
          this.index.remove(id);
          this.skipped.set(id, version);
        }
        await pause();
      }
    }
  }

  private async load(): Promise<void> {
    if (!this.cache) return;
    const document = new Low<unknown>(this.cache, {});
    // An unreadable cache is no cache: everything is read from the records.
    await document.read().catch(() => undefined);
    await pause();
    const saved = savedSchema.safeParse(document.data);
    if (!saved.success) return;
    await pause();
    this.index = SimilarIndex.restore(saved.data.index);
    this.skipped = new Map(Object.entries(saved.data.skipped));
  }

  private saveSoon(): void {
    clearTimeout(this.saving);
    if (this.isDisposed) return;
    this.saving = setTimeout(() => {
      void this.save();
    }, quiet);
  }

  private async save(): Promise<void> {
    this.saving = undefined;
    if (!this.cache) return;
    const data: { version: number; skipped: object; index: SimilarData } = {
      version: savedVersion,
      skipped: Object.fromEntries(this.skipped),
      index: this.index.data(),
    };
    try {
      await new Low<unknown>(this.cache, data).write();
    } catch {
      // The next start reads the records instead.
    }
  }
}

/** Lets the event loop go round. */
function pause(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
