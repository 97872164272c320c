import type { Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import * as z from 'zod';
import type { RecordEvent } from '../domain/event';
import { foldCatalogue } from '../domain/catalogue/fold';
import { catalogueKindOf } from '../domain/catalogue/record';
import { catalogueSummarySchema, summariseCatalogue, type CatalogueSummary } from '../domain/catalogue/summary';
import { isRecordId, kindOfId, recordKinds, type RecordId } from '../domain/ids';
import { foldIncident } from '../domain/incident/fold';
import { incidentSummarySchema, summarise, type IncidentSummary } from '../domain/incident/summary';
import { integrityFault, rolledBackFault, type FileFault } from './fault';
import { isOwnFolder } from './folders';
import { removeLeftovers } from './leftovers';
import { PrivateFile } from './privateFile';
import { fileOf, readRecordFile } from './recordFile';
import { isSameVersion, lookAt, versionOf } from './stats';
import type { Witness } from './witness';

/** What the index knows of one file: a record (with the first integrity fault, if any), or why it is none. */
export type IndexEntry =
  | {
      readonly type: 'incident';
      readonly id: RecordId;
      readonly summary: IncidentSummary;
      readonly version: string;
      readonly fault?: FileFault;
    }
  | {
      readonly type: 'catalogue';
      readonly id: RecordId;
      readonly summary: CatalogueSummary;
      readonly version: string;
      readonly fault?: FileFault;
    }
  | { readonly type: 'broken'; readonly id: RecordId; readonly file: string; readonly fault: FileFault };

const faultSchema = z.object({ code: z.string(), line: z.number().optional(), detail: z.string() });
const cachedSchema = z.object({
  size: z.number(),
  mtime: z.number(),
  ctime: z.number(),
  inode: z.number(),
  incident: incidentSummarySchema.optional(),
  catalogue: catalogueSummarySchema.optional(),
  fault: faultSchema.optional(),
});
type Cached = z.infer<typeof cachedSchema>;

/** Grows with the meaning of the summaries, so that an index of an older version is built again. */
const indexVersion = 4;
const indexSchema = z.object({ version: z.literal(indexVersion), folder: z.string(), files: z.record(z.string(), cachedSchema) });
type IndexFile = z.infer<typeof indexSchema>;

const parallelReads = 16;

/**
 * What lists need to know of every record, without reading the records: (name, version) → summary, cached in
 * `cacheFile`. A cache only: delete it and nothing is lost.
 */
export class RecordIndex {
  private files = new Map<RecordId, Cached>();
  /** All entries, until one changes: tree, status bar, panels and diagnostics ask for them at each change. */
  private listed: readonly IndexEntry[] | undefined;
  private cacheRead = false;
  private cacheIsBehind = false;
  private saving = Promise.resolve();
  /** By id: the records that link to it. */
  private readonly sources = new Map<string, Set<RecordId>>();

  /** `mayTidy` says whether abandoned locks may be removed on the way; `root` is the folder that the store must not lead out of. */
  constructor(
    private readonly storeFolder: string,
    private readonly cacheFile: string | undefined,
    private readonly mayTidy: () => boolean,
    private readonly root: string,
    private readonly witness: Witness,
  ) {}

  /** All entries, in no particular order. */
  entries(): readonly IndexEntry[] {
    this.listed ??= [...this.files].map(([id, cached]) => this.entryOf(id, cached));
    return this.listed;
  }

  /** One entry; undefined when there is no such file. */
  entry(id: RecordId): IndexEntry | undefined {
    const cached = this.files.get(id);
    return cached && this.entryOf(id, cached);
  }

  /** The records that link to this one, whether it is there or not. */
  linkingTo(id: string): readonly RecordId[] {
    return [...(this.sources.get(id) ?? [])];
  }

  /** Reads the cache, once. Returns the ids it knows: what stood in the folder the last time. */
  async recall(): Promise<readonly RecordId[]> {
    await this.readCache();
    return [...this.files.keys()];
  }

  /** Compares the folder with what is known and reads what changed. Returns the ids whose entry is new, changed or gone. */
  async refresh(): Promise<readonly RecordId[]> {
    await Promise.all([this.readCache(), this.witness.load()]);
    if (this.mayTidy()) await removeLeftovers(this.root, this.storeFolder);
    const present = await this.list();
    const gone = [...new Set([...this.files.keys(), ...this.witness.ids()])].filter(id => !present.has(id) && this.gone(id));
    const changed = [...gone, ...(await this.updateAll(present))];
    await Promise.all([this.save(), this.witness.save()]);
    return changed;
  }

  /** Reads these files again where they changed. Returns the ids that did. */
  async updateAll(ids: Iterable<RecordId>): Promise<readonly RecordId[]> {
    const [changed, all]: [RecordId[], readonly RecordId[]] = [[], [...ids]];
    for (const folder of new Set(all.map(id => path.dirname(fileOf(this.storeFolder, id))))) await isOwnFolder(this.root, folder);
    await inParallel(all, async id => {
      if (await this.update(id)) changed.push(id);
    });
    return changed;
  }

  /** Reads one file again if it changed. Returns whether it did. */
  private async update(id: RecordId): Promise<boolean> {
    const file = fileOf(this.storeFolder, id);
    const version = await lookAt(file);
    if (version === undefined) return this.gone(id);
    const known = this.files.get(id);
    if (typeof version === 'string') return this.take(id, { ...nowhere, fault: { code: 'unreadable', detail: version } });
    if (known && !isPassing(known) && isSameVersion(known, version) && !this.isUnwitnessed(id, known)) return false;
    return this.take(id, { ...version, ...(await this.read(file, id)) });
  }

  private async read(file: string, id: RecordId): Promise<Summarised> {
    const read = await readRecordFile(file, id);
    if (!read.ok) return { fault: read.error };
    if (!read.value) return { fault: { code: 'unreadable', detail: 'ENOENT' } };
    const { events, faults } = read.value;
    const [fault] = faults;
    return fault ? { ...summaryOf(id, events), fault: integrityFault(fault) } : this.compare(id, events);
  }

  /** Compares a verified record with what has been seen of it, and takes note of it when nothing is missing. */
  private compare(id: RecordId, events: readonly RecordEvent[]): Summarised {
    const fault = rolledBackFault(this.witness.missing(id, events));
    if (!fault) this.witness.note(id, events);
    return { ...summaryOf(id, events), ...(fault && { fault }) };
  }

  /** A witness that was deleted is made anew from the records, not only from those that change. */
  private isUnwitnessed(id: RecordId, { fault }: Cached): boolean {
    return this.witness.isKept && !this.witness.of(id) && (fault === undefined || fault.code === 'rolledBack');
  }

  /** A record that has been seen does not just disappear. */
  private gone(id: RecordId): boolean {
    const seen = this.witness.of(id);
    return seen ? this.take(id, { ...nowhere, fault: { code: 'recordGone', detail: String(seen.entries) } }) : this.forget(id);
  }

  /** Reads a record again, whatever its version: what the witness says of it is another. */
  async again(id: RecordId): Promise<void> {
    this.forget(id);
    await this.update(id);
    await Promise.all([this.save(), this.witness.save()]);
  }

  /** What cannot be read is tried again each time, and is no change while it stays so. */
  private take(id: RecordId, cached: Cached): boolean {
    const known = this.files.get(id);
    if (known && isPassing(known) && known.fault?.code === cached.fault?.code && known.fault?.detail === cached.fault?.detail) return false;
    this.put(id, cached);
    return true;
  }

  /** Takes over what has just been written, without reading it again. */
  written(id: RecordId, stats: Stats, events: readonly RecordEvent[]): void {
    this.put(id, { ...versionOf(stats), ...this.compare(id, events) });
    void this.witness.save();
  }

  /** Writes the cache if it is behind; resolves when no write is under way any more. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => (this.cacheIsBehind ? this.writeCache() : undefined));
    return this.saving;
  }

  private put(id: RecordId, cached: Cached): void {
    this.noteLinks(id, this.files.get(id), cached);
    this.files.set(id, cached);
    this.listed = undefined;
    this.cacheIsBehind = true;
  }

  private forget(id: RecordId): boolean {
    const known = this.files.get(id);
    if (!known) return false;
    this.noteLinks(id, known, undefined);
    this.files.delete(id);
    this.listed = undefined;
    this.cacheIsBehind = true;
    return true;
  }

  /** Keeps the links of `id` findable from their other side. */
  private noteLinks(id: RecordId, before: Cached | undefined, after: Cached | undefined): void {
    for (const target of targetsOf(before)) this.sources.get(target)?.delete(id);
    for (const target of targetsOf(after)) {
      const known = this.sources.get(target);
      if (known) known.add(id);
      else this.sources.set(target, new Set([id]));
    }
  }

  private entryOf(id: RecordId, { size, mtime, ctime, inode, incident, catalogue, fault }: Cached): IndexEntry {
    const known = fault as FileFault | undefined;
    const rest = { id, version: `${mtime}-${size}-${ctime}-${inode}`, ...(known && { fault: known }) };
    if (incident) return { type: 'incident', summary: incident, ...rest };
    if (catalogue) return { type: 'catalogue', summary: catalogue, ...rest };
    return { type: 'broken', id, file: fileOf(this.storeFolder, id), fault: known ?? { code: 'unreadable', detail: '' } };
  }

  private async list(): Promise<ReadonlySet<RecordId>> {
    const found = await Promise.all(Object.entries(recordKinds).map(([kind, { folder }]) => this.listFolder(kind, folder)));
    return new Set(found.flat());
  }

  private async listFolder(kind: string, name: string): Promise<readonly RecordId[]> {
    const folder = path.join(this.storeFolder, name);
    const found = (await isOwnFolder(this.root, folder)) ? await readdir(folder) : [];
    return found.flatMap(file => {
      const id = file.endsWith('.json') ? file.slice(0, -'.json'.length) : '';
      return isRecordId(id) && kindOfId(id) === kind ? [id] : [];
    });
  }

  private async writeCache(): Promise<void> {
    if (!this.cacheFile) return;
    this.cacheIsBehind = false;
    try {
      const files = Object.fromEntries([...this.files].filter(([, cached]) => !isPassing(cached)));
      const data: IndexFile = { version: indexVersion, folder: this.storeFolder, files };
      await new Low<unknown>(new PrivateFile(this.cacheFile), data).write();
    } catch {
      // The next start reads the records instead.
    }
  }

  private async readCache(): Promise<void> {
    if (this.cacheRead) return;
    this.cacheRead = true;
    if (!this.cacheFile) return;
    const document = new Low<unknown>(new PrivateFile(this.cacheFile), {});
    // An unreadable cache is no cache: everything is read from the records.
    await document.read().catch(() => undefined);
    const parsed = indexSchema.safeParse(document.data);
    if (!parsed.success || parsed.data.folder !== this.storeFolder) return;
    this.listed = undefined;
    this.files = new Map(Object.entries(parsed.data.files).filter((pair): pair is [RecordId, Cached] => isRecordId(pair[0])));
    for (const [id, cached] of this.files) this.noteLinks(id, undefined, cached);
  }
}

/** The version of a file that cannot even be looked at. */
const nowhere = { size: 0, mtime: 0, ctime: 0, inode: 0 };

/** What is tried again each time and never remembered for good: rights come back, on some systems without a trace, and so do files. */
function isPassing({ fault }: Cached): boolean {
  return fault?.code === 'unreadable' || fault?.code === 'recordGone';
}

/** What a record says, or why it is none. */
type Summarised = Pick<Cached, 'incident' | 'catalogue' | 'fault'>;

function summaryOf(id: RecordId, events: readonly RecordEvent[]): Pick<Cached, 'incident' | 'catalogue'> {
  const kind = catalogueKindOf(id);
  if (kind === undefined) return { incident: summarise(foldIncident(id, events)) };
  return { catalogue: summariseCatalogue(foldCatalogue(kind, id, events)) };
}

function targetsOf(cached: Cached | undefined): readonly string[] {
  const { relations = [] } = cached?.incident ?? cached?.catalogue ?? {};
  return relations.map(({ id }) => id);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallelReads, items.length) }, worker));
}
