import type { KeptLines } from '../../base/keptLines';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import { Debounce } from '../../base/debounce';
import type { SimilarDocument } from './similarDocument';
import { SimilarIndex, type SimilarHit } from './similarIndex';

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
  /** One of them; undefined when there is none, or it cannot be read. */
  readonly record: (id: string) => ListedRecord | undefined;
  /** What a record is compared by; undefined for one that is not compared, or cannot be read. */
  readonly document: (id: string) => Promise<SimilarDocument | undefined>;
}

/** Grows with the meaning of what is saved, so that an index of an older version is built again. */
export const similarCacheVersion = 4;
const numbers = z.array(z.number().int().min(0));
const documentSchema = z.tuple([z.string(), z.string(), z.number().int(), numbers, z.array(z.string()), numbers]);
/** A record that is not compared, with its version: it need not be read again. */
const skippedSchema = z.tuple([z.string(), z.string()]);
const goneSchema = z.tuple([z.string()]);

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
  /** What is still to be looked at. */
  private pending: ReadonlySet<string> | 'everything' = 'everything';
  /** What the cache does not know yet. */
  private unsaved = new Set<string>();
  private readonly saving = new Debounce(() => void this.save(), quiet);
  private readonly waiting = new Debounce(() => void this.update([]), changeDelay);
  private isFirst = true;
  private isDisposed = false;

  constructor(
    private readonly source: RecordSource,
    private readonly cache: KeptLines | undefined,
  ) {}

  /**
   * Brings the index up to date with the lists, or with what they say of `ids`. Calls that come together share the work; resolves when
   * nothing is left to do.
   */
  update(ids?: Iterable<string>): Promise<void> {
    this.expect(ids);
    this.updating ??= this.catchUp().finally(() => {
      this.updating = undefined;
    });
    return this.updating;
  }

  /** The same a moment later: the first time when the window has had time to draw, after that when changes have come together. */
  updateSoon(ids?: Iterable<string>): void {
    this.expect(ids);
    this.waiting.soon(this.isFirst ? firstDelay : changeDelay);
    this.isFirst = false;
  }

  /** Resolves when the index has been brought up to date once, and with what is under way. */
  ready(): Promise<void> {
    return this.updating ?? this.loaded ?? this.update();
  }

  /** The records most like a document, as far as the index is up to date (`update` first, where that matters). */
  find(document: SimilarDocument, most: number, only?: (id: string) => boolean): readonly SimilarHit[] {
    return this.index.find(document, most, only);
  }

  /** The same for several groups in one pass (`SimilarIndex.findInGroups`). */
  findInGroups<G extends string>(
    document: SimilarDocument,
    most: number,
    groupOf: (id: string) => G | undefined,
  ): ReadonlyMap<G, readonly SimilarHit[]> {
    return this.index.findInGroups(document, most, groupOf);
  }

  /** The records that hold the words of a text; the last word may be the beginning of one. */
  search(text: string, most: number, only?: (id: string) => boolean): readonly string[] {
    return this.index.search(text, most, only);
  }

  /** Saves what is not saved yet. */
  async dispose(): Promise<void> {
    this.isDisposed = true;
    this.waiting.dispose();
    const isBehind = this.saving.isWaiting;
    this.saving.dispose();
    if (isBehind) await this.save();
  }

  private expect(ids: Iterable<string> | undefined): void {
    if (ids === undefined) this.pending = 'everything';
    else if (this.pending !== 'everything') this.pending = new Set([...this.pending, ...ids]);
  }

  private async catchUp(): Promise<void> {
    this.loaded ??= this.load();
    await this.loaded;
    while (this.pending !== noIds && !this.isDisposed) {
      const work = this.pending;
      this.pending = noIds;
      if (work === 'everything') await this.follow(this.source.list(), [...this.index.ids(), ...this.skipped.keys()]);
      else if (work.size > 0)
        await this.follow(
          [...work].flatMap(id => this.source.record(id) ?? []),
          [...work],
        );
    }
  }

  /** Takes in what is new of these records; of `ids` those that are not among them are gone. */
  private async follow(listed: readonly ListedRecord[], ids: readonly string[]): Promise<void> {
    const present = new Set(listed.map(({ id }) => id));
    const gone = ids.filter(id => !present.has(id) && (this.index.remove(id) !== undefined || this.skipped.has(id)));
    for (const id of gone) this.skipped.delete(id);
    const changed = listed
      .filter(({ id, version }) => this.index.versionOf(id) !== version && this.skipped.get(id) !== version)
      .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
    await this.read(changed);
    for (const id of [...gone, ...changed.map(record => record.id)]) this.unsaved.add(id);
    if (this.unsaved.size > 0) this.saving.soon();
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
        await nextTurn();
      }
    }
  }

  /** What of the cache cannot be understood is read from the records. */
  private async load(): Promise<void> {
    await this.cache?.read(line => {
      const document = documentSchema.safeParse(line);
      const skipped = skippedSchema.safeParse(line);
      const gone = goneSchema.safeParse(line);
      const id = document.data?.[0] ?? skipped.data?.[0] ?? gone.data?.[0];
      if (id !== undefined) this.skipped.delete(id);
      if (document.success) this.index.restore(document.data);
      else if (id !== undefined) this.index.remove(id);
      if (skipped.success) this.skipped.set(...skipped.data);
    });
  }

  private async save(): Promise<void> {
    const changed = this.unsaved;
    this.unsaved = new Set();
    const all = [...this.index.ids(), ...this.skipped.keys()];
    await this.cache?.save(this.linesOf(changed), this.linesOf(all), all.length);
  }

  private *linesOf(ids: Iterable<string>): Generator<readonly unknown[]> {
    for (const id of ids) {
      const version = this.skipped.get(id);
      yield this.index.saved(id) ?? (version === undefined ? [id] : [id, version]);
    }
  }
}

const noIds: ReadonlySet<string> = new Set();
